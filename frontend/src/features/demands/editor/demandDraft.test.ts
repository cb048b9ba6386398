import { describe, expect, it } from "vitest";
import {
  type DemandDraft,
  EMPTY_DEMAND,
  faultsIn,
  isHeld,
  missingIn,
  toInput,
} from "./demandDraft";

const begun: DemandDraft = {
  ...EMPTY_DEMAND,
  texts: { ...EMPTY_DEMAND.texts, EN: { ...EMPTY_DEMAND.texts.EN, title: "A" } },
};

describe("a demand being written", () => {
  it("lacks the needed answers of a language that was begun", () => {
    expect(missingIn(EMPTY_DEMAND)).toEqual(["texts", "industries", "transferModes"]);
    expect(missingIn(begun)).toEqual(["en.need", "industries", "transferModes"]);
  });

  it("sends amounts in minor units, and a currency only with an amount", () => {
    expect(toInput({ ...begun, budgetMax: "3억" })).toMatchObject({
      budgetMin: null,
      budgetMax: "300000000",
      currency: "KRW",
    });
    expect(toInput(begun).currency).toBeNull();
  });

  it("names what is plainly wrong at its field, and waits with saving", () => {
    const wrong = { ...begun, budgetMin: "5억", budgetMax: "3억", trlMin: 6, trlMax: 4 };
    expect([...faultsIn({ ...wrong, deadline: "2026-11-22" }, "2026-11-22")]).toEqual([
      ["budgetMax", "wrong_order"],
      ["trlMax", "wrong_order"],
      ["deadline", "in_the_past"],
    ]);
    expect(isHeld(wrong)).toBe(true);
    expect(isHeld({ ...begun, budgetMax: "about" })).toBe(true);
    expect(isHeld({ ...begun, deadline: "2020-01-01" })).toBe(false);
  });
});
