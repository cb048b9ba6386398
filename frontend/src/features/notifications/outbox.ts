export interface Mail {
  to: string;
  subject: string;
  body: string;
  createdAt: string;
  state: string;
}

export function isOutbox(value: unknown): value is { mails: Mail[] } {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray((value as { mails?: unknown }).mails);
}

const END = "--";

/** Find the code that a mail carries: figures on a line of their own, above the mail's foot. */
export function codeIn(body: string): string | null {
  for (const line of body.split("\n")) {
    const text = line.trim();
    if (text === END) return null;
    if (/^\d{6,10}$/.test(text)) return text;
  }
  return null;
}

export interface Piece {
  text: string;
  /** Where it leads on this site, if it is an address. */
  path: string | null;
}

/** Cut a mail's text at its addresses, as a mail program shows it. */
export function piecesOf(body: string): Piece[] {
  return body
    .split(/(https?:\/\/\S+)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, path: pathOf(text) }));
}

function pathOf(text: string): string | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { pathname, search } = new URL(text);
  return pathname + search;
}
