/** Shorten a hash or key in the middle, so that both ends can be compared by eye. */
export function shortenMiddle(value: string, ends = 8): string {
  return value.length <= ends * 2 + 1 ? value : `${value.slice(0, ends)}…${value.slice(-ends)}`;
}

export interface Piece {
  text: string;
  marked: boolean;
}

const LETTERS = /^[\p{Script=Latin}\p{N}]+$/u;

/** Split a text at the words that matched; Latin words match whole, Korean ones also inside. */
export function splitAtWords(text: string, words: readonly string[]): Piece[] {
  const wanted = [...new Set(words.map((word) => word.trim()).filter((word) => word.length > 0))];
  if (wanted.length === 0) return [{ text, marked: false }];
  wanted.sort((a, b) => b.length - a.length);
  const alternatives = wanted.map((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return LETTERS.test(word)
      ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{Script=Latin}\\p{N}])`
      : escaped;
  });
  const pattern = new RegExp(`(${alternatives.join("|")})`, "giu");
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, marked: at % 2 === 1 }))
    .filter((piece) => piece.text.length > 0);
}

/** Tell which of the product's languages a person wrote in, for whoever reads it aloud. */
export function languageOf(text: string): "ko" | "en" {
  return /\p{Script=Hangul}/u.test(text) ? "ko" : "en";
}

/** Accept only a path of this site as the place to return to. */
export function safeReturnPath(value: string | null): string {
  if (!value?.startsWith("/") || value.startsWith("//") || value.includes("\\")) return "/home";
  return value.startsWith("/sign-in") ? "/home" : value;
}
