/** The demand as its writer holds it: amounts as typed, both languages always there. */
import type {
  DemandDraftQuery,
  DemandInput,
  Industry,
  Language,
  TransferMode,
} from "@/shared/graphql/generated/graphql";
import { readMoney, typedMoney } from "@/shared/lib/typedMoney";

export const TEXTS = ["title", "need", "outcomes", "constraints"] as const;
export type DemandText = (typeof TEXTS)[number];
export const LIMITS: Record<DemandText, number> = {
  title: 120,
  need: 4000,
  outcomes: 3000,
  constraints: 2000,
};
export const EXCLUSIONS_MAX = 2000;
const NEEDED = ["title", "need"] as const satisfies readonly DemandText[];
export const LANGUAGES = ["KO", "EN"] as const satisfies readonly Language[];
export const CURRENCIES = ["KRW", "USD", "EUR", "JPY"] as const;

export type Words = Record<DemandText, string>;

export interface DemandDraft {
  industries: Industry[];
  trlMin: number | null;
  trlMax: number | null;
  transferModes: TransferMode[];
  budgetMin: string;
  budgetMax: string;
  currency: string;
  deadline: string;
  exclusions: string;
  texts: Record<Language, Words>;
}

export type StoredDemand = NonNullable<DemandDraftQuery["demand"]>;

function noWords(): Words {
  return { title: "", need: "", outcomes: "", constraints: "" };
}

export const EMPTY_DEMAND: DemandDraft = {
  industries: [],
  trlMin: null,
  trlMax: null,
  transferModes: [],
  budgetMin: "",
  budgetMax: "",
  currency: "KRW",
  deadline: "",
  exclusions: "",
  texts: { KO: noWords(), EN: noWords() },
};

export function isNeeded(field: DemandText): boolean {
  return (NEEDED as readonly string[]).includes(field);
}

export function isWritten(words: Words): boolean {
  return TEXTS.some((name) => words[name].trim() !== "");
}

export function fromStored(demand: StoredDemand): DemandDraft {
  const currency = demand.currency || "KRW";
  const wordsIn = (language: Language): Words => {
    const found = demand.allTexts?.find((each) => each.language === language);
    if (!found) return noWords();
    const { title, need, outcomes, constraints } = found;
    return { title, need, outcomes, constraints };
  };
  return {
    industries: [...demand.industries],
    trlMin: demand.trlMin ?? null,
    trlMax: demand.trlMax ?? null,
    transferModes: [...demand.transferModes],
    budgetMin: typedMoney(demand.budgetMin, currency),
    budgetMax: typedMoney(demand.budgetMax, currency),
    currency,
    deadline: demand.deadline ?? "",
    exclusions: demand.exclusions ?? "",
    texts: { KO: wordsIn("KO"), EN: wordsIn("EN") },
  };
}

export function textsOf(draft: DemandDraft) {
  return LANGUAGES.filter((language) => isWritten(draft.texts[language])).map((language) => ({
    language,
    ...draft.texts[language],
  }));
}

export function toInput(draft: DemandDraft): DemandInput {
  const { currency } = draft;
  const budgetMin = readMoney(draft.budgetMin, currency);
  const budgetMax = readMoney(draft.budgetMax, currency);
  return {
    industries: draft.industries,
    trlMin: draft.trlMin,
    trlMax: draft.trlMax,
    transferModes: draft.transferModes,
    budgetMin,
    budgetMax,
    currency: budgetMin !== null || budgetMax !== null ? currency : null,
    deadline: draft.deadline || null,
    exclusions: draft.exclusions,
    texts: textsOf(draft),
  };
}

function lackingIn(draft: DemandDraft, language: Language): string[] {
  const words = draft.texts[language];
  if (!isWritten(words)) return [];
  return NEEDED.filter((name) => words[name].trim() === "").map(
    (name) => `${language.toLowerCase()}.${name}`,
  );
}

export function lackingCount(draft: DemandDraft, language: Language): number | null {
  return isWritten(draft.texts[language]) ? lackingIn(draft, language).length : null;
}

/** Name what readers need and what is still empty, in the order of the page. */
export function missingIn(draft: DemandDraft): string[] {
  const none = LANGUAGES.every((language) => !isWritten(draft.texts[language]));
  return [
    ...(none ? ["texts"] : LANGUAGES.flatMap((language) => lackingIn(draft, language))),
    ...(draft.industries.length === 0 ? ["industries"] : []),
    ...(draft.transferModes.length === 0 ? ["transferModes"] : []),
  ];
}

export type Fault = "money" | "wrong_order" | "in_the_past";

/** Find what is plain to see here as wrong, by field; `today` is the day in Korea. */
export function faultsIn(draft: DemandDraft, today: string): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  const read = (field: "budgetMin" | "budgetMax") => {
    if (draft[field].trim() === "") return null;
    const amount = readMoney(draft[field], draft.currency);
    if (amount === null) faults.set(field, "money");
    return amount;
  };
  const min = read("budgetMin");
  const max = read("budgetMax");
  if (min !== null && max !== null && BigInt(min) > BigInt(max))
    faults.set("budgetMax", "wrong_order");
  if (draft.trlMin !== null && draft.trlMax !== null && draft.trlMin > draft.trlMax)
    faults.set("trlMax", "wrong_order");
  if (draft.deadline !== "" && draft.deadline <= today) faults.set("deadline", "in_the_past");
  return faults;
}

/** Tell whether the server would refuse the text for a reason that is plain to see here. */
export function isHeld(draft: DemandDraft): boolean {
  const tooLong = LANGUAGES.some((language) =>
    TEXTS.some((name) => [...draft.texts[language][name]].length > LIMITS[name]),
  );
  // A day that is over is stored in a draft, it only cannot be published.
  const faults = [...faultsIn(draft, "").values()];
  return tooLong || faults.length > 0 || [...draft.exclusions].length > EXCLUSIONS_MAX;
}

/** Tell which day it is in Korea, where a demand's last day counts. */
export function todayInKorea(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(now);
}

/** Lay the demand out as named texts, to compare two of them field by field. */
export function flatten(draft: DemandDraft): Record<string, string> {
  const { texts, trlMin, trlMax, industries, transferModes, ...words } = draft;
  const flat: Record<string, string> = {
    ...words,
    trlMin: trlMin === null ? "" : String(trlMin),
    trlMax: trlMax === null ? "" : String(trlMax),
    industries: industries.join(","),
    transferModes: transferModes.join(","),
  };
  for (const language of LANGUAGES) {
    for (const name of TEXTS) flat[`${language.toLowerCase()}.${name}`] = texts[language][name];
  }
  return flat;
}

/** Take some fields from another's text and the rest from one's own. */
export function combine(
  mine: DemandDraft,
  theirs: DemandDraft,
  fromTheirs: ReadonlySet<string>,
): DemandDraft {
  const result: DemandDraft = {
    ...mine,
    texts: { KO: { ...mine.texts.KO }, EN: { ...mine.texts.EN } },
  };
  for (const language of LANGUAGES) {
    for (const name of TEXTS) {
      if (fromTheirs.has(`${language.toLowerCase()}.${name}`))
        result.texts[language][name] = theirs.texts[language][name];
    }
  }
  const { texts: _texts, ...plain } = theirs;
  for (const [name, value] of Object.entries(plain)) {
    if (fromTheirs.has(name)) Object.assign(result, { [name]: value });
  }
  return result;
}
