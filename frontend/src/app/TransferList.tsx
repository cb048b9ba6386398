import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { endTransfer, isUnderWay, type Moving } from "@/shared/transfers/store";
import { TransferRow } from "@/shared/transfers/TransferRow";
import styles from "./TransferTray.module.css";

/** What is on its way, in a corner of every other page, with the way back to its own. */
export function TransferList({ rows }: { rows: readonly Moving[] }) {
  const { t } = useTranslation("transfer");
  const [open, setOpen] = useState(false);
  const running = rows.filter(isUnderWay).length;
  const failed = rows.filter(({ state }) => state === "failed").length;
  const summary =
    running > 0
      ? t("tray.running", { count: running })
      : failed > 0
        ? t("tray.failed", { count: failed })
        : t("tray.done");

  function putAway() {
    for (const row of rows) if (!isUnderWay(row)) endTransfer(row.id);
  }

  return (
    <section className={styles.tray} aria-label={t("tray.title")}>
      <header className={styles.head}>
        <p role="status">{summary}</p>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t(open ? "tray.hide" : "tray.show")}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
        </ActionIcon>
        {running === 0 ? (
          <ActionIcon variant="subtle" color="gray" aria-label={t("tray.close")} onClick={putAway}>
            <IconX size={18} />
          </ActionIcon>
        ) : null}
      </header>
      {open ? (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <TransferRow moving={row} />
              <Link to={row.place}>{t("tray.open")}</Link>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
