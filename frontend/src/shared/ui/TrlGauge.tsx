import { useTranslation } from "react-i18next";
import styles from "./TrlGauge.module.css";

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Nine ticks, as many filled as the readiness level says. */
export function TrlGauge({ level }: { level: number | null | undefined }) {
  const { t } = useTranslation(["terms", "common"]);
  if (!level) {
    return (
      <span className={styles.gauge}>
        <span className={styles.words}>{t("trl.label")}</span>
        <span className={styles.absent}>{t("common:notStated")}</span>
      </span>
    );
  }
  return (
    <span className={styles.gauge} title={t("trl.words", { level })}>
      <span className={styles.words}>{t("trl.value", { level })}</span>
      <span className={styles.ticks} aria-hidden="true">
        {LEVELS.map((each) => (
          <i key={each} data-full={each <= level} />
        ))}
      </span>
    </span>
  );
}
