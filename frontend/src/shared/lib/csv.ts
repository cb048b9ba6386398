/** Tables as files that a spreadsheet opens: UTF-8 with its mark, every cell a plain text. */

type Cell = string | number | bigint | null | undefined;

/** A cell that begins like a formula would be computed; an apostrophe keeps it a text. */
const FORMULA = /^[=+\-@\t\r]/;
const FIGURE = /^[+-]?[\d,]*\.?\d+$/;

function quoted(cell: Cell): string {
  const text = String(cell ?? "");
  const safe = FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Write a head and rows as CSV (RFC 4180). */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** Hand a text to the browser as a file. */
export function saveText(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
