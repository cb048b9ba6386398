import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AlertLineFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { languageOf } from "@/shared/lib/text";
import styles from "./AlertRow.module.css";

interface AlertRowProps {
  row: Pick<AlertLineFragment, "title" | "told" | "lastAt">;
  to: string;
  children: ReactNode;
}

/** A demand, technology or search, how often it brought news, and how soon such news comes. */
export function AlertRow({ row, to, children }: AlertRowProps) {
  const { t, i18n } = useTranslation("notice");
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={to} lang={languageOf(row.title)}>
          {row.title || t("alerts.untitled")}
        </Link>
        <span className="sb-muted sb-small">
          {row.lastAt
            ? t("alerts.told", { count: row.told, day: formatDate(row.lastAt, i18n.language) })
            : t("alerts.never")}
        </span>
      </div>
      {children}
    </li>
  );
}
