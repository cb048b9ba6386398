import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/shared/ui/CopyButton";
import styles from "./PlainToken.module.css";

/** The token itself, this once. */
export function PlainToken({ value, onKept }: { value: string; onKept: () => void }) {
  const { t } = useTranslation("security");
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className={styles.once}>
      <h2 ref={head} tabIndex={-1}>
        {t("tokens.made")}
      </h2>
      <p>{t("tokens.madeHelp")}</p>
      <p className={styles.value}>
        <code>{value}</code>
        <CopyButton value={value} label={t("tokens.value")} />
      </p>
      <Button onClick={onKept}>{t("tokens.kept")}</Button>
    </section>
  );
}
