/** Where a deal stands, in words; what comes next and whose turn it is, the server decides. */
import { useTranslation } from "react-i18next";
import {
  type DealAct,
  type DealPlace,
  DealStandingsDocument,
  type DealTurn,
  type MatchSide,
  type StandingPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { formatMoment } from "@/shared/lib/dates";

export type Variant = "you" | "firm" | "other" | "it";

/** From where a sentence is said: to whoever acts, of the own firm, of the other, or of nobody. */
export function variantOf({ turn, canAct }: { turn: DealTurn; canAct: boolean }): Variant {
  if (turn === "YOU" || (turn === "BOTH" && canAct)) return "you";
  if (turn === "YOUR_FIRM") return "firm";
  return turn === "OTHER" ? "other" : "it";
}

const PATHS: Record<DealPlace, string> = {
  MATCH: "",
  NDA: "/nda",
  MESSAGES: "/messages",
  DOCUMENTS: "/documents",
  TERMS: "/terms",
  CONTRACT: "/contract",
  PAYMENTS: "/payments",
  VAULT: "/vault/received",
  CASE: "",
};

/** Give the address where something of a deal is done. */
export function addressOf(id: string, place: DealPlace): string {
  return place === "VAULT" ? PATHS.VAULT : `/deals/${id}${PATHS[place]}`;
}

/** Acts with a button of their own; the others are only waited for. */
const DONE_BY_SOMEBODY = [
  "CONFIRM_REQUEST",
  "ANSWER_REQUEST",
  "DRAFT_NDA",
  "NAME_HOLDERS",
  "OFFER_NDA",
  "SIGN_NDA",
  "RESUME_ROOM",
  "WRITE_REQUEST",
  "DECIDE_ITEMS",
  "READ_DOCUMENTS",
  "OFFER_TERMS",
  "ANSWER_TERMS",
  "DRAFT_CONTRACT",
  "OFFER_CONTRACT",
  "SIGN_CONTRACT",
  "INSTRUCT_PAYMENT",
  "MAKE_PAYMENT",
  "CONFIRM_RECEIPT",
  "RECORD_DELIVERY",
  "ACCEPT_DELIVERY",
  "ANSWER_REFUND",
  "DECIDE_OBJECTION",
  "MAKE_KEY",
  "ASK_RELEASE",
  "FETCH_RELEASE",
] as const satisfies readonly DealAct[];
type Done = (typeof DONE_BY_SOMEBODY)[number];

export function isDoneBySomebody(act: DealAct): act is Done {
  return (DONE_BY_SOMEBODY as readonly DealAct[]).includes(act);
}

type Read = Pick<StandingPartsFragment, "act" | "turn" | "side" | "canAct" | "until" | "since">;

function waiterOf(turn: DealTurn, side: MatchSide | null | undefined, ownSide: boolean) {
  return turn === "OTHER" && !ownSide && side ? side : turn;
}

export interface StandingWords {
  sentence: string;
  /** Whose turn it is, as a name. */
  turn: string;
  /** The same as words of their own, for lists. */
  turnShort: string;
  until: string | null;
  /** Whether the reader is waited for. */
  yours: boolean;
}

/** Every act has the sentences that can be said of it; the test goes through all of them. */
type SentenceKey = "sentence.DRAFT_NDA.other";

/** Say where a deal stands. */
export function useStandingWords(): (standing: Read, ownSide: MatchSide | null) => StandingWords {
  const { t, i18n } = useTranslation("standing");
  return (standing, ownSide) => {
    const { act, turn, side, canAct, until } = standing;
    const whose = ownSide === null && side ? side : "other";
    const waiter = waiterOf(turn, side, ownSide !== null);
    const key = `sentence.${act}.${variantOf(standing)}` as SentenceKey;
    return {
      sentence: t(key, { who: t(`who.${whose}`), whoIn: t(`whoIn.${whose}`) }),
      turn: t(`turn.${waiter}`),
      turnShort: t(`turnShort.${waiter}`),
      until: until ? t("until", { until: formatMoment(until, i18n.language) }) : null,
      yours: canAct,
    };
  };
}

/** Ask where several deals stand; none is known until the answer is here. */
export function useStandings(ids: readonly string[]) {
  const [{ data, error }, again] = useTypedQuery(
    DealStandingsDocument,
    { ids: [...ids] },
    { fresh: true, pause: ids.length === 0 },
  );
  const found = new Map((data?.dealStandings ?? []).map((each) => [each.matchId, each]));
  return { standings: found, ready: ids.length === 0 || data !== undefined, error, again };
}
