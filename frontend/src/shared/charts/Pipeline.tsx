import { useTranslation } from "react-i18next";
import { PipelineDocument, type PipelineQuery } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useNews } from "@/shared/live/useNews";
import { ChartFrame } from "./ChartFrame";
import { type ChartRow, type Fill, type Series, sumOf } from "./chart";
import { barsHeight, COLUMNS_HEIGHT } from "./heights";
import { Bars, Columns } from "./lazy";
import styles from "./Pipeline.module.css";

type Step = PipelineQuery["pipeline"][number];

const AGES = ["week", "month", "quarter", "longer"] as const;
/** Of fewer deals a list tells more than a picture. */
const LEAST = 2;

function fillOf(at: number): Fill {
  return `age${(at + 1) as 1 | 2 | 3 | 4}`;
}

function agesOf(step: Step): number[] {
  return AGES.map((age) => step[age]);
}

/** How many deals stand at which step, and for how long; nothing where there is hardly one. */
export function Pipeline() {
  const { t } = useTranslation("chart");
  const [{ data }, again] = useTypedQuery(PipelineDocument, {}, { fresh: true });
  useNews(again, (path) => path.startsWith("/deals/") || path.startsWith("/cases/"));
  const steps = data?.pipeline ?? [];
  const total = sumOf(steps.flatMap(agesOf));
  if (total < LEAST) return null;
  return (
    <section className={styles.pair} aria-label={t("pipeline.label")}>
      <BySteps steps={steps} total={total} />
      <ByAge steps={steps} total={total} />
    </section>
  );
}

interface PartProps {
  steps: readonly Step[];
  total: number;
}

/** The steps, each with its deals from the newest to the oldest. */
export function BySteps({ steps, total }: PartProps) {
  const { t } = useTranslation("chart");
  const series: Series[] = AGES.map((key, at) => ({
    key,
    name: t(`ageing.days.${key}`),
    fill: fillOf(at),
  }));
  const rows: ChartRow[] = steps.map((step) => ({
    key: step.stage,
    name: t(`pipeline.stage.${step.stage}`),
    values: agesOf(step),
    end: String(sumOf(agesOf(step))),
    alarm: step.overdue ? t("pipeline.alarm", { count: step.overdue }) : undefined,
  }));
  const largest = rows.reduce((one, other) =>
    sumOf(other.values) > sumOf(one.values) ? other : one,
  );
  const most = sumOf(largest.values);
  const alone = rows.filter(({ values }) => sumOf(values) === most).length === 1;
  const overdue = sumOf(steps.map((step) => step.overdue ?? 0));
  const tells = steps.some((step) => step.overdue !== null);
  return (
    <ChartFrame
      title={
        overdue > 0
          ? t("pipeline.titleOverdue", { count: overdue, total })
          : alone
            ? t("pipeline.title", { count: total, stage: largest.name, most })
            : t("pipeline.titleSpread", { count: total })
      }
      legend={series}
      height={barsHeight(rows.length)}
      table={{
        head: t("pipeline.step"),
        columns: [
          ...series.map(({ name }) => name),
          t("pipeline.count"),
          ...(tells ? [t("pipeline.overdue")] : []),
        ],
        rows: steps.map((step) => ({
          key: step.stage,
          name: t(`pipeline.stage.${step.stage}`),
          cells: [...agesOf(step), sumOf(agesOf(step)), ...(tells ? [step.overdue ?? 0] : [])],
        })),
      }}
    >
      <Bars rows={rows} series={series} />
    </ChartFrame>
  );
}

/** How long the deals have stood at their steps, all together. */
export function ByAge({ steps, total }: PartProps) {
  const { t } = useTranslation("chart");
  const counts = AGES.map((age) => sumOf(steps.map((step) => step[age])));
  const old = sumOf(counts.slice(2));
  const series: Series[] = [{ key: "count", name: t("pipeline.count"), fill: "ink" }];
  return (
    <ChartFrame
      title={old > 0 ? t("ageing.title", { count: old, total }) : t("ageing.titleNone")}
      height={COLUMNS_HEIGHT}
      table={{
        head: t("ageing.column"),
        columns: [t("pipeline.count")],
        rows: AGES.map((age, at) => ({
          key: age,
          name: t(`ageing.days.${age}`),
          cells: [counts[at]],
        })),
      }}
    >
      <Columns
        series={series}
        rows={AGES.map((age, at) => ({
          key: age,
          name: t(`ageing.${age}`),
          values: [counts[at] ?? 0],
          fill: fillOf(at),
          end: String(counts[at] ?? 0),
        }))}
      />
    </ChartFrame>
  );
}
