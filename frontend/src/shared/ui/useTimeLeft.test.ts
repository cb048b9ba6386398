import { describe, expect, it } from "vitest";
import { secondsLeft } from "./useTimeLeft";

describe("the time that is left", () => {
  it("follows the pace of the last samples", () => {
    const samples = [
      { at: 1000, done: 0 },
      { at: 3000, done: 200 },
    ];
    expect(secondsLeft(samples, 1000)).toBe(8);
  });

  it("is not known before anything moved, nor after the end", () => {
    expect(secondsLeft([], 10)).toBeNull();
    expect(secondsLeft([{ at: 1, done: 5 }], 10)).toBeNull();
    const still = [
      { at: 1, done: 5 },
      { at: 900, done: 5 },
    ];
    expect(secondsLeft(still, 10)).toBeNull();
    expect(secondsLeft([still[0] ?? { at: 0, done: 0 }, { at: 9, done: 10 }], 10)).toBeNull();
  });
});
