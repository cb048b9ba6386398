import { useTranslation } from "react-i18next";

const FIELDS = [
  "title",
  "need",
  "outcomes",
  "constraints",
  "industries",
  "trlMin",
  "trlMax",
  "transferModes",
  "budgetMin",
  "budgetMax",
  "currency",
  "deadline",
  "exclusions",
  "texts",
] as const;

/** Name a field of a demand as its writer knows it; `ko.title` with its language. */
export function useDemandFieldNames() {
  const { t } = useTranslation("offer");
  const plain = (field: string) => {
    const found = FIELDS.find((each) => each === field);
    return found ? t(`name.${found}`) : field;
  };
  return (field: string): string => {
    const [language, rest] = field.split(".");
    if (rest === undefined) return plain(field);
    return `${plain(rest)} (${t(`tongue.${language === "ko" ? "ko" : "en"}`)})`;
  };
}
