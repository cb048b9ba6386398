import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { EntryCountsDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatDay, formatMonth } from "@/shared/lib/dates";
import { Bar, Loading } from "@/shared/ui/states";
import { ChartFrame } from "./ChartFrame";
import { type ChartRow, sumOf } from "./chart";
import { COLUMNS_HEIGHT } from "./heights";
import { Columns } from "./lazy";
import { type Span, spansOf } from "./spans";

/** What stands around the columns: title, choice of the table, room. */
const AROUND = 96;

interface ActivityProps {
  /** The month whose days are shown, such as 2026-11; else the last twelve months or weeks. */
  month?: string | null;
  by: "month" | "week";
  subjectType?: string | null;
  subjectId?: string | null;
  families?: string[] | null;
  level?: 2 | 3;
}

/** How many records there are, span by span; nothing where there are none. */
export function Activity(props: ActivityProps) {
  const { month = null, by, subjectType, subjectId, families, level = 2 } = props;
  const { t, i18n } = useTranslation("chart");
  const spans = useMemo(
    () => spansOf(new Date(), month ?? by, i18n.language),
    [month, by, i18n.language],
  );
  const [{ data, fetching }] = useTypedQuery(EntryCountsDocument, {
    bounds: [...spans.map(({ from }) => from), spans.at(-1)?.until ?? ""],
    subjectType: subjectType ?? null,
    subjectId: subjectId ?? null,
    families: families ?? null,
  });
  const counts = data?.entryCounts.counts ?? [];
  const count = sumOf(counts);
  if (!data && fetching) return <Waiting />;
  if (count === 0) return null;
  const rows: ChartRow[] = spans.map((span, at) => ({
    key: span.from,
    name: span.short,
    values: [counts[at] ?? 0],
    ...(counts[at] && spans.length <= 12 ? { end: String(counts[at]) } : {}),
  }));
  const last = counts.at(-1) ?? 0;
  const long = (span: Span) => {
    if (by === "month" && !month) return formatMonth(span.day.slice(0, 7), i18n.language);
    const day = formatDay(span.day, i18n.language);
    return month ? day : t("activity.weekFrom", { day });
  };
  return (
    <ChartFrame
      level={level}
      title={
        month
          ? t("activity.month", { count, month: formatMonth(month, i18n.language) })
          : t(by === "week" ? "activity.weeks" : "activity.year", { count, last })
      }
      note={data?.entryCounts.isWhole === false ? t("activity.part") : undefined}
      height={COLUMNS_HEIGHT}
      table={{
        head: t("activity.when"),
        columns: [t("activity.count")],
        rows: spans.map((span, at) => ({
          key: span.from,
          name: long(span),
          cells: [counts[at] ?? 0],
        })),
      }}
    >
      <Columns rows={rows} series={[{ key: "count", name: t("activity.count"), fill: "seal" }]} />
    </ChartFrame>
  );
}

/** Keeps the place, so that what stands below does not move. */
function Waiting() {
  return (
    <Loading>
      <Bar height={COLUMNS_HEIGHT + AROUND} />
    </Loading>
  );
}
