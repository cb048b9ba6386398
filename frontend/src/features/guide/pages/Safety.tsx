import {
  IconArrowRight,
  IconEye,
  IconKey,
  IconMail,
  IconShieldLock,
  IconTimeline,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Safety.module.css";

const PARTS = [
  { key: "sealing", Icon: IconShieldLock },
  { key: "reading", Icon: IconEye },
  { key: "signIn", Icon: IconKey },
  { key: "records", Icon: IconTimeline },
  { key: "mails", Icon: IconMail },
] as const;
const LINES = ["one", "two", "three"] as const;

/** Where material lies, who could open it, what is recorded, and what one can take away. */
export function Safety() {
  const { t } = useTranslation("safety");
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      {PARTS.map(({ key, Icon }) => (
        <section key={key} className={styles.part} aria-labelledby={`part-${key}`}>
          <h2 id={`part-${key}`} data-kind={key}>
            <Icon size={22} stroke={1.75} aria-hidden="true" />
            {t(`parts.${key}.title`)}
          </h2>
          <ul>
            {LINES.map((line) => (
              <li key={line}>{t(`parts.${key}.${line}`)}</li>
            ))}
          </ul>
        </section>
      ))}
      <div className={styles.pair}>
        <section>
          <h2>{t("operators.title")}</h2>
          <p>{t("operators.body")}</p>
        </section>
        <section>
          <h2>{t("own.title")}</h2>
          <p>{t("own.body")}</p>
        </section>
      </div>
      <p>
        <Link to="/promises" className={styles.more}>
          {t("more")} <IconArrowRight size={18} aria-hidden="true" />
        </Link>
      </p>
    </div>
  );
}
