import { expect, test } from "vitest";
import { roundUp, sumOf } from "./chart";

test("an axis ends with a round number that is no smaller", () => {
  const ends = [0, 1, 4, 5, 7, 11, 43, 61, 99, 100, 101, 2345].map(roundUp);
  expect(ends).toEqual([1, 1, 4, 5, 8, 20, 50, 80, 100, 100, 200, 3000]);
});

test("nothing comes to nought", () => {
  expect(sumOf([])).toBe(0);
  expect(sumOf([1, 2, 3])).toBe(6);
});
