import { describe, expect, it } from "vitest";
import { languageOf, safeReturnPath, shortenMiddle, splitAtWords } from "./text";

function marked(text: string, words: string[]): string[] {
  return splitAtWords(text, words)
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);
}

describe("marking words", () => {
  it("takes Latin words whole, in any case", () => {
    expect(marked("A battery, the Battery, batteries", ["battery"])).toEqual([
      "battery",
      "Battery",
    ]);
  });

  it("takes Korean words before their particles", () => {
    expect(marked("전해질을 쓰는 고체전해질 막", ["전해질"])).toEqual(["전해질", "전해질"]);
  });

  it("prefers the longer of two words and treats signs as signs", () => {
    expect(marked("early warning", ["early", "early warning"])).toEqual(["early warning"]);
    expect(marked("C++ (fast)", ["C++", "(fast)"])).toEqual(["C++", "(fast)"]);
  });

  it("keeps the text whole", () => {
    const text = "<b>no markup</b> & 12 nm";
    expect(
      splitAtWords(text, ["markup", "12"])
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
    expect(splitAtWords(text, [" ", ""])).toEqual([{ text, marked: false }]);
  });
});

describe("the way back after signing in", () => {
  it("stays on this site", () => {
    expect(safeReturnPath("/demands/abc?x=1")).toBe("/demands/abc?x=1");
    for (const bad of [
      null,
      "",
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/sign-in",
    ]) {
      expect(safeReturnPath(bad)).toBe("/home");
    }
  });
});

it("shortens in the middle so that both ends can be compared", () => {
  expect(shortenMiddle("0123456789abcdef0123", 4)).toBe("0123…0123");
  expect(shortenMiddle("short", 4)).toBe("short");
});

it("knows Korean by its script", () => {
  expect(languageOf("도면 C판, pack 협의실")).toBe("ko");
  expect(languageOf("Drawings, revision C")).toBe("en");
});
