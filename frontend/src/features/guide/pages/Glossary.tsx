import { useTranslation } from "react-i18next";
import { PageHead } from "@/shared/ui/PageHead";
import styles from "./Glossary.module.css";

const WORDS = [
  "technology",
  "demand",
  "stage",
  "sealed",
  "suggestion",
  "coordinator",
  "firmCheck",
  "nda",
  "reader",
  "records",
  "checkpoint",
  "deposit",
  "escrow",
] as const;

/** The product's own words and what each means. */
export function Glossary() {
  const { t } = useTranslation("glossary");
  return (
    <div className={styles.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <dl className={styles.list}>
        {WORDS.map((word) => (
          <div key={word} id={word}>
            <dt>{t(`${word}.word`)}</dt>
            <dd>{t(`${word}.means`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
