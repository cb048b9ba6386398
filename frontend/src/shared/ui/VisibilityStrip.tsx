import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./VisibilityStrip.module.css";

/** Who reads this, in one line, on everything a person writes. */
export function VisibilityStrip({ readers }: { readers: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.strip}>
      <IconEye size={16} aria-hidden="true" />
      <span>
        <strong>{t("visibility.label")}</strong> {readers}
      </span>
    </p>
  );
}
