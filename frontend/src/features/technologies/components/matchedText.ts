/** In which language a hit is shown: the page's, unless only the other one holds what matched. */
import type { MarketSearchQuery } from "@/shared/graphql/generated/graphql";
import { splitAtWords } from "@/shared/lib/text";

type Found = MarketSearchQuery["marketSearch"]["nodes"][number]["technology"];

export interface ShownText {
  language: string;
  title: string;
  area: string;
  lead: string;
}

function textOf(
  card: { language: string; area: string; problem: string },
  summary: { title: string; summary: string } | null | undefined,
): ShownText {
  return {
    language: card.language.toLowerCase(),
    title: summary?.title || card.area,
    area: summary?.title ? card.area : "",
    lead: summary?.summary || card.problem,
  };
}

function holds(text: ShownText, words: readonly string[]): boolean {
  const whole = [text.title, text.area, text.lead].join("\n");
  return splitAtWords(whole, words).some((piece) => piece.marked);
}

/** Choose the text of a hit that shows why it is one. */
export function matchedText(technology: Found, words: readonly string[]): ShownText {
  const own = textOf(technology.card, technology.summary);
  const { otherCard, otherSummary } = technology;
  if (words.length === 0 || !otherCard || holds(own, words)) return own;
  const other = textOf(otherCard, otherSummary);
  return holds(other, words) ? other : own;
}
