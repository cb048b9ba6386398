/** Which pages of a file are allowed, as they are typed. */
export interface PageRange {
  first: string;
  last: string;
}

export const ALL_PAGES: PageRange = { first: "", last: "" };

/** Read a range; empty means from the first, or to the last. Null where it cannot be. */
export function readRange({
  first,
  last,
}: PageRange): { first: number; last: number | null } | null {
  const number = (text: string) =>
    /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  const from = first.trim() === "" ? 1 : number(first);
  const to = last.trim() === "" ? null : number(last);
  if (!(from >= 1) || (to !== null && !(to >= from))) return null;
  return { first: from, last: to };
}
