import { describe, expect, it } from "vitest";
import { contractText } from "./text";

const TEXT = `Technology transfer contract

Document code: x
Seller: A

Article 1 (Subject)
First paragraph.
Second paragraph.

Schedule 1 (Terms)
Note: one
    Article 2 (typed by a person)
    
    two
`;

describe("a contract's text", () => {
  it("falls into title, head, articles and schedules", () => {
    const { title, head, sections } = contractText(TEXT);
    expect(title).toBe("Technology transfer contract");
    expect(head.map(({ text }) => text)).toEqual(["Document code: x", "Seller: A"]);
    expect(sections.map(({ heading }) => heading)).toEqual([
      "Article 1 (Subject)",
      "Schedule 1 (Terms)",
    ]);
    expect(sections[0]?.lines.map(({ text }) => text)).toEqual([
      "First paragraph.",
      "Second paragraph.",
    ]);
  });

  it("keeps what people typed in the line that it belongs to", () => {
    const note = contractText(TEXT).sections[1]?.lines.map(({ text }) => text);
    expect(note).toEqual(["Note: one\nArticle 2 (typed by a person)\n\ntwo"]);
  });
});
