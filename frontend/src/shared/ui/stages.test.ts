import { describe, expect, it } from "vitest";
import { ladderParts, STAGES } from "./stages";

describe("the ladder", () => {
  it("opens the current and the next step and folds the rest", () => {
    expect(ladderParts("S1")).toEqual({
      now: "S1",
      next: "S2",
      before: ["S0"],
      later: ["S3", "S4", "S5"],
    });
  });

  it("shows nothing as open while nothing is in the market", () => {
    expect(ladderParts(null)).toEqual({
      now: null,
      next: "S0",
      before: [],
      later: ["S1", "S2", "S3", "S4", "S5"],
    });
  });

  it("ends with the last step", () => {
    expect(ladderParts("S5")).toEqual({
      now: "S5",
      next: null,
      before: STAGES.slice(0, 5),
      later: [],
    });
  });

  it("always shows each step exactly once", () => {
    for (const stage of [null, ...STAGES]) {
      const { before, now, next, later } = ladderParts(stage);
      expect([...before, now, next, ...later].filter((each) => each !== null)).toEqual(STAGES);
    }
  });
});
