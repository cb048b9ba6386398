import { useTranslation } from "react-i18next";
import { toHex } from "./bytes";
import { pathSides } from "./merkle";
import styles from "./PathPicture.module.css";
import type { Proof } from "./proof";

const LEVEL = 30;
const WIDTH = 440;
const CENTRE = WIDTH / 2;
const REACH = 84;

type Side = "left" | "right";

/** Place a text on one side of a point. */
function beside(side: Side, from: number, distance: number) {
  return side === "left"
    ? { x: from - distance, textAnchor: "end" as const }
    : { x: from + distance, textAnchor: "start" as const };
}

/** The way from the record, at the bottom, past its neighbours, to the signed root at the top. */
export function PathPicture({ proof }: { proof: Proof }) {
  const { t } = useTranslation("evidence");
  const sides = pathSides(proof.index, proof.checkpoint.size, proof.hashes.length) ?? [];
  const height = (sides.length + 1) * LEVEL + 24;
  const y = (level: number) => height - 24 - level * LEVEL;
  const joints = sides.slice(0, -1).map((_, level) => y(level + 1));
  // Names stand where no neighbour's branch passes.
  const free = (level: number): Side => (sides[level]?.neighbour === "right" ? "left" : "right");
  const count = sides.length;
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={t("drawer.pathText", { count })}
      >
        <line x1={CENTRE} x2={CENTRE} y1={y(0)} y2={y(count)} className={styles.trunk} />
        {sides.map((side, level) => {
          const hash = toHex(proof.hashes[level] ?? new Uint8Array());
          const x = side.neighbour === "left" ? CENTRE - REACH : CENTRE + REACH;
          return (
            <g key={hash}>
              <path
                d={`M${x} ${y(level)} Q${x} ${y(level + 1)} ${CENTRE} ${y(level + 1)}`}
                className={styles.branch}
              />
              <rect
                x={x - 5}
                y={y(level) - 5}
                width="10"
                height="10"
                rx="2"
                className={styles.neighbour}
              />
              <text y={y(level) + 4} {...beside(side.neighbour, x, 12)}>
                {hash.slice(0, 8)}
              </text>
            </g>
          );
        })}
        {joints.map((at) => (
          <circle key={at} cx={CENTRE} cy={at} r="4" className={styles.joint} />
        ))}
        <rect x={CENTRE - 7} y={y(0) - 7} width="14" height="14" rx="3" className={styles.record} />
        <text y={y(0) + 4} {...beside(free(0), CENTRE, 16)} className={styles.label}>
          {t("drawer.pathRecord")} {proof.index.toString()}
        </text>
        <circle cx={CENTRE} cy={y(count)} r="9" className={styles.root} />
        <text y={y(count) + 4} {...beside(free(count - 1), CENTRE, 18)} className={styles.label}>
          {t("drawer.pathSigned")} {toHex(proof.checkpoint.root).slice(0, 8)}
        </text>
      </svg>
    </figure>
  );
}
