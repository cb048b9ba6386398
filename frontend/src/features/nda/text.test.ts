import { expect, it } from "vitest";
import { daysLeft, partsOf } from "./text";

it("takes a text apart as it was put together", () => {
  const parts = partsOf("# 계약서\n\n갑: 하나\n\n## 제1조\n\n하나.\n\n둘.\n\n## 별지 1\n\n끝.\n");
  expect(parts.title).toBe("계약서");
  expect(parts.sections).toEqual([
    { heading: "", paragraphs: ["갑: 하나"] },
    { heading: "제1조", paragraphs: ["하나.", "둘."] },
    { heading: "별지 1", paragraphs: ["끝."] },
  ]);
});

it("counts the days that are left", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  expect(daysLeft("2026-11-23T09:00:00Z", now)).toBe(1);
  expect(daysLeft("2026-12-06T10:00:00Z", now)).toBe(14);
  expect(daysLeft("2026-11-01T10:00:00Z", now)).toBe(0);
});
