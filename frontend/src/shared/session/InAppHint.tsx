import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./InAppHint.module.css";
import { inAppBrowser, systemBrowserAddress } from "./inApp";

/** Before the first field: this browser lives inside a messenger and may lose the session. */
export function InAppHint() {
  const { t } = useTranslation("people");
  const app = inAppBrowser(navigator.userAgent);
  if (!app) return null;
  const out = systemBrowserAddress(app, navigator.userAgent, window.location.href);
  return (
    <section className={styles.hint} aria-labelledby="in-app">
      <h2 id="in-app">{t("inApp.title", { app: app.name })}</h2>
      <p>{t("inApp.body", { app: app.name })}</p>
      {out ? (
        <Button
          component="a"
          href={out}
          variant="default"
          leftSection={<IconExternalLink size={16} aria-hidden="true" />}
        >
          {t("inApp.open")}
        </Button>
      ) : (
        <p className={styles.copy}>
          <code>{window.location.origin + window.location.pathname}</code>
          <CopyButton value={window.location.href} label={t("inApp.copy")} />
        </p>
      )}
    </section>
  );
}
