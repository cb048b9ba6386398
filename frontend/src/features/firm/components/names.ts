import { useTranslation } from "react-i18next";

interface Named {
  nameKo: string;
  nameEn: string;
}

/** Give a firm's name in the page's language, or in the other where it has none. */
export function useFirmName(): (firm: Named) => string {
  const { i18n } = useTranslation();
  return ({ nameKo, nameEn }) => (i18n.language === "ko" ? nameKo || nameEn : nameEn || nameKo);
}
