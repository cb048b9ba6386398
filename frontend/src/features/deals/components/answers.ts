/** How a request is answered and why a deal is over; what may be done is the server's word. */
import type { DealPartsFragment } from "@/shared/graphql/generated/graphql";

type Read = Pick<
  DealPartsFragment,
  | "state"
  | "side"
  | "requestedBy"
  | "endCause"
  | "canAccept"
  | "canDecline"
  | "canWithdraw"
  | "canEnd"
>;

export type Act = "send" | "accept" | "decline" | "withdraw" | "end";

export interface Answers {
  primary: Act | null;
  /** What else answers it, beside the first. */
  others: Act[];
}

/** Decide how the reader may answer a request, at most one of the ways first. */
export function answersOf(match: Read): Answers {
  const others: Act[] = [];
  if (match.canDecline) others.push("decline");
  if (match.canWithdraw) others.push("withdraw");
  const accept = match.state === "AWAITING_LEAD" ? "send" : "accept";
  return { primary: match.canAccept ? accept : null, others };
}

export type OverWords =
  | "declinedByYou"
  | "declinedByOther"
  | "withdrawnByYou"
  | "withdrawnByOther"
  | "expired"
  | "endedParty"
  | "endedCoordinator"
  | "endedBarrier";

const ENDED = {
  PARTY: "endedParty",
  COORDINATOR: "endedCoordinator",
  BARRIER: "endedBarrier",
} as const;

/** Say why a deal is over, from the reader's side; null while it is not. */
export function overWords(match: Read): OverWords | null {
  const asked = match.side === match.requestedBy;
  switch (match.state) {
    case "DECLINED":
      return asked ? "declinedByOther" : "declinedByYou";
    case "WITHDRAWN":
      return asked ? "withdrawnByYou" : "withdrawnByOther";
    case "EXPIRED":
      return "expired";
    case "ENDED":
      return ENDED[match.endCause ?? "PARTY"];
    default:
      return null;
  }
}

/** Tell whether only the firm check keeps the reader from accepting. */
export function lacksCheck(match: Read): boolean {
  // Whoever may decline but not accept lacks the firm check, not the role.
  return match.state === "REQUESTED" && match.canDecline && !match.canAccept;
}
