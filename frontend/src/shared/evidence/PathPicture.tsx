import { useTranslation } from "react-i18next";
import { toHex } from "./bytes";
import { pathSides } from "./merkle";
import styles from "./PathPicture.module.css";
import type { Proof } from "./proof";

const LEVEL = 30;
const WIDTH = 440;
const CENTRE = WIDTH / 2;
const REACH = 96;

/** The way from the record, at the bottom, past its neighbours, to the signed root at the top. */
export function PathPicture({ proof }: { proof: Proof }) {
  const { t } = useTranslation("evidence");
  const sides = pathSides(proof.index, proof.checkpoint.size, proof.hashes.length) ?? [];
  const height = (sides.length + 1) * LEVEL + 40;
  const y = (level: number) => height - 24 - level * LEVEL;
  const joints = sides.map((_, level) => y(level + 1));
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={t("drawer.pathText", { count: sides.length })}
      >
        <line x1={CENTRE} x2={CENTRE} y1={y(0)} y2={y(sides.length)} className={styles.trunk} />
        {sides.map((side, level) => {
          const left = side.neighbour === "left";
          const x = left ? CENTRE - REACH : CENTRE + REACH;
          return (
            <g key={toHex(proof.hashes[level] ?? new Uint8Array())}>
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
              <text x={left ? x - 12 : x + 12} y={y(level) + 4} textAnchor={left ? "end" : "start"}>
                {toHex(proof.hashes[level] ?? new Uint8Array()).slice(0, 8)}
              </text>
            </g>
          );
        })}
        {joints.map((height) => (
          <circle key={height} cx={CENTRE} cy={height} r="4" className={styles.joint} />
        ))}
        <rect x={CENTRE - 7} y={y(0) - 7} width="14" height="14" rx="3" className={styles.record} />
        <text x={CENTRE + 14} y={y(0) + 4} className={styles.label}>
          {t("drawer.pathRecord")} {proof.index.toString()}
        </text>
        <circle cx={CENTRE} cy={y(sides.length)} r="9" className={styles.root} />
        <text x={CENTRE + 16} y={y(sides.length) + 4} className={styles.label}>
          {t("drawer.pathSigned")} {toHex(proof.checkpoint.root).slice(0, 8)}
        </text>
      </svg>
    </figure>
  );
}
