import styles from "./TreeDrawing.module.css";

const WIDTH = 560;
const LEVELS = [
  { y: 232, count: 8 },
  { y: 168, count: 4 },
  { y: 108, count: 2 },
  { y: 52, count: 1 },
] as const;
const MARKED_LEAF = 5;

function xAt(count: number, at: number): number {
  return (WIDTH / count) * (at + 0.5);
}

/** Eight records joined pairwise up to one signed value; one record's way is drawn strong. */
export function TreeDrawing({ label }: { label: string }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} 268`} className={styles.tree} role="img" aria-label={label}>
      {LEVELS.slice(0, -1).flatMap(({ y, count }, level) =>
        Array.from({ length: count }, (_, at) => {
          const above = LEVELS[level + 1] ?? LEVELS[3];
          const onWay = at === MARKED_LEAF >> level;
          return (
            <path
              key={`${y}-${xAt(count, at)}`}
              d={`M${xAt(count, at)} ${y}L${xAt(above.count, at >> 1)} ${above.y}`}
              className={onWay ? styles.way : styles.line}
            />
          );
        }),
      )}
      {LEVELS.flatMap(({ y, count }, level) =>
        Array.from({ length: count }, (_, at) => {
          const onWay = at === MARKED_LEAF >> level;
          const neighbour = at === ((MARKED_LEAF >> level) ^ 1) && count > 1;
          const kind = onWay ? styles.onWay : neighbour ? styles.neighbour : styles.node;
          const x = xAt(count, at);
          return level === 0 ? (
            <g key={`leaf-${x}`}>
              <rect x={x - 18} y={y - 10} width="36" height="34" rx="3" className={kind} />
              <path
                d={`M${x - 10} ${y}h20M${x - 10} ${y + 7}h20M${x - 10} ${y + 14}h12`}
                className={onWay ? styles.inkOn : styles.ink}
              />
            </g>
          ) : level === 3 ? (
            <g key="root">
              <circle cx={x} cy={y} r="26" className={styles.seal} />
              <circle cx={x} cy={y} r="21" className={styles.ring} />
              <path d={`M${x - 9} ${y}l6 7l12 -13`} className={styles.tick} />
            </g>
          ) : (
            <circle key={`joint-${y}-${x}`} cx={x} cy={y} r="9" className={kind} />
          );
        }),
      )}
    </svg>
  );
}
