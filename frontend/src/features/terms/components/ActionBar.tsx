import type { ReactNode } from "react";
import styles from "./ActionBar.module.css";

interface ActionBarProps {
  label: string;
  words: string;
  children?: ReactNode;
}

/** What comes next on this page, within reach while it is read. */
export function ActionBar({ label, words, children }: ActionBarProps) {
  return (
    <section className={styles.bar} aria-label={label}>
      <p>{words}</p>
      {children ? <div className={styles.acts}>{children}</div> : null}
    </section>
  );
}
