import { AxisBottom, AxisLeft } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar, Line } from "@visx/shape";
import { Canvas } from "./Canvas";
import { type ChartRow, roundUp, type Series, sumOf } from "./chart";
import styles from "./drawing.module.css";
import { COLUMNS_HEIGHT } from "./heights";

const LEFT = 36;
const BOTTOM = 26;
const TOP = 20;
const WORD = 46;
const FIGURE = 8;
const BETWEEN = 6;

interface ColumnsProps {
  rows: readonly ChartRow[];
  series: readonly Series[];
}

/** Standing columns over names in their order, with an axis that counts in whole steps. */
export function Columns({ rows, series }: ColumnsProps) {
  const most = roundUp(Math.max(...rows.map(({ values }) => sumOf(values)), 1));
  const high = COLUMNS_HEIGHT - BOTTOM;
  return (
    <Canvas height={COLUMNS_HEIGHT}>
      {(width) => {
        const keys = rows.map(({ key }) => key);
        const x = scaleBand({ domain: keys, range: [LEFT, width], padding: 0.3 });
        const y = scaleLinear({ domain: [0, most], range: [high, TOP] });
        const ticks = most <= 5 ? most : 4;
        // Where not every name has room, every second or third one stands, the last one always.
        const every = Math.max(Math.ceil((rows.length * WORD) / (width - LEFT)), 1);
        const named = keys.filter((_, at) => (rows.length - 1 - at) % every === 0);
        // Counts that would touch are left to the axis and the table, but for the last one.
        const longest = Math.max(...rows.map(({ end = "" }) => end.length));
        const apart = x.step() >= longest * FIGURE + BETWEEN;
        return (
          <>
            {y.ticks(ticks).map((value) => (
              <Line
                key={value}
                className={styles.line ?? ""}
                from={{ x: LEFT, y: y(value) }}
                to={{ x: width, y: y(value) }}
              />
            ))}
            <AxisLeft
              scale={y}
              left={LEFT}
              numTicks={ticks}
              hideAxisLine
              hideTicks
              tickFormat={(value) => (Number.isInteger(value) ? String(value) : "")}
              tickLabelProps={{ className: styles.quiet ?? "", textAnchor: "end", dx: -2, dy: 4 }}
            />
            {rows.map((row, at) => (
              <Column
                key={row.key}
                row={row}
                series={series}
                x={x(row.key) ?? 0}
                y={y}
                counted={apart || at === rows.length - 1}
              >
                {x.bandwidth()}
              </Column>
            ))}
            <AxisBottom
              scale={x}
              top={high}
              tickValues={named}
              tickFormat={(key) => rows.find((row) => row.key === key)?.name ?? ""}
              hideTicks
              axisLineClassName={styles.line ?? ""}
              tickLabelProps={{ className: styles.quiet ?? "", textAnchor: "middle", dy: 2 }}
            />
          </>
        );
      }}
    </Canvas>
  );
}

interface ColumnProps {
  row: ChartRow;
  series: readonly Series[];
  x: number;
  y: (value: number) => number;
  /** Its count stands above it. */
  counted: boolean;
  /** How wide it is. */
  children: number;
}

function Column({ row, series, x, y, counted, children: width }: ColumnProps) {
  const wide = Math.min(width, 48);
  let below = 0;
  return (
    <Group left={x + (width - wide) / 2}>
      {row.values.map((value, at) => {
        const part = series[at];
        if (!part || value === 0) return null;
        const foot = y(below);
        below += value;
        return (
          <Bar
            key={part.key}
            data-fill={row.fill ?? part.fill}
            y={y(below)}
            width={wide}
            height={Math.max(foot - y(below) - 1, 2)}
            rx={2}
          />
        );
      })}
      {row.end && counted ? (
        <text className={styles.strong} x={wide / 2} y={y(below) - 6} textAnchor="middle">
          {row.end}
        </text>
      ) : null}
    </Group>
  );
}
