/** Signs in a text that would tell readers who wrote it; the server has the last word. */
export type Giveaway = "address" | "phone" | "registration" | "patent" | "firm";

const SIGNS: readonly [Giveaway, RegExp][] = [
  ["address", /[\w.+-]+@[\w-]+\.\w{2,}|https?:\/\/\S+|\bwww\.\S+\.\w{2,}/iu],
  ["registration", /\b\d{3}-\d{2}-\d{5}\b/u],
  ["patent", /\b(10|20|30)-\d{4}-\d{7}\b|\b(KR|US|EP|WO|JP|CN)\s?\d{6,}\b/u],
  ["phone", /\b0\d{1,2}[-. ]\d{3,4}[-. ]\d{4}\b|\+82[-. ]?\d/u],
  ["firm", /\(주\)|㈜|주식회사|\bCo\.,?\s?Ltd\b|\bInc\.|\bGmbH\b/iu],
];

/** Find the first sign and the words that gave it. */
export function giveawayIn(text: string): { sign: Giveaway; words: string } | null {
  for (const [sign, pattern] of SIGNS) {
    const found = pattern.exec(text);
    if (found) return { sign, words: found[0] };
  }
  return null;
}
