import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/shared/session/session";
import { PageHead } from "@/shared/ui/PageHead";
import { StepList } from "../components/StepList";
import { PEOPLE } from "../steps";
import styles from "./HowItWorks.module.css";

/** A deal from the sealed file to the last payment, and what each person does in it. */
export function HowItWorks() {
  const { t } = useTranslation("how");
  const { viewer } = useSession();
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <StepList />
      <section className={styles.part} aria-labelledby="roles">
        <h2 id="roles">{t("roles.title")}</h2>
        <dl className={styles.people}>
          {PEOPLE.map((each) => (
            <div key={each}>
              <dt>{t(`roles.${each}.name`)}</dt>
              <dd>{t(`roles.${each}.does`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={styles.next} aria-labelledby="next">
        <div>
          <h2 id="next">{t("next.title")}</h2>
          <p>{t("next.body")}</p>
        </div>
        <div className={styles.ways}>
          <Button component={Link} to="/market" size="md">
            {t("next.market")}
          </Button>
          {viewer ? null : (
            <Button component={Link} to="/sign-up" size="md" variant="default">
              {t("next.signUp")}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
