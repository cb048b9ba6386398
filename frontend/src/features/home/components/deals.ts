import { useTranslation } from "react-i18next";
import type { CombinedError } from "urql";
import { useStandings } from "@/shared/deals/standing";
import {
  type DealTurn,
  HomeDealsDocument,
  type Language,
  type MatchLineFragment,
  type StandingPartsFragment,
} from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";

export interface HomeDeals {
  ready: boolean;
  error: CombinedError | undefined;
  standings: ReadonlyMap<string, StandingPartsFragment>;
  /** Deals in which the server lets the reader act now. */
  mine: MatchLineFragment[];
  /** Deals in which somebody else is waited for. */
  theirs: MatchLineFragment[];
  /** Deals in which nothing waits. */
  resting: MatchLineFragment[];
  count: number;
  /** Whether there are more deals than were looked at. */
  isMore: boolean;
  again: () => void;
}

const RESTING: readonly DealTurn[] = ["NOBODY"];

function byDeadline(a: StandingPartsFragment | undefined, b: StandingPartsFragment | undefined) {
  // What has no end comes last, and of that the longest waiting first.
  const late = "9999";
  const first = `${a?.until ?? late} ${a?.since ?? late}`;
  return first.localeCompare(`${b?.until ?? late} ${b?.since ?? late}`);
}

/** Sort the deals of a firm by what each asks of the reader. */
export function useHomeDeals(): HomeDeals {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === "ko" ? "KO" : "EN";
  const [{ data, error }, again] = useTypedQuery(HomeDealsDocument, { language }, { fresh: true });
  const parts = data ? [data.waiting, data.others, data.matched] : [];
  const deals = parts.flatMap(({ nodes }) => nodes);
  const asked = useStandings(deals.map(({ id }) => id));
  const { standings } = asked;
  const mine: MatchLineFragment[] = [];
  const theirs: MatchLineFragment[] = [];
  const resting: MatchLineFragment[] = [];
  for (const deal of deals) {
    const standing = standings.get(deal.id);
    if (standing?.canAct) mine.push(deal);
    else if (standing && (RESTING.includes(standing.turn) || standing.act === "FOLLOW"))
      resting.push(deal);
    else theirs.push(deal);
  }
  for (const list of [mine, theirs])
    list.sort((a, b) => byDeadline(standings.get(a.id), standings.get(b.id)));
  return {
    ready: data !== undefined && asked.ready,
    error: (data ? undefined : error) ?? (asked.ready ? undefined : asked.error),
    standings,
    mine,
    theirs,
    resting,
    count: deals.length,
    isMore: parts.some(({ pageInfo }) => pageInfo.hasNextPage),
    again: () => {
      again();
      asked.again();
    },
  };
}
