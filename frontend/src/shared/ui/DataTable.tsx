import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./DataTable.module.css";
import { sortAddress, useSort } from "./sorting";

export interface Column<Row> {
  key: string;
  name: string;
  cell: (row: Row) => ReactNode;
  /** Money, counts and times stand at the end of their column. */
  align?: "end";
  /** What the row is called; on a phone it heads the card, without its label. */
  heads?: boolean;
  /** Only a screen reader hears the name, for example over a column of buttons. */
  nameless?: boolean;
  /** The value behind `?sort=` that orders by this column; left out where nothing does. */
  sort?: string;
  /** Narrows the column to its content. */
  narrow?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Marks a row, for example one that waits for the reader. */
  toneOf?: (row: Row) => "waiting" | "failed" | undefined;
  /** A row of sums below. */
  foot?: ReactNode;
}

/** Rows of 44 px below a head that stays; on a phone every row is a card with its labels. */
export function DataTable<Row>({ label, columns, rows, keyOf, toneOf, foot }: DataTableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="sb-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-tone={toneOf?.(row)}>
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { align, name, nameless, narrow, sort } = column;
  const { by, descending } = useSort();
  const here = sort !== undefined && by === sort;
  return (
    <th
      scope="col"
      data-align={align}
      data-narrow={narrow}
      aria-sort={here ? (descending ? "descending" : "ascending") : undefined}
    >
      {sort === undefined ? (
        <span className={nameless ? "sb-hidden" : undefined}>{name}</span>
      ) : (
        <SortLink name={name} sort={sort} />
      )}
    </th>
  );
}

function SortLink({ name, sort }: { name: string; sort: string }) {
  const { t } = useTranslation();
  const { by, descending, search } = useSort();
  const here = by === sort;
  const Icon = descending ? IconArrowDown : IconArrowUp;
  return (
    <Link
      to={{ search: sortAddress(search, sort) }}
      replace
      preventScrollReset
      className={styles.sort}
      title={t("table.sortBy", { name })}
    >
      {name}
      {here ? <Icon size={14} aria-hidden="true" /> : null}
    </Link>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  const marks = { "data-align": column.align, "data-narrow": column.narrow };
  if (column.heads) {
    return (
      <th scope="row" {...marks}>
        {content}
      </th>
    );
  }
  return (
    <td {...marks} data-label={column.nameless ? undefined : column.name}>
      {content}
    </td>
  );
}
