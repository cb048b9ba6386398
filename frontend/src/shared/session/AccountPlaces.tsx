import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { LinkTabs } from "@/shared/ui/LinkTabs";

const PLACES = [
  { to: "/account", words: "profile" },
  { to: "/account/security", words: "security" },
  { to: "/account/notifications", words: "notifications" },
  { to: "/account/tokens", words: "tokens" },
] as const;

/** The pages about oneself, side by side. */
export function AccountPlaces() {
  const { t } = useTranslation("security");
  const { pathname } = useLocation();
  const tabs = PLACES.map(({ to, words }) => ({
    to,
    name: t(`places.${words}`),
    here: pathname === to,
  }));
  return <LinkTabs label={t("places.label")} tabs={tabs} />;
}
