import { Link } from "react-router";
import styles from "./Figures.module.css";

export interface Figure {
  name: string;
  /** Nothing while it is not known yet. */
  value: number | string | null | undefined;
  /** Colours the figure where it is more than nought. */
  tone?: "red" | "amber";
  to?: string;
}

/** A few counts in one line, each with its name. */
export function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures} aria-label={label}>
      {figures.map(({ name, value, tone, to }) => (
        <div
          key={name}
          className={styles.figure}
          data-tone={value && value !== "0" ? tone : undefined}
        >
          <dt>{to ? <Link to={to}>{name}</Link> : name}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
