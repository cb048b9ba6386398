import { useTranslation } from "react-i18next";
import styles from "./fields.module.css";

/** What stays out of the fields below it, so that nobody learns who writes, or how it is done. */
export function KeepOut({ words }: { words: string }) {
  const { t } = useTranslation("offer");
  return (
    <p className={styles.keepOut}>
      <strong>{t("keepOut.title")}</strong>
      {words}
    </p>
  );
}
