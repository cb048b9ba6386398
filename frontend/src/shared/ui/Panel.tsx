import type { ReactNode } from "react";
import { languageOf } from "@/shared/lib/text";
import styles from "./Panel.module.css";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled sheet of paper with one border. */
export function Panel({ title, aside, children }: PanelProps) {
  return (
    <section className={styles.panel}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** A heading and what somebody wrote; nothing at all when there is no text. */
export function Passage({ heading, text, lang }: { heading: string; text: string; lang?: string }) {
  if (text.trim() === "") return null;
  return (
    <div className={styles.passage}>
      <h3>{heading}</h3>
      <p lang={lang ?? languageOf(text)}>{text}</p>
    </div>
  );
}

export interface FactRow {
  name: string;
  value: ReactNode;
}

/** Names and values in two columns. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map((row) => (
        <div key={row.name}>
          <dt>{row.name}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
