import { useTranslation } from "react-i18next";
import { firmName } from "@/shared/deals/naming";
import type { CaseLineFragment } from "@/shared/graphql/generated/graphql";

type Firm = CaseLineFragment["seller"] | null | undefined;

/** Name the two firms; whoever only assigns a case knows them by their sides alone. */
export function useFirms(of: { seller?: Firm; buyer?: Firm }) {
  const { t, i18n } = useTranslation("case");
  const name = (firm: Firm, side: "SELLER" | "BUYER") =>
    firm ? firmName(firm, i18n.language) : t(`firm.${side}`);
  const seller = name(of.seller, "SELLER");
  const buyer = name(of.buyer, "BUYER");
  return { seller, buyer, both: t("between", { seller, buyer }) };
}
