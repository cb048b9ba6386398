import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import type { NdaPartsFullFragment } from "@/shared/graphql/generated/graphql";

type Act = "offer" | "sign" | "withdraw" | "refuse" | "end" | "remove";

/** Say what an act leads to, in sentences that fit the side that acts. */
export function useConsequences(nda: NdaPartsFullFragment): (act: Act) => string[] {
  const { t, i18n } = useTranslation(["nda", "common"]);
  const { match } = useDeal();
  const other = match.counterpart
    ? firmName(match.counterpart, i18n.language)
    : t("common:otherFirm");
  const readers = nda.holders.filter((each) => !each.removedAt).length;
  const values = { other, months: nda.months, count: readers };
  return (act) => {
    if (act === "sign") {
      const last = nda.signatures.length > 0;
      return [
        t("then.sign.binds", values),
        last ? t("then.sign.last", values) : t("then.sign.first", values),
        t("then.sign.shown", values),
      ];
    }
    if (act === "offer") return [t("then.offer.fixed"), t("then.offer.days", values)];
    if (act === "withdraw") return [t("then.withdraw.over"), t("then.withdraw.told", values)];
    if (act === "refuse") return [t("then.refuse.over"), t("then.refuse.told", values)];
    if (act === "remove") return [t("then.remove.once"), t("then.remove.told", values)];
    return [t("then.end.once", values), t("then.end.stays"), t("then.end.told", values)];
  };
}
