/** What the page says about who reads what; the rights themselves come from the server. */
import type { Stage, TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import type { LadderView } from "@/shared/ui/Ladder";

type Read = Pick<TechnologyPartsFragment, "isOwn" | "canReview" | "state" | "stage" | "origin">;

export interface LadderReading {
  stage: Stage | null;
  view: LadderView;
  turn: "you" | "both" | "verifier" | null;
}

/** Choose whose view the ladder shows: the market's for those inside, else the reader's own. */
export function ladderOf(technology: Read): LadderReading {
  if (technology.isOwn) {
    // What the other side reads at most while no deal has begun is the summary.
    return technology.state === "PUBLISHED"
      ? { stage: "S1", view: "owner", turn: "both" }
      : { stage: null, view: "hidden", turn: null };
  }
  if (technology.canReview) return { stage: "S1", view: "reviewer", turn: null };
  const imported = technology.origin === "IMPORTED";
  if (technology.stage === "S0") return { stage: "S0", view: "viewer", turn: "you" };
  return { stage: technology.stage, view: "viewer", turn: imported ? null : "both" };
}

/** Choose the words of the visibility strip. */
export function visibilityOf(technology: Read) {
  if (technology.isOwn) {
    if (technology.state === "DRAFT") return "draft";
    if (technology.state === "IN_REVIEW") return "inReview";
    return technology.state === "PUBLISHED" ? "published" : "out";
  }
  if (technology.canReview) return "reviewing";
  if (technology.origin === "IMPORTED") return "imported";
  return technology.stage === "S0" || technology.stage === "S1" ? "viewer" : "known";
}
