import { expect, it } from "vitest";
import { byDay, dayKey } from "./days";

it("puts an instant on the day where the reader is", () => {
  // Tests run in Seoul, nine hours ahead.
  expect(dayKey("2026-11-22T16:30:00Z")).toBe("2026-11-23");
});

it("groups by day and keeps the order", () => {
  const items = [
    { id: 3, createdAt: "2026-11-22T16:30:00Z" },
    { id: 2, createdAt: "2026-11-22T15:10:00Z" },
    { id: 1, createdAt: "2026-11-22T14:00:00Z" },
  ];
  const groups = byDay(items);
  expect(groups.map((group) => group.day)).toEqual(["2026-11-23", "2026-11-22"]);
  expect(groups[0]?.items.map((item) => item.id)).toEqual([3, 2]);
});

it("names each day once, the latest first, where old things are heard of late", () => {
  const items = [
    { id: 4, createdAt: "2026-11-22T16:30:00Z" },
    { id: 3, createdAt: "2026-10-28T04:05:00Z" },
    { id: 2, createdAt: "2026-11-22T16:10:00Z" },
  ];
  const groups = byDay(items);
  expect(groups.map((group) => group.day)).toEqual(["2026-11-23", "2026-10-28"]);
  expect(groups[0]?.items.map((item) => item.id)).toEqual([4, 2]);
});
