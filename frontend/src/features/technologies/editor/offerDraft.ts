/** The offer as its writer holds it: lists as typed, both languages always there. */
import type {
  DraftPartsFragment,
  Industry,
  IpStatus,
  Language,
  PartnerType,
  Region,
  TechnologyInput,
  TransferMode,
} from "@/shared/graphql/generated/graphql";
import { OFFER_TEXTS, type OfferText } from "@/shared/offers/fieldNames";

export type TextDraft = Record<OfferText, string>;

export interface OfferDraft {
  industry: Industry | "";
  trl: number | null;
  transferModes: TransferMode[];
  year: string;
  ipStatus: IpStatus | "";
  ipcCodes: string;
  ksicCodes: string;
  partnerTypes: PartnerType[];
  regions: Region[];
  texts: Record<Language, TextDraft>;
}

export const LANGUAGES = ["KO", "EN"] as const satisfies readonly Language[];
export const LIMITS: Partial<Record<OfferText, number>> = {
  area: 80,
  problem: 400,
  title: 120,
  summary: 600,
  description: 3000,
  advantages: 2000,
  specification: 2000,
  comparison: 2000,
  proofAvailable: 2000,
  fieldOfUse: 2000,
  partnerSought: 2000,
  withheld: 2000,
};
const NEEDED_TEXTS = ["area", "problem", "title", "summary", "advantages", "withheld"] as const;
export const KEYWORDS_MAX = 12;
const KEYWORD_LENGTH = 40;
const YEAR = /^(19[7-9]\d|20\d{2}|2100)$/;

export function isNeeded(field: OfferText): boolean {
  return (NEEDED_TEXTS as readonly string[]).includes(field);
}

function emptyText(): TextDraft {
  return Object.fromEntries(OFFER_TEXTS.map((name) => [name, ""])) as TextDraft;
}

export const EMPTY_OFFER: OfferDraft = {
  industry: "",
  trl: null,
  transferModes: [],
  year: "",
  ipStatus: "",
  ipcCodes: "",
  ksicCodes: "",
  partnerTypes: [],
  regions: [],
  texts: { KO: emptyText(), EN: emptyText() },
};

/** Part a list as people type it: by commas, in either script, or lines. */
export function listOf(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/[,，、;\n]/u)
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    ),
  ];
}

export function fromDraft(draft: DraftPartsFragment): OfferDraft {
  const textIn = (language: Language): TextDraft => {
    const found = draft.texts.find((each) => each.language === language);
    if (!found) return emptyText();
    // Field by field: the client adds names of types, which the server does not take back.
    return Object.fromEntries(
      OFFER_TEXTS.map((name) => [
        name,
        name === "keywords" ? found.keywords.join(", ") : found[name],
      ]),
    ) as TextDraft;
  };
  return {
    industry: draft.industry ?? "",
    trl: draft.trl ?? null,
    transferModes: [...draft.transferModes],
    year: draft.year ? String(draft.year) : "",
    ipStatus: draft.ipStatus ?? "",
    ipcCodes: draft.ipcCodes.join(", "),
    ksicCodes: draft.ksicCodes.join(", "),
    partnerTypes: [...draft.partnerTypes],
    regions: [...draft.regions],
    texts: { KO: textIn("KO"), EN: textIn("EN") },
  };
}

/** Tell whether anything is written in a language; only such languages reach the market. */
export function isWritten(text: TextDraft): boolean {
  return Object.values(text).some((each) => each.trim() !== "");
}

/** Give the languages of an offer as the server takes them. */
export function textsOf(draft: OfferDraft) {
  return LANGUAGES.filter((language) => isWritten(draft.texts[language])).map((language) => {
    const { keywords, ...words } = draft.texts[language];
    return { language, ...words, keywords: listOf(keywords) };
  });
}

export function toInput(draft: OfferDraft): TechnologyInput {
  return {
    industry: draft.industry || null,
    trl: draft.trl,
    transferModes: draft.transferModes,
    year: draft.year.trim() ? Number(draft.year) : null,
    ipStatus: draft.ipStatus || null,
    ipcCodes: listOf(draft.ipcCodes),
    ksicCodes: listOf(draft.ksicCodes),
    partnerTypes: draft.partnerTypes,
    regions: draft.regions,
    texts: textsOf(draft),
  };
}

function lackingIn(draft: OfferDraft, language: Language): string[] {
  const text = draft.texts[language];
  if (!isWritten(text)) return [];
  return NEEDED_TEXTS.filter((name) => text[name].trim() === "").map(
    (name) => `${language.toLowerCase()}.${name}`,
  );
}

/** Count what a language still lacks; null when nothing is written in it. */
export function lackingCount(draft: OfferDraft, language: Language): number | null {
  return isWritten(draft.texts[language]) ? lackingIn(draft, language).length : null;
}

/** Name what readers need and what is still empty, in the order of the page. */
export function missingIn(draft: OfferDraft): string[] {
  const texts = LANGUAGES.flatMap((language) => lackingIn(draft, language));
  const plain = [
    ["industry", draft.industry],
    ["trl", draft.trl],
    ["transferModes", draft.transferModes.length],
    ["ipStatus", draft.ipStatus],
  ] as const;
  const none = LANGUAGES.every((language) => !isWritten(draft.texts[language]));
  return [
    ...(none ? ["texts"] : texts),
    ...plain.filter(([, value]) => !value).map(([name]) => name),
  ];
}

export type YearFault = "out_of_range" | null;

export function yearFault(year: string): YearFault {
  return year.trim() === "" || YEAR.test(year.trim()) ? null : "out_of_range";
}

/** Tell whether the server would refuse the text for a reason that is plain to see here. */
export function isHeld(draft: OfferDraft): boolean {
  const tooLong = LANGUAGES.some((language) =>
    OFFER_TEXTS.some((name) => {
      const max = LIMITS[name];
      return max !== undefined && [...draft.texts[language][name]].length > max;
    }),
  );
  const words = LANGUAGES.flatMap((language) => [listOf(draft.texts[language].keywords)]);
  const tooMany = words.some(
    (list) => list.length > KEYWORDS_MAX || list.some((each) => [...each].length > KEYWORD_LENGTH),
  );
  return tooLong || tooMany || yearFault(draft.year) !== null;
}

/** Say why a list of keywords is not taken. */
export function keywordFault(typed: string): "too_many" | "keyword_long" | null {
  const list = listOf(typed);
  if (list.length > KEYWORDS_MAX) return "too_many";
  return list.some((each) => [...each].length > KEYWORD_LENGTH) ? "keyword_long" : null;
}

/** Lay the offer out as named texts, to compare two of them field by field. */
export function flatten(draft: OfferDraft): Record<string, string> {
  const { texts, trl, transferModes, partnerTypes, regions, ...words } = draft;
  const flat: Record<string, string> = {
    ...words,
    trl: trl === null ? "" : String(trl),
    transferModes: transferModes.join(","),
    partnerTypes: partnerTypes.join(","),
    regions: regions.join(","),
  };
  for (const language of LANGUAGES) {
    for (const name of OFFER_TEXTS)
      flat[`${language.toLowerCase()}.${name}`] = texts[language][name];
  }
  return flat;
}

/** Take some fields from another's text and the rest from one's own. */
export function combine(
  mine: OfferDraft,
  theirs: OfferDraft,
  fromTheirs: ReadonlySet<string>,
): OfferDraft {
  const result: OfferDraft = {
    ...mine,
    texts: { KO: { ...mine.texts.KO }, EN: { ...mine.texts.EN } },
  };
  for (const language of LANGUAGES) {
    for (const name of OFFER_TEXTS) {
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
