/** Which records of a deal are shown, as it stands in the address. */

const FAMILIES = {
  agreements: ["nda", "terms", "contract"],
  room: ["room", "request", "document"],
  money: ["payment", "release", "deposit"],
  case: ["match", "case"],
} as const;

export type Shown = "all" | keyof typeof FAMILIES;
export const SHOWN: readonly Shown[] = ["all", "agreements", "room", "money", "case"];

export function shownOf(value: string | null): Shown {
  return SHOWN.find((each) => each === value) ?? "all";
}

/** Name the kinds of records by the word they begin with; nothing for all of them. */
export function familiesOf(shown: Shown): string[] | null {
  return shown === "all" ? null : [...FAMILIES[shown]];
}
