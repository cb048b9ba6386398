import { IconChartBar, IconTable } from "@tabler/icons-react";
import { type ReactNode, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ChartFrame.module.css";
import type { Series } from "./chart";

export interface ChartTable {
  /** What heads the rows. */
  head: string;
  columns: readonly string[];
  rows: readonly { key: string; name: string; lang?: string | undefined; cells: ReactNode[] }[];
}

interface ChartFrameProps {
  /** What the chart shows, as a sentence. */
  title: string;
  note?: ReactNode;
  /** Which colour means what, where there is more than one. */
  legend?: readonly Series[];
  table: ChartTable;
  /** Kept free while the picture is being fetched, so that nothing moves. */
  height: number;
  /** Without a border, inside a card. */
  bare?: boolean;
  /** Level of the heading, by what stands around the chart. */
  level?: 2 | 3 | 4;
  children: ReactNode;
}

/** A picture of numbers below the sentence that it shows; the same numbers are there as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, note, legend, table, height, bare, level = 3, children } = props;
  const { t } = useTranslation("chart");
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const Heading = `h${level}` as const;
  const Icon = asTable ? IconChartBar : IconTable;
  return (
    <figure className={styles.frame} data-bare={bare} aria-labelledby={id}>
      <figcaption className={styles.head}>
        <Heading id={id}>{title}</Heading>
        <button
          type="button"
          className={styles.turn}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon size={16} aria-hidden="true" />
          {t(asTable ? "asChart" : "asTable")}
          <span className="sb-hidden">: {title}</span>
        </button>
      </figcaption>
      {asTable ? null : (
        <div aria-hidden="true">
          {legend && legend.length > 1 ? <Legend series={legend} /> : null}
          <div style={{ minHeight: height }}>
            <Suspense fallback={null}>{children}</Suspense>
          </div>
        </div>
      )}
      <div className={asTable ? styles.table : "sb-hidden"}>
        <Numbers table={table} caption={title} />
      </div>
      {note ? <p className={styles.note}>{note}</p> : null}
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, name, fill }) => (
        <li key={key}>
          <i data-fill={fill} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ table, caption }: { table: ChartTable; caption: string }) {
  return (
    <table>
      <caption className="sb-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{table.head}</th>
          {table.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ key, name, lang, cells }) => (
          <tr key={key}>
            <th scope="row" lang={lang}>
              {name}
            </th>
            {cells.map((cell, at) => (
              <td key={table.columns[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
