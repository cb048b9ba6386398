import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./Footer.module.css";
import { SchemeSwitch } from "./SchemeSwitch";

/** What stands below every page: what this is, the public pages, and the appearance. */
export function Footer() {
  const { t } = useTranslation();
  const demo = useIsDemo();
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <p>{t("footer.about")}</p>
        <nav aria-label={t("nav.public")}>
          <Link to="/how-it-works">{t("nav.how")}</Link>
          <Link to="/security">{t("nav.safety")}</Link>
          <Link to="/promises">{t("nav.promises")}</Link>
          <Link to="/verify">{t("nav.verify")}</Link>
          <Link to="/glossary">{t("nav.glossary")}</Link>
          <Link to="/words">{t("nav.words")}</Link>
          {demo ? <Link to="/outbox">{t("nav.outbox")}</Link> : null}
        </nav>
        <SchemeSwitch />
      </div>
    </footer>
  );
}

/** Tell whether this server is a demo, which shows the mails it would have sent. */
function useIsDemo(): boolean {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    fetch("/demo-accounts.json", { method: "HEAD", signal: stop.signal })
      .then((response) => setDemo(response.ok))
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  return demo;
}
