import { useLocation } from "react-router";

export interface Sort {
  by: string | null;
  descending: boolean;
}

/** Read how a list is ordered: `?sort=amount`, or `?sort=-amount` the other way round. */
export function sortOf(search: string): Sort {
  const value = new URLSearchParams(search).get("sort") ?? "";
  const descending = value.startsWith("-");
  return { by: (descending ? value.slice(1) : value) || null, descending };
}

/** Give the address that orders by a column; the same column again turns the order round. */
export function sortAddress(search: string, by: string): string {
  const now = sortOf(search);
  const kept = new URLSearchParams(search);
  kept.set("sort", now.by === by && !now.descending ? `-${by}` : by);
  return `?${kept}`;
}

/** The order that the address asks for, so that it can be sent and come back to. */
export function useSort(): Sort & { search: string } {
  const { search } = useLocation();
  return { ...sortOf(search), search };
}

type Sortable = string | number | bigint | null | undefined;

function compared(a: Sortable, b: Sortable): number {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b);
  if (a == null || b == null || a === b) return 0;
  return a < b ? -1 : 1;
}

/** Order rows that are all here by a value of theirs; rows without one come last. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => Sortable,
  descending: boolean,
): Row[] {
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    return descending ? compared(b, a) : compared(a, b);
  });
}
