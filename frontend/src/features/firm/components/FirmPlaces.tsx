import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useSession } from "@/shared/session/session";
import { LinkTabs } from "@/shared/ui/LinkTabs";

/** The pages about one's own organisation, side by side. */
export function FirmPlaces() {
  const { t } = useTranslation("firm");
  const { viewer } = useSession();
  const { pathname } = useLocation();
  const firm = viewer?.organisation?.kind !== "COORDINATOR_INSTITUTION";
  const places = [
    { to: "/firm", name: t(firm ? "places.firm" : "places.institution") },
    { to: "/firm/members", name: t("places.members") },
    ...(firm && viewer?.canManageMembers
      ? [{ to: "/firm/barriers", name: t("places.barriers") }]
      : []),
  ];
  const tabs = places.map((place) => ({ ...place, here: pathname === place.to }));
  return <LinkTabs label={t("places.label")} tabs={tabs} />;
}
