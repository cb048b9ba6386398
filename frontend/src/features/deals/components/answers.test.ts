import { describe, expect, it } from "vitest";
import { answersOf, lacksCheck, overWords } from "./answers";

const received = {
  state: "REQUESTED",
  side: "SELLER",
  requestedBy: "BUYER",
  endCause: null,
  canAccept: true,
  canDecline: true,
  canWithdraw: false,
  canEnd: false,
} as const;
const none = { canAccept: false, canDecline: false, canWithdraw: false, canEnd: false } as const;

describe("how a request is answered", () => {
  it("puts one act first and the others beside it", () => {
    expect(answersOf(received)).toEqual({ primary: "accept", others: ["decline"] });
    expect(answersOf({ ...received, ...none })).toEqual({ primary: null, others: [] });
    expect(lacksCheck({ ...received, canAccept: false })).toBe(true);
    expect(lacksCheck({ ...received, ...none })).toBe(false);
  });

  it("lets a deal lead send what a scout prepared", () => {
    const prepared = { ...received, ...none, state: "AWAITING_LEAD", side: "BUYER" } as const;
    expect(answersOf({ ...prepared, canAccept: true, canWithdraw: true })).toEqual({
      primary: "send",
      others: ["withdraw"],
    });
  });
});

describe("why a deal is over", () => {
  it("says who ended it, from the reader's side", () => {
    const over = { ...received, ...none } as const;
    expect(overWords({ ...over, state: "DECLINED" })).toBe("declinedByYou");
    expect(overWords({ ...over, state: "DECLINED", side: "BUYER" })).toBe("declinedByOther");
    expect(overWords({ ...over, state: "WITHDRAWN" })).toBe("withdrawnByOther");
    expect(overWords({ ...over, state: "ENDED", endCause: "BARRIER" })).toBe("endedBarrier");
    expect(overWords(received)).toBeNull();
  });
});
