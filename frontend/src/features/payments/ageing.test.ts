import { expect, it } from "vitest";
import { daysSince } from "./ageing";

const NOW = Date.parse("2026-11-22T10:00:00Z");

it("counts whole days", () => {
  expect(daysSince("2026-11-19T09:59:00Z", NOW)).toBe(3);
  expect(daysSince("2026-11-21T10:01:00Z", NOW)).toBe(0);
});

it("is nought for a time yet to come, or none", () => {
  expect(daysSince("2026-11-23T10:00:00Z", NOW)).toBe(0);
  expect(daysSince("", NOW)).toBe(0);
});
