import { useDeal } from "@/shared/deals/DealContext";
import { RoomOfDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";

/** Ask for the newest room of the deal that stands around the page. */
export function useRoom() {
  const { match, again: dealAgain } = useDeal();
  const [{ data, error, fetching }, again] = useTypedQuery(
    RoomOfDocument,
    { matchId: match.id },
    { fresh: true },
  );
  return {
    deal: match.id,
    room: data?.roomOf ?? null,
    /** Nothing is known yet. */
    unknown: !data && fetching,
    error: data ? undefined : error,
    again: () => {
      again();
      dealAgain();
    },
  };
}
