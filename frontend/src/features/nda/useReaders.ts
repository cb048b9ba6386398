import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";

/** Say who reads a draft of the agreement. */
export function useReaders(): string {
  const { t, i18n } = useTranslation(["nda", "common"]);
  const { match } = useDeal();
  const other = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");
  return t("draft.readers", { other });
}
