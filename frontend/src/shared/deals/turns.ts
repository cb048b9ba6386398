import { useTranslation } from "react-i18next";
import type { MatchLineFragment, MatchSide, StepSide } from "@/shared/graphql/generated/graphql";
import { formatDay, formatMoment } from "@/shared/lib/dates";

type Standing = Pick<MatchLineFragment, "state" | "side" | "turn" | "expiresAt" | "progress">;
type Whose =
  | "you"
  | "other"
  | "seller"
  | "buyer"
  | "both"
  | "coordinator"
  | "institution"
  | "nobody";

export interface Turn {
  whose: Whose;
  /** Whether the reader's firm is waited for. */
  yours: boolean;
  words: string;
  /** The same as a name, for beside the words "whose turn". */
  name: string;
  /** Until when, in words; null where there is no end. */
  until: string | null;
}

const OVER = ["DECLINED", "WITHDRAWN", "EXPIRED", "ENDED"];

function ofSide(turn: MatchSide, side: MatchSide | null | undefined): Whose {
  if (!side) return turn === "SELLER" ? "seller" : "buyer";
  return turn === side ? "you" : "other";
}

function ofStep(turn: StepSide, side: MatchSide | null | undefined): Whose {
  if (turn === "BOTH") return "both";
  return turn === "COORDINATOR" ? "coordinator" : ofSide(turn, side);
}

/** Decide who is waited for; the server says it by sides, the reader wants to know "I or not". */
export function whoseTurn(match: Standing): Whose {
  if (OVER.includes(match.state)) return "nobody";
  if (match.turn) return ofSide(match.turn, match.side);
  if (match.state === "AWAITING_COORDINATOR") return "institution";
  const step = match.progress?.nextStep;
  return step ? ofStep(step.side, match.side) : "coordinator";
}

/** Say whose turn it is in a deal, and until when. */
export function useTurn(): (match: Standing) => Turn {
  const { t, i18n } = useTranslation("deal");
  return (match) => {
    const whose = whoseTurn(match);
    const due = match.progress?.nextStep?.dueOn;
    let until: string | null = null;
    if (match.expiresAt) until = formatMoment(match.expiresAt, i18n.language);
    else if (due && whose !== "nobody") until = formatDay(due, i18n.language);
    return {
      whose,
      yours: whose === "you" || (whose === "both" && Boolean(match.side)),
      words: t(`turn.${whose}`),
      name: t(`whose.${whose}`),
      until: until ? t("until", { until }) : null,
    };
  };
}
