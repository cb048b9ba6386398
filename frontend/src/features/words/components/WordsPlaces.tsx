import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useSession } from "@/shared/session/session";
import { LinkTabs } from "@/shared/ui/LinkTabs";

/** The pages about search words, side by side. */
export function WordsPlaces({ keeps }: { keeps: boolean }) {
  const { t } = useTranslation("words");
  const { viewer } = useSession();
  const { pathname } = useLocation();
  if (!viewer?.organisation) return null;
  const places = [
    { to: "/words", name: t("places.words") },
    { to: "/words/proposals", name: t("places.proposals") },
    ...(keeps ? [{ to: "/words/import", name: t("places.import") }] : []),
  ];
  const tabs = places.map((place) => ({ ...place, here: pathname === place.to }));
  return <LinkTabs label={t("places.label")} tabs={tabs} />;
}
