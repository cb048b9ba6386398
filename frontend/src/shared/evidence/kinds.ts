const KINDS = [
  "technology_submitted",
  "technology_published",
  "technology_returned",
  "technology_paused",
  "technology_resumed",
  "technology_withdrawn",
  "technology_imported",
  "demand_published",
  "demand_closed",
  "demand_imported",
  "organisation_registered",
  "organisation_verified",
  "membership_added",
] as const;

/** Find the words for a kind of record such as "technology.published". */
export function kindKey(kind: string): (typeof KINDS)[number] | null {
  const name = kind.replace(".", "_");
  return KINDS.find((each) => each === name) ?? null;
}
