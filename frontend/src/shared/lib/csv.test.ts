import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

describe("a table as a file", () => {
  it("quotes what would part a row", () => {
    expect(csvOf(["name", "note"], [["A, B", 'says "yes"\nand no']])).toBe(
      '\uFEFFname,note\r\n"A, B","says ""yes""\nand no"\r\n',
    );
  });

  it("keeps formulas texts and figures figures", () => {
    expect(csvOf(["x"], [["=1+1"], ["-1,200"], ["@cmd"], [-5], [null]])).toBe(
      "\uFEFFx\r\n'=1+1\r\n\"-1,200\"\r\n'@cmd\r\n-5\r\n\r\n",
    );
  });
});
