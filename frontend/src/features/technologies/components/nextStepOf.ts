/** Which sentence, whose turn and which acts; what may be done is the server's word (`can…`). */
import type { TechnologyPartsFragment } from "@/shared/graphql/generated/graphql";
import type { Viewer } from "@/shared/session/session";
import type { Act } from "./acts";

type Read = Pick<
  TechnologyPartsFragment,
  | "isOwn"
  | "state"
  | "stage"
  | "origin"
  | "returnReason"
  | "canSubmit"
  | "canReview"
  | "canPause"
  | "canResume"
  | "canWithdraw"
>;

type Words =
  | "draft"
  | "draftWait"
  | "draftCheck"
  | "returned"
  | "inReview"
  | "review"
  | "published"
  | "paused"
  | "withdrawn"
  | "signIn"
  | "firmCheck"
  | "noFirm"
  | "closed"
  | "matched"
  | "imported";

export interface Next {
  words: Words;
  turn: "you" | "both" | "reviewer" | "verifier" | "nobody";
  primary: Act | null;
  others: Act[];
  link: "signIn" | "compare" | null;
}

const REST: Omit<Next, "words" | "turn"> = { primary: null, others: [], link: null };

function ofOwner(technology: Read, viewer: Viewer | null): Next {
  const others: Act[] = technology.canWithdraw ? ["withdraw"] : [];
  switch (technology.state) {
    case "DRAFT":
      if (!technology.canSubmit) {
        // Whose firm is not checked yet waits for that first, whatever the role.
        return viewer?.organisation && viewer.organisation.verification !== "VERIFIED"
          ? { ...REST, others, words: "draftCheck", turn: "verifier" }
          : { ...REST, others, words: "draftWait", turn: "nobody" };
      }
      return {
        ...REST,
        others,
        words: technology.returnReason ? "returned" : "draft",
        turn: "you",
        primary: "submit",
      };
    case "IN_REVIEW":
      return { ...REST, others, words: "inReview", turn: "reviewer" };
    case "PUBLISHED":
      if (technology.canPause) others.unshift("pause");
      return { ...REST, others, words: "published", turn: "nobody" };
    case "PAUSED":
      return {
        ...REST,
        others,
        words: "paused",
        turn: technology.canResume ? "you" : "nobody",
        primary: technology.canResume ? "resume" : null,
      };
    case "WITHDRAWN":
      return { ...REST, words: "withdrawn", turn: "nobody" };
  }
}

function ofReader(technology: Read, viewer: Viewer | null): Next {
  if (technology.stage === "S0") {
    if (!viewer) return { ...REST, words: "signIn", turn: "you", link: "signIn" };
    if (!viewer.organisation) return { ...REST, words: "noFirm", turn: "nobody" };
    const checked = viewer.organisation.verification === "VERIFIED";
    return checked
      ? { ...REST, words: "closed", turn: "nobody" }
      : { ...REST, words: "firmCheck", turn: "verifier" };
  }
  if (technology.origin === "IMPORTED") return { ...REST, words: "imported", turn: "nobody" };
  const buys = viewer?.organisation?.kind === "LARGE_FIRM";
  return { ...REST, words: "matched", turn: "both", link: buys ? "compare" : null };
}

/** Decide the next step of a technology for the person who looks at it. */
export function nextStepOf(technology: Read, viewer: Viewer | null): Next {
  if (technology.isOwn) return ofOwner(technology, viewer);
  if (technology.canReview) {
    return { ...REST, words: "review", turn: "you", primary: "approve", others: ["return"] };
  }
  return ofReader(technology, viewer);
}
