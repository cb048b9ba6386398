import { ChartFrame } from "@/shared/charts/ChartFrame";
import { type ChartRow, type Series, sumOf } from "@/shared/charts/chart";
import { barsHeight, COLUMNS_HEIGHT, ROUNDS_HEIGHT } from "@/shared/charts/heights";
import { Bars, Columns, Rounds } from "@/shared/charts/lazy";
import type { Sample } from "../samples";

const TOTALS = [480, 320, 368];

/** Every kind of picture of numbers, each with its table. */
export function Charts({ s }: { s: Sample }) {
  const series: Series[] = [
    { key: "held", name: s.chips[2], fill: "seal" },
    { key: "open", name: s.chips[3], fill: "blue" },
  ];
  const rows: ChartRow[] = s.chips.slice(0, 4).map((name, at) => {
    const values = [6 - at, at];
    return { key: name, name, values, end: String(sumOf(values)) };
  });
  const table = {
    head: s.columns[1],
    columns: series.map(({ name }) => name),
    rows: rows.map(({ key, name, values }) => ({ key, name, cells: [...values] })),
  };
  const sides: Series[] = [
    { key: "seller", name: s.sides[0], fill: "seal" },
    { key: "buyer", name: s.sides[1], fill: "blue" },
  ];
  const rounds = s.rounds.map((end, at) => ({
    key: end,
    name: String(at + 1),
    by: at % 2 === 0 ? "seller" : "buyer",
    value: TOTALS[at] ?? 0,
    end,
    agreed: at === TOTALS.length - 1,
  }));
  const offers = {
    head: s.columns[0],
    columns: [s.columns[3]],
    rows: rounds.map(({ key, name, end }) => ({ key, name, cells: [end] })),
  };
  return (
    <>
      <ChartFrame
        title={s.chartTitle}
        note={s.note}
        legend={series}
        table={table}
        height={barsHeight(rows.length)}
      >
        <Bars rows={rows} series={series} />
      </ChartFrame>
      <ChartFrame title={s.chartTitle} legend={series} table={table} height={COLUMNS_HEIGHT}>
        <Columns rows={rows} series={series} />
      </ChartFrame>
      <ChartFrame title={s.roundsTitle} legend={sides} table={offers} height={ROUNDS_HEIGHT}>
        <Rounds series={sides} rounds={rounds} />
      </ChartFrame>
    </>
  );
}
