import { useTranslation } from "react-i18next";

export const OFFER_TEXTS = [
  "area",
  "problem",
  "title",
  "summary",
  "description",
  "advantages",
  "specification",
  "comparison",
  "proofAvailable",
  "fieldOfUse",
  "partnerSought",
  "keywords",
  "withheld",
] as const;
export type OfferText = (typeof OFFER_TEXTS)[number];

const PLAIN = [
  "industry",
  "trl",
  "transferModes",
  "year",
  "ipStatus",
  "ipcCodes",
  "ksicCodes",
  "partnerTypes",
  "regions",
  "texts",
] as const;

/** Name a field as readers know it; `ko.title` or `title` beside its language. */
export function useOfferFieldNames() {
  const { t } = useTranslation(["technology", "terms", "offer", "common"]);
  function plain(field: string): string {
    const text = OFFER_TEXTS.find((each) => each === field);
    if (text === "area" || text === "problem") return t(`technology:card.${text}`);
    if (text === "title" || text === "summary") return t(`offer:name.${text}`);
    if (text) return t(`technology:summary.${text}`);
    const other = PLAIN.find((each) => each === field);
    return other ? t(`offer:name.${other}`) : field;
  }
  return (field: string): string => {
    const [language, rest] = field.split(".");
    if (rest === undefined) return plain(field);
    const tongue = language?.toLowerCase() === "ko" ? "ko" : "en";
    return `${plain(rest)} (${t(`offer:tongue.${tongue}`)})`;
  };
}
