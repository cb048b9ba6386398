import { describe, expect, it } from "vitest";
import { standingOf } from "./standing";

const received = {
  state: "REQUESTED",
  side: "SELLER",
  requestedBy: "BUYER",
  endCause: null,
  progress: null,
  canAccept: true,
  canDecline: true,
  canWithdraw: false,
  canEnd: false,
} as const;
const none = { canAccept: false, canDecline: false, canWithdraw: false, canEnd: false } as const;

describe("what a deal asks of its reader", () => {
  it("puts one act first and the others beside it", () => {
    expect(standingOf(received)).toEqual({
      words: "answer",
      primary: "accept",
      others: ["decline"],
      mayEnd: false,
    });
    expect(standingOf({ ...received, ...none })).toMatchObject({
      words: "answerWaits",
      primary: null,
      others: [],
    });
    expect(standingOf({ ...received, canAccept: false }).words).toBe("answerUnverified");
  });

  it("lets a deal lead send what a scout prepared", () => {
    const prepared = {
      ...received,
      ...none,
      state: "AWAITING_LEAD",
      side: "BUYER",
      canWithdraw: true,
    } as const;
    expect(standingOf({ ...prepared, canAccept: true })).toEqual({
      words: "leadConfirms",
      primary: "send",
      others: ["withdraw"],
      mayEnd: false,
    });
    expect(standingOf(prepared).words).toBe("leadWaits");
  });

  it("says who ended it, from the reader's side", () => {
    const over = { ...received, ...none } as const;
    expect(standingOf({ ...over, state: "DECLINED" }).words).toBe("declinedByYou");
    expect(standingOf({ ...over, state: "DECLINED", side: "BUYER" }).words).toBe("declinedByOther");
    expect(standingOf({ ...over, state: "WITHDRAWN" }).words).toBe("withdrawnByOther");
    expect(standingOf({ ...over, state: "ENDED", endCause: "BARRIER" }).words).toBe("endedBarrier");
  });

  it("leads a coordinator to the case instead of offering an act", () => {
    expect(standingOf({ ...received, ...none, state: "MATCHED", side: null })).toEqual({
      words: "forCoordinator",
      primary: null,
      others: [],
      mayEnd: false,
    });
  });
});
