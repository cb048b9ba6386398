import { expect, test } from "vitest";
import { EMPTY, localMoment, missingOf, writtenOf } from "./noteDraft";

test("a thought needs words alone, a call needs with whom and when", () => {
  expect(missingOf(EMPTY)).toEqual(["text"]);
  expect(missingOf({ ...EMPTY, text: "They hesitate" })).toEqual([]);
  expect(missingOf({ ...EMPTY, text: "x", kind: "TELEPHONE" })).toEqual(["side", "happenedAt"]);
  expect(missingOf({ ...EMPTY, text: "x", followUp: "Ask" })).toEqual(["followUpOn"]);
});

test("what was typed for a call is not sent with a thought", () => {
  const typed = { ...EMPTY, text: " x ", side: "SELLER", personName: "Han" } as const;
  expect(writtenOf(typed)).toEqual({ text: "x", contact: null, followUp: null });
});

test("a moment of this browser comes back as it was", () => {
  const moment = new Date("2026-11-23T05:30:00Z");
  const happenedAt = localMoment(moment);
  const { contact } = writtenOf({ ...EMPTY, text: "x", kind: "MEETING", side: "BOTH", happenedAt });
  expect(contact?.happenedAt).toBe(moment.toISOString());
});
