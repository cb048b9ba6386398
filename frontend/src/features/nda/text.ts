/** The parts of an agreement's fixed text, which stands as a title, headings and paragraphs. */

export interface TextSection {
  heading: string;
  paragraphs: readonly string[];
}

export interface AgreementParts {
  title: string;
  sections: readonly TextSection[];
}

export function partsOf(text: string): AgreementParts {
  const [first = "", ...blocks] = text.trimEnd().split("\n\n");
  const sections: { heading: string; paragraphs: string[] }[] = [{ heading: "", paragraphs: [] }];
  for (const block of blocks) {
    if (block.startsWith("## ")) sections.push({ heading: block.slice(3), paragraphs: [] });
    else sections.at(-1)?.paragraphs.push(block);
  }
  return { title: first.replace(/^# /, ""), sections };
}

const DAY = 86_400_000;

/** Count the whole days that are left until an instant; none once it is over. */
export function daysLeft(until: string, now: Date): number {
  return Math.max(0, Math.ceil((new Date(until).getTime() - now.getTime()) / DAY));
}
