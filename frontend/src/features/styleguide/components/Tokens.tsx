import styles from "./Tokens.module.css";

const PAIRS = [
  ["ink", "paper"],
  ["ink-soft", "desk"],
  ["muted", "desk"],
  ["seal-ink", "seal-tint"],
  ["amber", "amber-tint"],
  ["red", "red-tint"],
  ["blue", "blue-tint"],
  ["violet", "violet-tint"],
] as const;
const SIZES = [28, 20, 16, 14, 13] as const;

/** Each ink on the paper it stands on, and the five sizes of type. */
export function Tokens() {
  return (
    <>
      <ul className={styles.pairs}>
        {PAIRS.map(([ink, paper]) => (
          <li key={ink} style={{ color: `var(--sb-${ink})`, background: `var(--sb-${paper})` }}>
            {ink} / {paper}
          </li>
        ))}
      </ul>
      <div>
        {SIZES.map((size) => (
          <p key={size} style={{ fontSize: size }}>
            {size} 봉인 완료 Sealbridge 2,480
          </p>
        ))}
      </div>
    </>
  );
}
