/** Which sentence and which acts; what may be done is the server's word (`can…`). */
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
> & {
  progress?: { stage: string; nextStep?: { text: string } | null | undefined } | null | undefined;
};

export type Act = "send" | "accept" | "decline" | "withdraw" | "end";

export interface Standing {
  words:
    | "leadConfirms"
    | "leadWaits"
    | "answer"
    | "answerWaits"
    | "answerUnverified"
    | "sent"
    | "coordinator"
    | "step"
    | "noStep"
    | "closed"
    | "declinedByYou"
    | "declinedByOther"
    | "withdrawnByYou"
    | "withdrawnByOther"
    | "expired"
    | "endedParty"
    | "endedCoordinator"
    | "endedBarrier"
    | "forCoordinator";
  primary: Act | null;
  /** What else answers it, beside the first. */
  others: Act[];
  /** Whether the reader may end what both agreed on; that is no step on the way. */
  mayEnd: boolean;
}

const ENDED = {
  PARTY: "endedParty",
  COORDINATOR: "endedCoordinator",
  BARRIER: "endedBarrier",
} as const;

function wordsOf(match: Read): Standing["words"] {
  const asked = match.side === match.requestedBy;
  switch (match.state) {
    case "AWAITING_LEAD":
      return match.canAccept ? "leadConfirms" : "leadWaits";
    case "REQUESTED":
      if (asked) return "sent";
      if (match.canAccept) return "answer";
      // Whoever may decline but not accept lacks the firm check, not the role.
      return match.canDecline ? "answerUnverified" : "answerWaits";
    case "AWAITING_COORDINATOR":
      return "coordinator";
    case "MATCHED":
      if (match.progress?.stage === "CLOSED") return "closed";
      return match.progress?.nextStep ? "step" : "noStep";
    case "DECLINED":
      return asked ? "declinedByOther" : "declinedByYou";
    case "WITHDRAWN":
      return asked ? "withdrawnByYou" : "withdrawnByOther";
    case "EXPIRED":
      return "expired";
    case "ENDED":
      return ENDED[match.endCause ?? "PARTY"];
  }
}

/** Decide the sentence of a deal and what the reader may do, at most one of them first. */
export function standingOf(match: Read): Standing {
  const open = match.state === "MATCHED" || match.state === "AWAITING_COORDINATOR";
  if (!match.side && open) {
    return { words: "forCoordinator", primary: null, others: [], mayEnd: false };
  }
  const others: Act[] = [];
  if (match.canDecline) others.push("decline");
  if (match.canWithdraw) others.push("withdraw");
  const accept = match.state === "AWAITING_LEAD" ? "send" : "accept";
  return {
    words: wordsOf(match),
    primary: match.canAccept ? accept : null,
    others,
    mayEnd: match.canEnd,
  };
}
