import { useTranslation } from "react-i18next";
import { firmName } from "@/shared/deals/naming";
import type { DealPartsFragment, MatchSide } from "@/shared/graphql/generated/graphql";

type Read = Pick<DealPartsFragment, "side" | "requestedBy" | "counterpart">;

/** Name the two sides as the reader may know them: oneself, "the other firm", or its name. */
export function useSides(match: Read) {
  const { t, i18n } = useTranslation(["deal", "common"]);
  const { side, requestedBy, counterpart } = match;
  const other = counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm");

  function nameOf(which: MatchSide): string {
    if (!side) return t(which === "SELLER" ? "offer.seller" : "offer.buyer");
    return which === side ? t("offer.yours") : other;
  }

  function noteBy() {
    if (!side) return t(requestedBy === "SELLER" ? "note.bySeller" : "note.byBuyer");
    return t(requestedBy === side ? "note.byYou" : "note.byOther");
  }

  return {
    seller: nameOf("SELLER"),
    buyer: nameOf("BUYER"),
    askedBy: nameOf(requestedBy),
    noteBy: noteBy(),
  };
}
