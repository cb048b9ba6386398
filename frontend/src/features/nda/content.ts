/** What the small firm writes into an agreement, and how two people's writing comes together. */
import { type Difference, differences, type Flat } from "@/shared/drafting/merge";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";

export const TERMS = ["scope", "ownership", "consideration", "provision", "returnMethod"] as const;
export type NdaTerm = (typeof TERMS)[number];

/** What is typed, and the stored text from which it began. */
export interface Writing {
  fields: Flat;
  base: Flat;
  revision: number;
}

export const EMPTY: Flat = {
  purpose: "",
  months: "12",
  scope: "",
  ownership: "",
  consideration: "",
  provision: "",
  returnMethod: "",
  returnDays: "30",
  files: "",
};

/** Read a stored agreement as the form shows it. */
export function fieldsOf(nda: NdaPartsFullFragment): Flat {
  const { purpose, scope, ownership, consideration, provision, returnMethod } = nda;
  return {
    purpose,
    months: String(nda.months),
    scope,
    ownership,
    consideration,
    provision,
    returnMethod,
    returnDays: String(nda.returnDays),
    files: nda.files.map((each) => each.depositFileId ?? "").join(" "),
  };
}

export function writingOf(nda: NdaPartsFullFragment): Writing {
  const fields = fieldsOf(nda);
  return { fields, base: fields, revision: nda.revision };
}

export function isChanged({ fields, base }: Writing): boolean {
  return differences(base, fields, base).length > 0;
}

/** Read what is typed as the server takes it; an empty term is filled from the template. */
export function contentOf(fields: Flat) {
  const whole = (text: string | undefined) => Math.trunc(Number(text));
  return {
    purpose: (fields.purpose ?? "").trim(),
    months: whole(fields.months),
    scope: fields.scope ?? "",
    ownership: fields.ownership ?? "",
    consideration: fields.consideration ?? "",
    provision: fields.provision ?? "",
    returnMethod: fields.returnMethod ?? "",
    returnDays: whole(fields.returnDays),
    annexFileIds: (fields.files ?? "").split(" ").filter((each) => each !== ""),
  };
}

/** Leave out the sentences of a template, for another one to fill in its own. */
export function withoutDefaults(fields: Flat, defaults: Record<NdaTerm, string>): Flat {
  const own = TERMS.filter((term) => fields[term] === defaults[term]);
  return { ...fields, ...Object.fromEntries(own.map((term) => [term, ""])) };
}

/** Take up what was stored meanwhile, and tell the fields that both wrote differently. */
export function settled(
  writing: Writing,
  stored: Writing,
): { writing: Writing; conflicts: readonly Difference[] } {
  if (stored.revision === writing.revision) return { writing, conflicts: [] };
  const { base, fields } = writing;
  const theirs = stored.fields;
  const changedBy = (one: Flat, field: string) => (one[field] ?? "") !== (base[field] ?? "");
  const found = differences(base, fields, theirs);
  const conflicts = found.filter(
    ({ field }) => changedBy(fields, field) && changedBy(theirs, field),
  );
  if (conflicts.length > 0) return { writing, conflicts };
  const merged = { ...fields };
  for (const { field } of found) {
    if (changedBy(theirs, field)) merged[field] = theirs[field] ?? "";
  }
  return { writing: { fields: merged, base: theirs, revision: stored.revision }, conflicts: [] };
}

/** Go on from the stored text with the fields that were chosen from it. */
export function chosen(writing: Writing, stored: Writing, kept: ReadonlySet<string>): Writing {
  const { base, fields } = writing;
  const theirs = stored.fields;
  const merged = { ...fields };
  for (const { field, proposed } of differences(base, fields, theirs)) {
    const both = (theirs[field] ?? "") !== (base[field] ?? "");
    if (kept.has(field) || (proposed === "theirs" && both)) merged[field] = theirs[field] ?? "";
  }
  return { fields: merged, base: theirs, revision: stored.revision };
}
