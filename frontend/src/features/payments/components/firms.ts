import { useTranslation } from "react-i18next";
import { firmName } from "@/shared/deals/naming";

interface Pair {
  buyer: { nameKo: string; nameEn: string };
  seller: { nameKo: string; nameEn: string };
}

/** Name who pays and who is paid, in the page's language. */
export function useFirms(): (pair: Pair) => { buyer: string; seller: string } {
  const { i18n } = useTranslation();
  return ({ buyer, seller }) => ({
    buyer: firmName(buyer, i18n.language),
    seller: firmName(seller, i18n.language),
  });
}
