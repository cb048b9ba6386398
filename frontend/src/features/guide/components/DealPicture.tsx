import { IconCircleCheck, IconEye, IconShieldLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./DealPicture.module.css";

/** A deal as its page shows it, drawn small: what is sealed, who sees what, whose turn it is. */
export function DealPicture() {
  const { t } = useTranslation("landing");
  return (
    <figure className={styles.picture} aria-label={t("picture.label")}>
      <p className={styles.chip}>
        <IconShieldLock size={14} aria-hidden="true" /> {t("picture.sealed")}
      </p>
      <div className={styles.step}>
        <p className={styles.sentence}>{t("picture.sentence")}</p>
        <p className={styles.turn}>
          {t("picture.turn")} <strong>{t("picture.turnYou")}</strong>, {t("picture.until")}
        </p>
        <span className={styles.act}>{t("picture.act")}</span>
      </div>
      <p className={styles.sees}>
        <IconEye size={16} aria-hidden="true" />
        <span>
          {t("picture.sees")} <strong>{t("picture.seesNow")}</strong>
        </span>
        <span className={styles.dots} aria-hidden="true">
          {[0, 1, 2, 3, 4, 5].map((at) => (
            <i key={at} data-reached={at < 5} />
          ))}
        </span>
      </p>
      <p className={styles.proof}>
        <IconCircleCheck size={16} aria-hidden="true" /> {t("picture.proof")}
      </p>
    </figure>
  );
}
