import { useTranslation } from "react-i18next";
import { ChartFrame } from "@/shared/charts/ChartFrame";
import { type ChartRow, type Fill, type Series, sumOf } from "@/shared/charts/chart";
import { barsHeight, COLUMNS_HEIGHT } from "@/shared/charts/heights";
import { Bars, Columns } from "@/shared/charts/lazy";
import { shortMonth } from "@/shared/lib/dates";
import styles from "./Report.module.css";
import { AGES, firstDay, type Report, type ReportTable, useReportTables } from "./reportRows";

/** Five pictures of a month, each also a table. */
export function ReportCharts({ report }: { report: Report }) {
  const { t, i18n } = useTranslation("case");
  const tables = useReportTables()(report);
  const short = (year: number, month: number) =>
    shortMonth(new Date(`${firstDay(year, month)}T12:00:00`), i18n.language);
  const monthly = (key: "opened" | "closed"): ChartRow[] =>
    report.months.map((each) => ({
      key: `${each.year}-${each.month}`,
      name: short(each.year, each.month),
      values: [each[key]],
      end: String(each[key]),
    }));
  return (
    <div className={styles.charts}>
      <Standing
        title={t("report.titleOpened", { count: report.months.at(-1)?.opened ?? 0 })}
        table={tables.months}
        rows={monthly("opened")}
        fill="ink"
      />
      <Standing
        title={t("report.titleClosed", { count: report.months.at(-1)?.closed ?? 0 })}
        table={tables.months}
        rows={monthly("closed")}
        fill="seal"
      />
      <Lying
        title={t("report.titleStages")}
        table={tables.stages}
        fill="blue"
        rows={report.stages.map(({ stage, medianDays }) => ({
          key: stage,
          name: t(`stage.${stage}`),
          values: [medianDays ?? 0],
          end: medianDays == null ? "–" : t("report.dayCount", { count: medianDays }),
        }))}
      />
      <Standing
        title={t("report.titleAges", { count: sumOf(AGES.map((age) => report.ages[age])) })}
        table={tables.ages}
        fill="ink"
        rows={AGES.map((age, at) => ({
          key: age,
          name: t(`report.short.${age}`),
          values: [report.ages[age]],
          fill: `age${(at + 1) as 1 | 2 | 3 | 4}`,
          end: String(report.ages[age]),
        }))}
      />
      <Lying
        title={t("report.titleOutcomes")}
        table={tables.outcomes}
        fill="seal"
        rows={report.outcomes.map(({ outcome, count }) => ({
          key: outcome,
          name: t(`outcome.${outcome}`),
          values: [count],
          end: String(count),
        }))}
      />
      <Lying
        title={t("report.titleLoads")}
        note={t("report.weights")}
        table={tables.loads}
        fill="amber"
        rows={report.loads.map(({ name, openCases, weight }) => ({
          key: name,
          name: name || t("nobodyYet"),
          values: [weight],
          end: t("report.load", { count: openCases, weight }),
        }))}
      />
    </div>
  );
}

interface PictureProps {
  title: string;
  note?: string;
  table: ReportTable;
  rows: readonly ChartRow[];
  fill: Fill;
}

function seriesOf({ title, fill }: PictureProps): Series[] {
  return [{ key: "count", name: title, fill }];
}

function Standing(props: PictureProps) {
  return (
    <ChartFrame title={props.title} height={COLUMNS_HEIGHT} table={props.table} level={2}>
      <Columns series={seriesOf(props)} rows={props.rows} />
    </ChartFrame>
  );
}

function Lying(props: PictureProps) {
  const { t } = useTranslation("case");
  const { title, note, table, rows } = props;
  return (
    <ChartFrame title={title} note={note} height={barsHeight(rows.length)} table={table} level={2}>
      {rows.length === 0 ? (
        <p className="sb-muted">{t("report.none")}</p>
      ) : (
        <Bars series={seriesOf(props)} rows={rows} />
      )}
    </ChartFrame>
  );
}
