/** Two people wrote from the same text: which fields each of them changed. */
export interface Difference {
  field: string;
  mine: string;
  theirs: string;
  /** Whose text is proposed: that of the only one who changed the field, else one's own. */
  proposed: "mine" | "theirs";
}

export type Flat = Record<string, string>;

/** List the fields in which the two texts differ, with a proposal for each. */
export function differences(base: Flat, mine: Flat, theirs: Flat): Difference[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...fields]
    .filter((field) => (mine[field] ?? "") !== (theirs[field] ?? ""))
    .map((field) => ({
      field,
      mine: mine[field] ?? "",
      theirs: theirs[field] ?? "",
      proposed: (base[field] ?? "") === (mine[field] ?? "") ? "theirs" : "mine",
    }));
}
