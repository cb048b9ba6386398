import { expect, test } from "vitest";
import { timesTold } from "./exposed";

test("what is not told in a week adds nothing", () => {
  expect(timesTold([])).toBe(0);
  expect(timesTold([{ searches: null, suggestions: null }])).toBe(0);
  expect(timesTold([{ searches: 4, suggestions: null }, { suggestions: 3 }])).toBe(7);
});
