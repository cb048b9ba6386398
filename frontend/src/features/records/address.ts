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

export interface Asked {
  /** Only records about this type of thing. */
  family: Family | null;
  /** Only records about this one thing of that type. */
  subject: string | null;
}

export function isFamily(value: string | null): value is Family {
  return value !== null && (FAMILIES as readonly string[]).includes(value);
}

/** Read the address; what it cannot mean is left out. */
export function readAddress(params: URLSearchParams): Asked {
  const about = params.get("about");
  if (!isFamily(about)) return { family: null, subject: null };
  return { family: about, subject: params.get("of") || null };
}

/** Write the address, so that the same records can be sent and come back to. */
export function addressOf({ family, subject }: Asked): string {
  if (!family) return "/records";
  const params = new URLSearchParams({ about: family });
  if (subject) params.set("of", subject);
  return `/records?${params}`;
}
