import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { Canvas } from "./Canvas";
import { type ChartRow, type Series, sumOf } from "./chart";
import styles from "./drawing.module.css";
import { barsHeight, ROW } from "./heights";

const WIDE = 520;
const NAMES = 168;
const END = 116;
const THICK = 12;
const GAP = 2;

interface BarsProps {
  rows: readonly ChartRow[];
  series: readonly Series[];
  /** What a whole bar stands for; without it the largest row. */
  whole?: number;
}

/** Lying bars, each of parts laid end to end, with its name and what it comes to. */
export function Bars({ rows, series, whole }: BarsProps) {
  const most = Math.max(whole ?? 0, ...rows.map(({ values }) => sumOf(values)), 1);
  return (
    <Canvas height={barsHeight(rows.length)}>
      {(width) => {
        const wide = width >= WIDE;
        const left = wide ? NAMES : 0;
        const room = Math.max(width - left - (wide ? END : 0), 40);
        const x = scaleLinear({ domain: [0, most], range: [0, room] });
        const y = scaleBand({
          domain: rows.map(({ key }) => key),
          range: [0, barsHeight(rows.length)],
        });
        return rows.map((row) => (
          <Group key={row.key} top={y(row.key) ?? 0}>
            <text x={0} y={wide ? ROW / 2 + 5 : 14}>
              <tspan lang={row.lang}>{shortened(row.name, wide ? NAMES - 12 : width - 110)}</tspan>
            </text>
            <Group left={left} top={wide ? (ROW - THICK) / 2 : 22}>
              <Parts values={row.values} series={series} x={x} />
            </Group>
            <text
              className={styles.strong}
              x={wide ? left + x(sumOf(row.values)) + 8 : width}
              y={wide ? ROW / 2 + 5 : 14}
              textAnchor={wide ? "start" : "end"}
            >
              {row.end}
              {row.alarm ? <tspan className={styles.alarm}> {row.alarm}</tspan> : null}
            </text>
          </Group>
        ));
      }}
    </Canvas>
  );
}

interface PartsProps {
  values: readonly number[];
  series: readonly Series[];
  x: (value: number) => number;
}

function Parts({ values, series, x }: PartsProps) {
  let before = 0;
  return values.map((value, at) => {
    const part = series[at];
    if (!part || value === 0) return null;
    const from = x(before);
    before += value;
    return (
      <Bar
        key={part.key}
        data-fill={part.fill}
        x={from + 0.5}
        y={0.5}
        width={Math.max(x(before) - from - GAP, 2)}
        height={THICK - 1}
        rx={2}
      />
    );
  });
}

/** Cut a name to a width: Korean letters are about twice as wide as Latin ones. */
function shortened(name: string, width: number): string {
  let used = 0;
  for (let at = 0; at < name.length; at += 1) {
    used += name.charCodeAt(at) > 0x1100 ? 12.5 : 7.2;
    if (used > width) return `${name.slice(0, Math.max(at - 1, 1)).trimEnd()}…`;
  }
  return name;
}
