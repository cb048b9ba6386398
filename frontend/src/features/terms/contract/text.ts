/** The text of a contract as its parts, the way the server puts them together. */
export interface Line {
  /** Its place; two lines of one section may say the same. */
  key: string;
  text: string;
}

export interface Section {
  heading: string;
  lines: Line[];
}

export interface ContractText {
  title: string;
  head: Line[];
  sections: Section[];
}

const CONTINUED = "    ";

/** Join lines that continue the one before; what people typed is indented. */
function joined(lines: readonly string[]): Line[] {
  const found: string[] = [];
  for (const line of lines) {
    const at = found.length - 1;
    if (line.startsWith(CONTINUED) && at >= 0) found[at] += `\n${line.slice(CONTINUED.length)}`;
    else found.push(line);
  }
  return found.map((text, at) => ({ key: String(at), text }));
}

/** Take a contract's text apart without losing a word of it. */
export function contractText(text: string): ContractText {
  const [title = "", head = "", ...rest] = text.trimEnd().split("\n\n");
  return {
    title,
    head: joined(head.split("\n")),
    sections: rest.map((block) => {
      const [heading = "", ...lines] = block.split("\n");
      return { heading, lines: joined(lines) };
    }),
  };
}
