/** What a person writes about a deposit, as the form holds it. */
import type {
  DepositInput,
  DepositKind,
  DepositPartsFragment,
} from "@/shared/graphql/generated/graphql";

export const KINDS = [
  "DRAWING",
  "PROCESS",
  "FORMULA",
  "SOFTWARE",
  "DESIGN",
  "TEST_DATA",
  "KNOW_HOW",
  "OTHER",
] as const satisfies readonly DepositKind[];

export interface Person {
  name: string;
  part: string;
}

export interface DepositDraft {
  title: string;
  kind: DepositKind | "";
  madeOn: string;
  outline: string;
  depositorName: string;
  depositorAddress: string;
  contributors: Person[];
}

export const NOBODY: Person = { name: "", part: "" };

/** Begin with what the firm wrote last of itself. */
export function emptyDeposit(name: string, address: string): DepositDraft {
  return {
    title: "",
    kind: "",
    madeOn: "",
    outline: "",
    depositorName: name,
    depositorAddress: address,
    contributors: [NOBODY],
  };
}

export function fromDeposit(deposit: DepositPartsFragment): DepositDraft {
  const people = deposit.contributors.map(({ name, part }) => ({ name, part }));
  return {
    title: deposit.title,
    kind: deposit.kind ?? "",
    madeOn: deposit.madeOn ?? "",
    outline: deposit.outline,
    depositorName: deposit.depositorName,
    depositorAddress: deposit.depositorAddress,
    contributors: people.length > 0 ? people : [NOBODY],
  };
}

function isSomebody({ name, part }: Person): boolean {
  return name.trim() !== "" || part.trim() !== "";
}

export function toInput(draft: DepositDraft): DepositInput {
  return {
    ...draft,
    kind: draft.kind || null,
    madeOn: draft.madeOn || null,
    contributors: draft.contributors.filter(isSomebody),
  };
}

const NEEDED = [
  "title",
  "kind",
  "madeOn",
  "outline",
  "depositorName",
  "depositorAddress",
] as const satisfies readonly (keyof DepositDraft)[];
export type NeededField = (typeof NEEDED)[number];

/** Name what is still empty, in the order of the form. */
export function missingIn(draft: DepositDraft): NeededField[] {
  return NEEDED.filter((name) => draft[name].trim() === "");
}

/** A person without a name cannot be saved yet. */
export function isHeld(draft: DepositDraft): boolean {
  return draft.contributors.some((each) => isSomebody(each) && each.name.trim() === "");
}

/** Lay the words out as named texts, to compare two of them field by field. */
export function flatten({ contributors, ...words }: DepositDraft): Record<string, string> {
  const people = contributors.filter(isSomebody).map(({ name, part }) => `${name} (${part})`);
  return { ...words, contributors: people.join(", ") };
}

/** Take some fields from another's words and the rest from one's own. */
export function combine(
  mine: DepositDraft,
  theirs: DepositDraft,
  fromTheirs: ReadonlySet<string>,
): DepositDraft {
  const taken = Object.entries(theirs).filter(([name]) => fromTheirs.has(name));
  return { ...mine, ...Object.fromEntries(taken) };
}
