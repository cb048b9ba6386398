import { splitAtWords } from "@/shared/lib/text";

/** A text with the words that matched the search marked. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return splitAtWords(text, words).map((piece, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
    piece.marked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
  );
}
