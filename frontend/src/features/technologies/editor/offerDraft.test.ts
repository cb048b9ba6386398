import { describe, expect, it } from "vitest";
import {
  combine,
  EMPTY_OFFER,
  flatten,
  isHeld,
  lackingCount,
  listOf,
  missingIn,
  type OfferDraft,
  toInput,
} from "./offerDraft";

function offer(change: Partial<OfferDraft["texts"]["KO"]> = {}): OfferDraft {
  return {
    ...EMPTY_OFFER,
    texts: { ...EMPTY_OFFER.texts, KO: { ...EMPTY_OFFER.texts.KO, ...change } },
  };
}

describe("an offer being written", () => {
  it("lacks a text and four facts at first", () => {
    expect(missingIn(EMPTY_OFFER)).toEqual([
      "texts",
      "industry",
      "trl",
      "transferModes",
      "ipStatus",
    ]);
    expect(lackingCount(EMPTY_OFFER, "KO")).toBeNull();
  });

  it("lacks the needed answers of a language that was begun, and of no other", () => {
    const begun = offer({ area: "방열 소재" });
    expect(missingIn(begun).filter((each) => each.includes("."))).toEqual([
      "ko.problem",
      "ko.title",
      "ko.summary",
      "ko.advantages",
      "ko.withheld",
    ]);
    expect(lackingCount(begun, "EN")).toBeNull();
  });

  it("sends only languages in which something is written, and lists without repeats", () => {
    const input = toInput(offer({ area: "a", keywords: "열, 방열，열" }));
    expect(input.texts).toHaveLength(1);
    expect(input.texts?.[0]).toMatchObject({ language: "KO", keywords: ["열", "방열"] });
    expect(listOf(" H01M 10/65 ;\nB60L 58/16 ")).toEqual(["H01M 10/65", "B60L 58/16"]);
  });

  it("waits with saving while a field is too long, and counts characters as people do", () => {
    expect(isHeld(offer({ area: "가".repeat(80) }))).toBe(false);
    expect(isHeld(offer({ area: "가".repeat(81) }))).toBe(true);
    expect(isHeld(offer({ area: "👍".repeat(80) }))).toBe(false);
    expect(isHeld({ ...EMPTY_OFFER, year: "12" })).toBe(true);
  });

  it("takes chosen fields from another's text and nothing else", () => {
    const mine = { ...offer({ title: "mine", area: "mine" }), trl: 3 };
    const theirs = { ...offer({ title: "theirs", area: "theirs" }), trl: 5 };
    const both = combine(mine, theirs, new Set(["ko.title", "trl"]));
    expect(both.texts.KO).toMatchObject({ title: "theirs", area: "mine" });
    expect(both.trl).toBe(5);
    expect(flatten(mine)["ko.title"]).toBe("mine");
  });
});
