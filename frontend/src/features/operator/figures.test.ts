import { expect, test } from "vitest";
import { isIdle, tokensOf } from "./figures";

test("counts are taken apart", () => {
  expect(tokensOf("2 entries, 14 s, 1 held, 0 parked")).toEqual([
    { unit: "entries", amount: "2" },
    { unit: "seconds", amount: "14" },
    { unit: "held", amount: "1" },
    { unit: "parked", amount: "0" },
  ]);
  expect(tokensOf("3 listings, 60 s, no answer")).toEqual([
    { unit: "listings", amount: "3" },
    { unit: "seconds", amount: "60" },
    { unit: null, name: "no answer", stopped: false },
  ]);
  expect(tokensOf("0.5 ms")).toEqual([{ unit: "milliseconds", amount: "0.5" }]);
  expect(tokensOf("66.7 GB free")).toEqual([{ unit: "free", amount: "66.7" }]);
});

test("names stay names, and say what stopped", () => {
  expect(tokensOf("mails, payments (stopped)")).toEqual([
    { unit: null, name: "mails", stopped: false },
    { unit: null, name: "payments", stopped: true },
  ]);
  expect(tokensOf("3 elephants")).toEqual([{ unit: null, name: "3 elephants", stopped: false }]);
});

test("where nothing waits, one says so instead of four noughts", () => {
  expect(isIdle(tokensOf("0 entries, 0 s, 0 held, 0 parked"))).toBe(true);
  expect(isIdle(tokensOf("0 entries, 0 s, 0 held, 1 parked"))).toBe(false);
  expect(isIdle(tokensOf("0 open"))).toBe(false);
  expect(isIdle(tokensOf("mails, payments"))).toBe(false);
});
