import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import styles from "./SignWindow.module.css";

/** Signing needs a second step that the account does not have; the way there and back. */
export function NoMethod() {
  const { t } = useTranslation("signing");
  const { pathname, search } = useLocation();
  return (
    <div className={styles.none} role="status">
      <p>{t("none.body")}</p>
      <Link to={`/account/security?next=${encodeURIComponent(pathname + search)}`}>
        {t("none.action")}
      </Link>
    </div>
  );
}
