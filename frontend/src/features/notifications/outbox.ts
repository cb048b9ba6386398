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
