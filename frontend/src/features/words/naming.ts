import type { WordsPartsFragment } from "@/shared/graphql/generated/graphql";

/** What a concept is called: its preferred word, in the language of the page. */
export function nameOf(words: WordsPartsFragment, language: string): string {
  return (language === "ko" ? words.korean[0] : words.english[0]) ?? "";
}

/** One word a line, as a form holds them. */
export function linesOf(words: readonly string[]): string {
  return words.join("\n");
}

/** The words of the lines; empty lines say nothing. */
export function wordsOf(lines: string): string[] {
  return lines
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
