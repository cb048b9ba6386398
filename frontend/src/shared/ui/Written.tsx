import { languageOf } from "@/shared/lib/text";

/** Words that a person wrote, read aloud in their own language within a line of the product. */
export function Written({ text }: { text: string }) {
  return <span lang={languageOf(text)}>{text}</span>;
}
