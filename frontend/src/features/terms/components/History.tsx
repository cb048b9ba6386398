import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DealTermsQuery } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { Panel } from "@/shared/ui/Panel";
import styles from "./History.module.css";
import { useSides } from "./useSides";
import { totalOf, type Version } from "./versions";

type Earlier = NonNullable<DealTermsQuery["dealTerms"]>["earlier"];

interface HistoryProps {
  versions: readonly Version[];
  shown: Version;
  earlier: Earlier;
}

/** Every offer, the newest first, with what it came to. */
export function History({ versions, shown, earlier }: HistoryProps) {
  const { t, i18n } = useTranslation("sheet");
  const { nameOf } = useSides();
  const newest = versions.at(-1);
  return (
    <Panel title={t("history.title")}>
      <ol className={styles.list} reversed>
        {versions.toReversed().map((each) => {
          const total = totalOf(each);
          const here = each.number === shown.number;
          return (
            <li key={each.id} data-here={here}>
              <Link
                to={{ search: each === newest ? "" : `?version=${each.number}` }}
                aria-current={here ? "true" : undefined}
                preventScrollReset
              >
                {t("version", { number: each.number })}
              </Link>
              <strong className={styles.total}>
                {formatMoney(String(total), each.currency, i18n.language)}
              </strong>
              <span className={styles.by}>
                {nameOf(each.side)}, {formatDate(each.createdAt, i18n.language)}
              </span>
            </li>
          );
        })}
      </ol>
      {earlier.length > 0 ? (
        <details className={styles.earlier}>
          <summary>{t("history.earlier")}</summary>
          <ul>
            {earlier.map((each) => (
              <li key={each.id}>
                {t("history.earlierLine", {
                  from: formatDate(each.openedAt, i18n.language),
                  until: formatDate(each.stateSince, i18n.language),
                  count: each.versions.length,
                })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}
