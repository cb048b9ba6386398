import { useTranslation } from "react-i18next";
import type { DocumentTermsFragment } from "@/shared/graphql/generated/graphql";
import { formatDay } from "@/shared/lib/dates";

/** Say for what a document may be used: the purpose by name, and in the words of a person. */
export function usePurpose(
  document: DocumentTermsFragment,
): { name: string; words: string } | null {
  const { t } = useTranslation("viewer");
  const name = document.purpose ? t(`purpose.${document.purpose}`) : "";
  const words = document.purposeWords ?? document.words ?? "";
  return name || words ? { name, words } : null;
}

/** Say until when it may be used and what happens to it then. */
export function useReturn(document: DocumentTermsFragment): string | null {
  const { t, i18n } = useTranslation("viewer");
  const { useUntil, returnOn, returnMethod } = document;
  const said = [
    useUntil ? t("until.use", { day: formatDay(useUntil, i18n.language) }) : null,
    returnOn && returnMethod
      ? t(`until.${returnMethod}`, { day: formatDay(returnOn, i18n.language) })
      : null,
  ].filter((each) => each !== null);
  return said.length > 0 ? said.join(" ") : null;
}
