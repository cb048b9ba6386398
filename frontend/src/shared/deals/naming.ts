import { useTranslation } from "react-i18next";

interface Nameable {
  card: { area: string };
  summary?: { title: string } | null | undefined;
}

/** Name a technology by its title where the reader has it, else by its field. */
export function useOfferTitle(technology: Nameable | null | undefined): string {
  const { t } = useTranslation(["deal", "market"]);
  if (!technology) return t("offer.gone");
  return technology.summary?.title || technology.card.area || t("market:untitledPlain");
}

interface Firm {
  nameKo: string;
  nameEn: string;
}

/** Name a firm in the page's language, or in the one it has. */
export function firmName(firm: Firm, language: string): string {
  return language.startsWith("ko") ? firm.nameKo || firm.nameEn : firm.nameEn || firm.nameKo;
}
