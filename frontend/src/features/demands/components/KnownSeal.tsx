import { useTranslation } from "react-i18next";
import { Seal } from "@/shared/evidence/Seal";
import type { DemandPartsFragment } from "@/shared/graphql/generated/graphql";
import { formatDate, formatMonth } from "@/shared/lib/dates";
import { SealChip } from "@/shared/ui/SealChip";

type Sealed = Pick<DemandPartsFragment, "seal" | "sealedMonth">;

/** When the firm sealed what it knew already: the month, and to the firm itself the proof. */
export function KnownSeal({ demand }: { demand: Sealed }) {
  const { t, i18n } = useTranslation("demand");
  const { seal, sealedMonth } = demand;
  if (seal) {
    const day = formatDate(seal.sealedAt, i18n.language);
    return <Seal seal={seal} label={t("seal.day", { day })} />;
  }
  if (!sealedMonth) return null;
  return <SealChip label={t("seal.month", { month: formatMonth(sealedMonth, i18n.language) })} />;
}
