import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./ClosedSummary.module.css";

/** In the place of the summary the condition under which it opens. */
export function ClosedSummary() {
  const { t } = useTranslation(["technology", "ladder"]);
  return (
    <section className={styles.closed}>
      <IconLock size={20} aria-hidden="true" />
      <div>
        <h2>{t("summary.closed")}</h2>
        <p>{t("ladder:S1.shown")}</p>
        <p>
          <strong>{t("ladder:conditionLabel")}</strong> {t("ladder:S1.condition")}
        </p>
      </div>
    </section>
  );
}
