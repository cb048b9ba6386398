import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import type { MatchSide } from "@/shared/graphql/generated/graphql";

/** Name the two sides of the deal as the reader knows them. */
export function useSides() {
  const { t, i18n } = useTranslation(["sheet", "common"]);
  const { side, counterpart } = useDeal().match;
  const other = counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm");
  return {
    side: side ?? null,
    /** The firm across the table. */
    other,
    nameOf: (which: MatchSide) => {
      if (!side) return t(`side.${which}`);
      return which === side ? t("side.yours") : other;
    },
  };
}
