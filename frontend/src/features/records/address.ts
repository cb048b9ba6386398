/** Which records are asked for, as it stands in the address. */

export const FAMILIES = [
  "match",
  "case",
  "technology",
  "demand",
  "deposit",
  "nda",
  "room",
  "request",
  "item",
  "document",
  "terms",
  "contract",
  "payment",
  "pack",
  "recipient",
  "organisation",
  "person",
] as const;
export type Family = (typeof FAMILIES)[number];

/** The words with which kinds of records begin. */
export const HAPPENINGS = [
  "match",
  "case",
  "nda",
  "room",
  "request",
  "document",
  "terms",
  "contract",
  "payment",
  "release",
  "technology",
  "deposit",
  "demand",
  "organisation",
  "membership",
  "pack",
] as const;
export type Happening = (typeof HAPPENINGS)[number];

export interface Asked {
  /** Only records about this type of thing. */
  family: Family | null;
  /** Only records about this one thing of that type. */
  subject: string | null;
  /** Only records of what happened in this part. */
  what: Happening | null;
  /** Only records of this month, such as 2026-11. */
  month: string | null;
}

export const EVERYTHING: Asked = { family: null, subject: null, what: null, month: null };
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export function isFamily(value: string | null): value is Family {
  return value !== null && (FAMILIES as readonly string[]).includes(value);
}

/** Read the address; what it cannot mean is left out. */
export function readAddress(params: URLSearchParams): Asked {
  const about = params.get("about");
  const month = params.get("month");
  const family = isFamily(about) ? about : null;
  return {
    family,
    subject: family ? params.get("of") || null : null,
    what: HAPPENINGS.find((each) => each === params.get("what")) ?? null,
    month: month && MONTH.test(month) ? month : null,
  };
}

/** Write the address, so that the same records can be sent and come back to. */
export function addressOf({ family, subject, what, month }: Asked): string {
  const params = new URLSearchParams();
  if (family) params.set("about", family);
  if (family && subject) params.set("of", subject);
  if (what) params.set("what", what);
  if (month) params.set("month", month);
  const search = params.toString();
  return search ? `/records?${search}` : "/records";
}

/** Give the first moment of a month and of the next one, for the reader's calendar. */
export function boundsOf(month: string | null): { from: string | null; before: string | null } {
  if (!month) return { from: null, before: null };
  const [year = 0, number = 1] = month.split("-").map(Number);
  return {
    from: new Date(year, number - 1, 1).toISOString(),
    before: new Date(year, number, 1).toISOString(),
  };
}

/** List the months that end with this one, the newest first. */
export function monthsUntil(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) => {
    const first = new Date(now.getFullYear(), now.getMonth() - back, 1);
    return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, "0")}`;
  });
}
