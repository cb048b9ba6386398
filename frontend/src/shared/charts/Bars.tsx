import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { Canvas } from "./Canvas";
import { type ChartRow, type Series, sumOf } from "./chart";
import styles from "./drawing.module.css";
import { barsHeight, DENSE_ROW, ROW } from "./heights";

const WIDE = 520;
const NAMES = 168;
const END = 116;
const DENSE_END = 48;
const THICK = 12;
const GAP = 2;

interface BarsProps {
  rows: readonly ChartRow[];
  series: readonly Series[];
  /** Low rows for short names, the same on every width. */
  dense?: boolean;
}

/** Lying bars, each of parts laid end to end, with its name and what it comes to. */
export function Bars({ rows, series, dense = false }: BarsProps) {
  const most = Math.max(...rows.map(({ values }) => sumOf(values)), 1);
  const height = barsHeight(rows.length, dense);
  const row = dense ? DENSE_ROW : ROW;
  return (
    <Canvas height={height}>
      {(width) => {
        const wide = dense || width >= WIDE;
        const names = dense ? Math.min(NAMES, width * 0.4) : NAMES;
        const left = wide ? names : 0;
        const room = Math.max(width - left - (dense ? DENSE_END : wide ? END : 0), 40);
        const x = scaleLinear({ domain: [0, most], range: [0, room] });
        const y = scaleBand({
          domain: rows.map(({ key }) => key),
          range: [0, height],
        });
        return rows.map((each) => (
          <Group key={each.key} top={y(each.key) ?? 0}>
            <text x={0} y={wide ? row / 2 + 5 : 14}>
              <tspan lang={each.lang}>
                {shortened(each.name, wide ? names - 12 : width - 110)}
              </tspan>
            </text>
            <Group left={left} top={wide ? (row - THICK) / 2 : 20}>
              <Parts values={each.values} series={series} x={x} />
            </Group>
            <text
              className={styles.strong}
              x={wide ? left + x(sumOf(each.values)) + 8 : width}
              y={wide ? row / 2 + 5 : 14}
              textAnchor={wide ? "start" : "end"}
            >
              {each.end}
              {each.alarm ? <tspan className={styles.alarm}> {each.alarm}</tspan> : null}
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
