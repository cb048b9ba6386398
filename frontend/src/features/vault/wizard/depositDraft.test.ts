import { describe, expect, it } from "vitest";
import { combine, emptyDeposit, flatten, isHeld, missingIn, toInput } from "./depositDraft";

const FULL = {
  title: "Sheet",
  kind: "DRAWING",
  madeOn: "2026-03-02",
  outline: "Layers",
  depositorName: "Hanbit",
  depositorAddress: "Seoul",
  contributors: [{ name: "Kim", part: "Layers" }],
} as const;
const full = () => ({ ...FULL, contributors: [...FULL.contributors] });

describe("a deposit's words", () => {
  it("begin with the depositor and lack the rest", () => {
    const draft = emptyDeposit("Hanbit", "Seoul");
    expect(missingIn(draft)).toEqual(["title", "kind", "madeOn", "outline"]);
    expect(toInput(draft)).toMatchObject({ kind: null, madeOn: null, contributors: [] });
  });

  it("wait for the name of whoever made a part", () => {
    expect(isHeld({ ...full(), contributors: [{ name: " ", part: "Layers" }] })).toBe(true);
    expect(isHeld(full())).toBe(false);
  });

  it("are compared and joined field by field", () => {
    const theirs = { ...full(), title: "Film", contributors: [] };
    expect(flatten(full()).contributors).toBe("Kim (Layers)");
    const joined = combine(full(), theirs, new Set(["title"]));
    expect(joined).toEqual({ ...full(), title: "Film" });
  });
});
