import { useTranslation } from "react-i18next";
import { firmName } from "@/shared/deals/naming";
import type { CaseLineFragment } from "@/shared/graphql/generated/graphql";
import { formatDate } from "@/shared/lib/dates";

type Firm = CaseLineFragment["seller"] | null | undefined;

/** Name the two firms and the case; whoever only assigns it knows neither firm. */
export function useFirms(of: { seller?: Firm; buyer?: Firm; openedAt: string }) {
  const { t, i18n } = useTranslation("case");
  const name = (firm: Firm, side: "SELLER" | "BUYER") =>
    firm ? firmName(firm, i18n.language) : t(`firm.${side}`);
  const seller = name(of.seller, "SELLER");
  const buyer = name(of.buyer, "BUYER");
  const title =
    of.seller && of.buyer
      ? t("between", { seller, buyer })
      : t("opened", { day: formatDate(of.openedAt, i18n.language) });
  return { seller, buyer, title };
}
