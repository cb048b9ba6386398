import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CaseLoadDocument, type CaseLoadQuery } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay } from "@/shared/lib/dates";
import { useNews } from "@/shared/live/useNews";
import { Chip } from "@/shared/ui/Chip";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Panel } from "@/shared/ui/Panel";
import { ErrorState, PageSkeleton } from "@/shared/ui/states";
import styles from "./Interest.module.css";

type Row = CaseLoadQuery["caseLoad"]["rows"][number];

/** Who of the institution has how much, who is away and who has room. */
export function LoadPanel({ assigns }: { assigns: boolean }) {
  const { t, i18n } = useTranslation("desk");
  const [{ data, error }, again] = useTypedQuery(CaseLoadDocument, {}, { fresh: true });
  useNews(again, (path) => path.startsWith("/cases/"));
  if (error && !data) return <ErrorState error={error} retry={again} />;
  if (!data) return <PageSkeleton />;
  const { rows, total, people, away, meanWeight, unheld } = data.caseLoad;
  const columns: Column<Row>[] = [
    {
      key: "name",
      name: t("load.person"),
      heads: true,
      cell: (row) => (row.isMe ? t("load.me", { name: row.name }) : row.name),
    },
    { key: "open", name: t("load.open"), align: "end", cell: (row) => row.openCases },
    { key: "overdue", name: t("load.overdue"), align: "end", cell: (row) => row.overdue },
    { key: "weight", name: t("load.weight"), align: "end", cell: (row) => row.weight },
    {
      key: "state",
      name: t("load.state"),
      cell: (row) =>
        row.awayUntil ? (
          <Chip tone="amber">
            {t("load.awayUntil", { day: formatDay(row.awayUntil, i18n.language) })}
          </Chip>
        ) : row.hasRoom ? (
          <Chip tone="seal">{t("load.room")}</Chip>
        ) : (
          <Chip>{t("load.full")}</Chip>
        ),
    },
  ];
  return (
    <Panel title={t("load.title")}>
      <div className={styles.list}>
        <p>
          {t("load.total", { count: total.openCases, weight: total.weight })}{" "}
          {t("load.people", { count: people, away, mean: meanWeight })}{" "}
          {unheld > 0 ? t("load.unheld", { count: unheld }) : ""}
        </p>
        {rows.length > 0 ? (
          <DataTable
            label={t("load.title")}
            columns={columns}
            rows={rows}
            keyOf={({ membershipId }) => membershipId}
          />
        ) : null}
        <p className="sb-muted sb-small">{t("load.how")}</p>
        {assigns ? (
          <p>
            <Link to="/cases?view=all">{t("load.choose")}</Link>
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
