import { describe, expect, it } from "vitest";
import type { PaymentAct, PaymentState } from "@/shared/graphql/generated/graphql";
import { actsOf, asks, TONES, wayOf } from "./progress";

const STATES = Object.keys(TONES) as PaymentState[];
const WITH = (state: PaymentState, ...acts: PaymentAct[]) => ({ state, acts });

describe("the way of a payment", () => {
  it.each(STATES)("has no more steps behind it than there are: %s", (state) => {
    const { steps, behind } = wayOf(state);
    expect(behind).toBeLessThanOrEqual(steps.length);
  });

  it("ends with the payment, or with the refund", () => {
    expect(wayOf("RELEASED")).toMatchObject({ behind: 4 });
    expect(wayOf("REFUNDED").steps.at(-1)).toBe("back");
  });
});

describe("acts", () => {
  it("set apart what is done seldom", () => {
    expect(actsOf(WITH("DELIVERED", "ACCEPT_DELIVERY", "REQUEST_REFUND"))).toEqual({
      first: ["ACCEPT_DELIVERY"],
      rest: ["REQUEST_REFUND"],
    });
    expect(actsOf(WITH("HELD", "RECORD_DELIVERY", "AGREE_REFUND")).rest).toEqual(["AGREE_REFUND"]);
  });

  it("put the answer first where a refund was asked for", () => {
    expect(actsOf(WITH("REFUND_REQUESTED", "AGREE_REFUND", "REFUSE_REFUND")).first).toHaveLength(2);
  });

  it("ask nobody who only may", () => {
    expect(asks(WITH("DELIVERED", "ORDER_RELEASE", "ORDER_REFUND"))).toBe(false);
    expect(asks(WITH("INSTRUCTED", "CONFIRM_RECEIPT"))).toBe(true);
    expect(asks(WITH("RELEASED"))).toBe(false);
  });
});
