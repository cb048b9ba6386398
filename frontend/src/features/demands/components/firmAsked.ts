import { useTranslation } from "react-i18next";
import { useOfferTitle } from "@/shared/deals/naming";
import type { DemandAnswersQuery } from "@/shared/graphql/generated/graphql";

export type Firm = DemandAnswersQuery["demandAnswers"]["firms"][number];

/** Name a firm by what it offers; its own name opens once both know each other. */
export function useFirmTitle({ match: { technology } }: Firm): { title: string; lang: string } {
  const { i18n } = useTranslation();
  const title = useOfferTitle(technology);
  const words = technology?.summary ?? technology?.card;
  return { title, lang: words?.language.toLowerCase() ?? i18n.language };
}
