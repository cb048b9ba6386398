import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/shared/session/session";
import { DealPicture } from "../components/DealPicture";
import { LadderDrawing } from "../components/LadderDrawing";
import { ProofSection } from "../components/ProofSection";
import { SidesSection } from "../components/SidesSection";
import styles from "./Landing.module.css";

/** What it does, for whom, by which steps, and how it is proven. */
export function Landing() {
  const { t } = useTranslation(["landing", "common"]);
  const { viewer } = useSession();
  return (
    <div className={styles.page}>
      <title>{`${t("common:brand")} · ${t("title")}`}</title>
      <section className={styles.hero}>
        <div className={styles.inner}>
          <div className={styles.words}>
            <h1>{t("title")}</h1>
            <p>{t("lead")}</p>
            <div className={styles.actions}>
              <Button
                component={Link}
                to="/market"
                size="md"
                rightSection={<IconArrowRight size={18} />}
              >
                {t("toMarket")}
              </Button>
              {viewer ? null : (
                <Button component={Link} to="/sign-up" size="md" variant="default">
                  {t("signUp")}
                </Button>
              )}
            </div>
          </div>
          <DealPicture />
        </div>
        <div className={styles.inner}>
          <LadderDrawing />
          <p className={styles.how}>
            <Link to="/how-it-works">
              {t("how")} <IconArrowRight size={18} aria-hidden="true" />
            </Link>
          </p>
        </div>
      </section>
      <SidesSection />
      <ProofSection />
      <section className={styles.limits}>
        <div className={styles.inner}>
          <Link to="/promises">
            {t("limits")} <IconArrowRight size={18} aria-hidden="true" />
          </Link>
        </div>
      </section>
    </div>
  );
}
