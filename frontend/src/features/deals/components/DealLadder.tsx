import type { Standing } from "@/shared/deals/DealContext";
import { DealDisclosureDocument, type DealPartsFragment } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Ladder, type LadderView } from "@/shared/ui/Ladder";

function viewOf(match: DealPartsFragment): LadderView {
  if (match.side === "BUYER") return "viewer";
  return match.side === "SELLER" ? "seller" : "coordinator";
}

interface DealLadderProps {
  match: DealPartsFragment;
  standing: Standing;
  /** Whose turn it is; left out where nothing follows. */
  turn?: string;
}

/** How far the buyer may look now, and by which step what stands open was opened. */
export function DealLadder({ match, standing, ...turn }: DealLadderProps) {
  const stage = match.side === "BUYER" ? match.stage : standing.buyerSees;
  const [{ data }] = useTypedQuery(
    DealDisclosureDocument,
    { id: match.id },
    { pause: stage !== "S5" },
  );
  const shown = data?.disclosureOf;
  return (
    <Ladder
      stage={stage}
      view={viewOf(match)}
      documentsPassed={stage === "S5" && shown?.readers.length === 0}
      {...turn}
    />
  );
}
