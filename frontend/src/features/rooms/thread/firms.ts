import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { firmName } from "@/shared/deals/naming";
import type { RoomSide, RoomVisibility } from "@/shared/graphql/generated/graphql";
import { useSession } from "@/shared/session/session";

/** Name the sides of a room as its reader knows them, and who reads what is written. */
export function useFirms() {
  const { t, i18n } = useTranslation(["room", "common"]);
  const { match } = useDeal();
  const { viewer } = useSession();
  const { side, counterpart, progress } = match;
  const own = viewer?.organisation ? firmName(viewer.organisation, i18n.language) : "";
  const other = counterpart ? firmName(counterpart, i18n.language) : t("common:otherFirm");

  function nameOf(which: RoomSide): string {
    if (which === "COORDINATOR") return t("side.COORDINATOR");
    if (side === null || side === undefined) return t(`side.${which}`);
    return which === side ? own : other;
  }

  function readers(visibility: RoomVisibility): string {
    const coordinator = progress?.coordinatorName
      ? t("readers.coordinator", { name: progress.coordinatorName })
      : t("side.COORDINATOR");
    if (!side) return t("readers.firms");
    if (visibility === "EVERYONE") return t("readers.EVERYONE", { own, other, coordinator });
    if (visibility === "COORDINATOR") return t("readers.COORDINATOR", { own, coordinator });
    return t("readers.OWN_FIRM", { own });
  }

  return { nameOf, readers, other, isFirm: Boolean(side) };
}
