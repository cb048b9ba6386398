import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./ComparedTray.module.css";
import { chooseToCompare, compareAddress, MOST_COMPARED, useCompared } from "./compared";

/** What is chosen to compare, at hand below the results; `children` is what else may be done. */
export function ComparedTray({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("market");
  const compared = useCompared();
  if (compared.length === 0) return null;
  const count = compared.length;
  return (
    <section className={styles.tray} aria-label={t("compare.label")}>
      <p aria-live="polite">
        {t("compare.count", { count, most: MOST_COMPARED })}
        {count === MOST_COMPARED ? (
          <span className={styles.full}>{t("compare.full", { most: MOST_COMPARED })}</span>
        ) : null}
      </p>
      <div className={styles.acts}>
        <Button variant="subtle" size="sm" onClick={() => chooseToCompare([])}>
          {t("compare.clear")}
        </Button>
        <Button component={Link} to={compareAddress(compared)} variant="light" size="sm">
          {t("compare.go")}
        </Button>
        {children}
      </div>
    </section>
  );
}
