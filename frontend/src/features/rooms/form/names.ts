import { useTranslation } from "react-i18next";
import { FIELDS, type RequestDraft } from "./requestDraft";

/** Name a field of the form as its writer knows it; an item by its place. */
export function useNames(draft: RequestDraft) {
  const { t } = useTranslation("request");
  return (field: string): string => {
    const at = draft.items.findIndex(({ key }) => field.endsWith(`-${key}`)) + 1;
    if (at > 0) return t(field.startsWith("item-") ? "field.item" : "field.itemPurpose", { at });
    const known = FIELDS.find((each) => each === field);
    return known ? t(`field.${known}`) : field;
  };
}
