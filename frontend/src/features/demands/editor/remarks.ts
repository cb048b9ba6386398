/** Places in a demand's words that give the firm's plan away or tell readers nothing. */
import type { DemandPreviewQuery } from "@/shared/graphql/generated/graphql";

export type Preview = NonNullable<DemandPreviewQuery["demandPreview"]>;
export type Remark = Preview["remarks"][number];

/** Name a remark by what it is about, so that a decision holds while the text around it changes. */
export function remarkKey({ kind, field, words }: Remark): string {
  return `${kind}|${field}|${words}`;
}

/** Find where the words stand now, as a text field counts; the text may have changed meanwhile. */
export function placeIn(text: string, { start, end, words }: Remark): [number, number] | null {
  const letters = [...text];
  if (letters.slice(start, end).join("") === words) {
    const from = letters.slice(0, start).join("").length;
    return [from, from + words.length];
  }
  const from = text.indexOf(words);
  return from < 0 ? null : [from, from + words.length];
}

/** Tell which remarks still wait for an answer. */
export function openRemarks(remarks: readonly Remark[], kept: ReadonlySet<string>): Remark[] {
  return remarks.filter((remark) => remark.kind === "OWN_NAME" || !kept.has(remarkKey(remark)));
}
