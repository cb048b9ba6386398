/** What a draft would show the market, in the shapes that the market itself uses. */
import type {
  DraftPartsFragment,
  Language,
  SummaryPartsFragment,
} from "@/shared/graphql/generated/graphql";
import type { CardWords } from "./CardPanel";

type Read = Omit<
  DraftPartsFragment,
  | "technologyId"
  | "state"
  | "revisionState"
  | "revision"
  | "versionNumber"
  | "missing"
  | "savedAt"
  | "canEdit"
  | "canSubmit"
  | "canReview"
  | "reviewBarredBecause"
>;

function textIn(draft: Read, language: Language) {
  return draft.texts.find((each) => each.language === language) ?? draft.texts[0];
}

export function cardOf(draft: Read, language: Language): CardWords {
  const text = textIn(draft, language);
  return {
    language: text?.language ?? language,
    industry: draft.industry ?? null,
    area: text?.area ?? "",
    problem: text?.problem ?? "",
    trl: draft.trl ?? null,
    transferModes: draft.transferModes,
    year: draft.year ?? null,
  };
}

export function summaryOf(draft: Read, language: Language): SummaryPartsFragment | null {
  const text = textIn(draft, language);
  if (!text) return null;
  const { area: _area, problem: _problem, __typename: _kind, ...words } = text;
  return {
    ...words,
    ipStatus: draft.ipStatus ?? null,
    ipcCodes: draft.ipcCodes,
    ksicCodes: draft.ksicCodes,
    partnerTypes: draft.partnerTypes,
    regions: draft.regions,
  };
}
