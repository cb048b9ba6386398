import { describe, expect, it } from "vitest";
import { combine, flatten, isHeld, missingIn, type RequestDraft, toInput } from "./requestDraft";

const whole: RequestDraft = {
  title: "Bonding",
  purpose: "LICENCE_EVALUATION",
  purposeWords: "To judge the sheet",
  justification: "The summary is silent",
  secrecy: "Two engineers",
  presentOwner: "SELLER",
  isJointDevelopment: "no",
  ownershipAfter: "UNCHANGED",
  consideration: "KRW 3,000,000",
  paymentMethod: "By transfer",
  deliveryOn: "2026-12-01",
  deliveryMethod: "VIEW_IN_ROOM",
  useFrom: "2026-12-01",
  useUntil: "2026-12-31",
  returnOn: "2027-01-01",
  returnMethod: "ACCESS_ENDS",
  items: [{ key: "a", words: "Drawing A-17", purpose: "To check the gap" }],
};

describe("a request being written", () => {
  it("lacks what is empty, each item by its own name", () => {
    expect(missingIn(whole)).toEqual([]);
    const items = [
      { key: "a", words: "", purpose: "" },
      { key: "b", words: "Report", purpose: " " },
    ];
    expect(missingIn({ ...whole, secrecy: " ", items })).toEqual([
      "item-a",
      "purpose-b",
      "secrecy",
    ]);
  });

  it("sends gaps as nothing, and no item without words", () => {
    const items = [...whole.items, { key: "b", words: " ", purpose: "x" }];
    expect(toInput({ ...whole, useFrom: "", isJointDevelopment: "", items })).toMatchObject({
      useFrom: null,
      isJointDevelopment: null,
      title: "Bonding",
      items: [{ words: "Drawing A-17", purpose: "To check the gap" }],
    });
    expect(toInput(whole).isJointDevelopment).toBe(false);
  });

  it("waits with sending while a text is too long", () => {
    expect(isHeld(whole)).toBe(false);
    expect(isHeld({ ...whole, title: "x".repeat(201) })).toBe(true);
    expect(isHeld({ ...whole, items: [{ key: "a", words: "x".repeat(301), purpose: "" }] })).toBe(
      true,
    );
  });

  it("takes whole fields from another's text", () => {
    const theirs = { ...whole, title: "Other", items: [] };
    expect(combine(whole, theirs, new Set(["items"]))).toEqual({ ...whole, items: [] });
    expect(flatten(whole).items).toBe("1. Drawing A-17 – To check the gap");
  });
});
