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

/** Find the code that a mail carries: a line of its own, of capitals and figures, maybe in parts. */
export function codeIn(body: string): string | null {
  for (const line of body.split("\n")) {
    const text = line.trim();
    if (/^[A-Z0-9]{3,6}(-[A-Z0-9]{3,6})+$/.test(text) || /^[A-Z0-9]{6,12}$/.test(text)) return text;
  }
  return null;
}
