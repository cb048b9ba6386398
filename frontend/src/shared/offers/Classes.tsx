import { useTranslation } from "react-i18next";
import type { SummaryPartsFragment } from "@/shared/graphql/generated/graphql";
import { Facts } from "@/shared/ui/Panel";

type Classified = Pick<SummaryPartsFragment, "ipcCodes" | "ksicCodes" | "partnerTypes" | "regions">;

/** Codes, kinds of partner and regions, as far as they are stated. */
export function Classes({ summary }: { summary: Classified }) {
  const { t } = useTranslation("offer");
  const rows = [
    {
      name: t("partnerTypes.label"),
      value: summary.partnerTypes.map((each) => t(`partner.${each}`)).join(", "),
    },
    {
      name: t("regions.label"),
      value: summary.regions.map((each) => t(`region.${each}`)).join(", "),
    },
    { name: t("ipcCodes.name"), value: summary.ipcCodes.join(", ") },
    { name: t("ksicCodes.name"), value: summary.ksicCodes.join(", ") },
  ].filter((row) => row.value !== "");
  return rows.length > 0 ? <Facts rows={rows} /> : null;
}
