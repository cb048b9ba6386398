import { useTranslation } from "react-i18next";
import { Places } from "./Places";

/** The pages about oneself, side by side. */
export function AccountPlaces() {
  const { t } = useTranslation("security");
  return (
    <Places
      label={t("places.label")}
      places={[
        { to: "/account", name: t("places.profile") },
        { to: "/account/security", name: t("places.security") },
        { to: "/account/notifications", name: t("places.notifications") },
        { to: "/account/tokens", name: t("places.tokens") },
      ]}
    />
  );
}
