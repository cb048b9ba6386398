import { expect, it } from "vitest";
import { leftOf } from "./timeLeft";

const NOW = Date.parse("2026-11-22T10:00:00Z");

it("counts hours and begun minutes", () => {
  expect(leftOf("2026-11-23T10:00:00Z", NOW)).toEqual({ hours: 24, minutes: 0 });
  expect(leftOf("2026-11-22T10:00:01Z", NOW)).toEqual({ hours: 0, minutes: 1 });
});

it("is nothing once the time is over, or where there is none", () => {
  expect(leftOf("2026-11-22T10:00:00Z", NOW)).toBeNull();
  expect(leftOf("soon", NOW)).toBeNull();
});
