import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import styles from "./SignWindow.module.css";

/** Signing needs a second step that the account does not have; the way there and back. */
export function NoMethod({ hasPasskey }: { hasPasskey: boolean }) {
  const { t } = useTranslation("signing");
  const { pathname } = useLocation();
  // Back to the open window, not to the page behind it.
  const here = `${pathname}?sign`;
  return (
    <div className={styles.none} role="status">
      <p>{t(hasPasskey ? "none.elsewhere" : "none.body")}</p>
      <Link to={`/account/security?next=${encodeURIComponent(here)}`}>{t("none.action")}</Link>
    </div>
  );
}
