import { useTranslation } from "react-i18next";
import {
  BuyerTitlesDocument,
  DealTitlesDocument,
  type EntryLineFragment,
  type Language,
  SellerTitlesDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { useSession } from "@/shared/session/session";

interface Offered {
  card: { area: string };
  summary?: { title: string } | null | undefined;
}

const titleOf = ({ card, summary }: Offered) => summary?.title || card.area;

/** Give the titles of the firm's own offers and deals; records themselves hold no words. */
export function useSubjectTitles(): (entry: EntryLineFragment) => string | null {
  const { i18n } = useTranslation();
  const { viewer } = useSession();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const kind = viewer?.organisation?.kind;
  const sells = kind === "SME";
  const buys = kind === "LARGE_FIRM";
  const [seller] = useTypedQuery(SellerTitlesDocument, { language }, { pause: !sells });
  const [buyer] = useTypedQuery(BuyerTitlesDocument, { language }, { pause: !buys });
  const [deals] = useTypedQuery(DealTitlesDocument, { language }, { pause: !sells && !buys });

  const titles = new Map<string, string>();
  for (const each of seller.data?.technologies.nodes ?? []) titles.set(each.id, titleOf(each));
  for (const each of buyer.data?.demands.nodes ?? []) titles.set(each.id, each.text.title);
  for (const { id, technology } of deals.data?.matches.nodes ?? []) {
    if (technology) titles.set(id, titleOf(technology));
  }
  return (entry) => entry.subjects.map(({ id }) => titles.get(id)).find((each) => each) ?? null;
}
