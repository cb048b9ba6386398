import { describe, expect, it } from "vitest";
import en from "@/shared/i18n/en/standing.json";
import ko from "@/shared/i18n/ko/standing.json";
import { addressOf, isDoneBySomebody, variantOf } from "./standing";

const SIDED = ["you", "firm", "other"];

describe("where a deal stands", () => {
  it("is said from where the reader stands", () => {
    expect(variantOf({ turn: "YOU", canAct: true })).toBe("you");
    expect(variantOf({ turn: "BOTH", canAct: true })).toBe("you");
    expect(variantOf({ turn: "BOTH", canAct: false })).toBe("it");
    expect(variantOf({ turn: "YOUR_FIRM", canAct: false })).toBe("firm");
    expect(variantOf({ turn: "OTHER", canAct: false })).toBe("other");
    expect(variantOf({ turn: "TREASURER", canAct: false })).toBe("it");
  });

  it("has the same sentences in both languages, and a button for each act of somebody", () => {
    for (const [act, sentences] of Object.entries(en.sentence)) {
      expect(Object.keys(ko.sentence[act as keyof typeof ko.sentence])).toEqual(
        Object.keys(sentences),
      );
      // What one side does is said to the doer, to the doer's firm and to the other one.
      if ("other" in sentences) for (const each of SIDED) expect(sentences).toHaveProperty(each);
      const acts = act as Parameters<typeof isDoneBySomebody>[0];
      expect(isDoneBySomebody(acts)).toBe("you" in sentences);
      expect(act in en.do && act in ko.do).toBe("you" in sentences);
    }
  });

  it("leads to where it is done", () => {
    expect(addressOf("x", "MATCH")).toBe("/deals/x");
    expect(addressOf("x", "CONTRACT")).toBe("/deals/x/contract");
    expect(addressOf("x", "VAULT")).toBe("/vault/received");
  });
});
