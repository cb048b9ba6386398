import type { ReactNode } from "react";
import styles from "./Chip.module.css";

export type Tone = "plain" | "seal" | "amber" | "red" | "blue" | "violet";

interface ChipProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}

/** A short fact. Colours carry meaning: violet only for sealed, amber only for being waited for. */
export function Chip({ tone = "plain", icon, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
