import type {
  PaymentAct,
  PaymentPartsFragment,
  PaymentState,
} from "@/shared/graphql/generated/graphql";
import type { Tone } from "@/shared/ui/Chip";

export type View = "seller" | "buyer" | "other";
export type Step = "choose" | "money" | "delivery" | "paid" | "asked" | "decided" | "back";

const WAY_THERE: readonly Step[] = ["choose", "money", "delivery", "paid"];
const WAY_BACK: readonly Step[] = ["asked", "decided", "back"];

/** How many steps of its way a payment has behind it. */
const BEHIND: Record<PaymentState, number> = {
  PLANNED: 0,
  INSTRUCTED: 1,
  RECEIVED: 1,
  CONFIRMED: 1,
  HELD: 2,
  DELIVERED: 3,
  ACCEPTED: 3,
  RELEASED: 4,
  REFUND_REQUESTED: 1,
  REFUNDING: 2,
  REFUNDED: 3,
  REVERSED: 3,
};
const GOES_BACK: readonly PaymentState[] = [
  "REFUND_REQUESTED",
  "REFUNDING",
  "REFUNDED",
  "REVERSED",
];

export interface Way {
  steps: readonly Step[];
  behind: number;
}

/** The steps of a payment to the seller, or back to the buyer, and how many of them are done. */
export function wayOf(state: PaymentState): Way {
  return { steps: GOES_BACK.includes(state) ? WAY_BACK : WAY_THERE, behind: BEHIND[state] };
}

export const TONES: Record<PaymentState, Tone> = {
  PLANNED: "plain",
  INSTRUCTED: "amber",
  RECEIVED: "amber",
  CONFIRMED: "amber",
  HELD: "blue",
  DELIVERED: "amber",
  ACCEPTED: "seal",
  RELEASED: "seal",
  REFUND_REQUESTED: "amber",
  REFUNDING: "amber",
  REFUNDED: "plain",
  REVERSED: "red",
};

/** Acts that carry a payment on, in the order in which they are offered; the others are rare. */
const CARRIES_ON: readonly PaymentAct[] = [
  "INSTRUCT",
  "CONFIRM_RECEIPT",
  "CONFIRM_PAYMENT",
  "RECORD_DELIVERY",
  "ACCEPT_DELIVERY",
  "ORDER_RELEASE",
  "CONFIRM_REFUND",
  "RETRY_REFUND",
  "REFRESH",
];

/** Set what carries the payment on apart from what is done seldom. */
export function actsOf(payment: Pick<PaymentPartsFragment, "acts" | "state">): {
  first: PaymentAct[];
  rest: PaymentAct[];
} {
  const asked = payment.state === "REFUND_REQUESTED";
  const carries = (act: PaymentAct) =>
    CARRIES_ON.includes(act) || (asked && (act === "AGREE_REFUND" || act === "REFUSE_REFUND"));
  return {
    first: payment.acts.filter(carries),
    rest: payment.acts.filter((act) => !carries(act)),
  };
}

/** Whether the reader is asked for something now; what may be done at any time does not ask. */
export function asks(payment: Pick<PaymentPartsFragment, "acts" | "state">): boolean {
  return actsOf(payment).first.some((act) => act !== "REFRESH" && act !== "ORDER_RELEASE");
}

export function viewOf(side: "SELLER" | "BUYER" | null | undefined): View {
  if (side === "SELLER") return "seller";
  return side === "BUYER" ? "buyer" : "other";
}
