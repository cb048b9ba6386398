import { Group } from "@visx/group";
import { scaleLinear, scalePoint } from "@visx/scale";
import { Circle, Line, LinePath } from "@visx/shape";
import { Canvas } from "./Canvas";
import type { Series } from "./chart";
import styles from "./drawing.module.css";
import { ROUNDS_HEIGHT } from "./heights";

const BOTTOM = 26;
const TOP = 30;
const SIDES = 52;
const FIGURE = 8;

export interface Round {
  key: string;
  name: string;
  /** Whose offer it is: the key of its series. */
  by: string;
  value: number;
  /** The value in words. */
  end: string;
  /** The offer that both accepted. */
  agreed?: boolean;
}

interface RoundsProps {
  rounds: readonly Round[];
  series: readonly Series[];
}

/** Offers in their order, those of one side joined by a line: how two sides come together. */
export function Rounds({ rounds, series }: RoundsProps) {
  const most = Math.max(...rounds.map(({ value }) => value), 1);
  const least = Math.min(...rounds.map(({ value }) => value), most);
  const high = ROUNDS_HEIGHT - BOTTOM;
  return (
    <Canvas height={ROUNDS_HEIGHT}>
      {(width) => {
        // The first and the last amount stand whole within the card.
        const half = (Math.max(...rounds.map(({ end }) => end.length), 0) * FIGURE) / 2;
        const inset = Math.max(Math.min(SIDES, width / 6), Math.min(half, width / 2));
        const x = scalePoint({
          domain: rounds.map(({ key }) => key),
          range: [inset, width - inset],
        });
        // Differences are what is looked for, so the axis need not begin with nought.
        const spread = most - least || most;
        const y = scaleLinear({
          domain: [Math.max(least - spread * 0.35, 0), most],
          range: [high - 14, TOP],
        });
        const crowded = rounds.length * 92 > width;
        return (
          <>
            <Line
              className={styles.line ?? ""}
              from={{ x: 0, y: high }}
              to={{ x: width, y: high }}
            />
            {series.map(({ key, fill }) => (
              <LinePath
                key={key}
                className={styles.thread ?? ""}
                data-fill={fill}
                data={rounds.filter(({ by }) => by === key)}
                x={(each) => x(each.key) ?? 0}
                y={(each) => y(each.value)}
              />
            ))}
            {rounds.map((each, at) => (
              <Group key={each.key} left={x(each.key) ?? 0}>
                <Circle
                  data-fill={series.find(({ key }) => key === each.by)?.fill}
                  cy={y(each.value)}
                  r={5}
                />
                {each.agreed ? <circle className={styles.ring} cy={y(each.value)} r={9} /> : null}
                {crowded && at > 0 && at < rounds.length - 1 ? null : (
                  <text className={styles.strong} y={y(each.value) - 15} textAnchor="middle">
                    {each.end}
                  </text>
                )}
                <text className={styles.quiet} y={high + 18} textAnchor="middle">
                  {each.name}
                </text>
              </Group>
            ))}
          </>
        );
      }}
    </Canvas>
  );
}
