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
  | "canEdit"
  | "canReview"
  | "canRevise"
  | "revisionState"
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
  | "revising"
  | "revisionInReview"
  | "matched"
  | "matchedReader"
  | "known"
  | "imported";

export interface Next {
  words: Words;
  turn: "you" | "visitor" | "both" | "reviewer" | "verifier" | "nobody";
  primary: Act | null;
  others: Act[];
  link: "signIn" | "edit" | "review" | "request" | null;
}

const REST: Omit<Next, "words" | "turn"> = { primary: null, others: [], link: null };

function ofRevision(technology: Read, viewer: Viewer | null, others: Act[]): Next | null {
  if (technology.revisionState === "DRAFT") {
    others.unshift("discardRevision");
    const yours = technology.canEdit;
    return {
      ...REST,
      others,
      words: "revising",
      turn: yours ? "you" : "nobody",
      link: yours ? "edit" : null,
    };
  }
  if (technology.revisionState === "IN_REVIEW") {
    // What waits may still be taken back by those who wrote it.
    if (viewer?.canWriteTechnologies) others.unshift("discardRevision");
    return { ...REST, others, words: "revisionInReview", turn: "reviewer" };
  }
  return null;
}

function ofOwner(technology: Read, viewer: Viewer | null): Next {
  const draft = technology.state === "DRAFT";
  const others: Act[] = technology.canWithdraw ? [draft ? "discard" : "withdraw"] : [];
  switch (technology.state) {
    case "DRAFT": {
      const link = technology.canEdit ? "edit" : null;
      if (!technology.canSubmit) {
        // Whose firm is not checked yet waits for that first, whatever the role.
        return viewer?.organisation && viewer.organisation.verification !== "VERIFIED"
          ? { ...REST, others, link, words: "draftCheck", turn: "verifier" }
          : { ...REST, others, link, words: "draftWait", turn: "nobody" };
      }
      return {
        ...REST,
        others: [...others, "submit"],
        words: technology.returnReason ? "returned" : "draft",
        turn: "you",
        link,
      };
    }
    case "IN_REVIEW":
      return { ...REST, others, words: "inReview", turn: "reviewer" };
    case "PUBLISHED":
      if (technology.canPause) others.unshift("pause");
      if (technology.canRevise) others.unshift("revise");
      return (
        ofRevision(technology, viewer, others) ?? {
          ...REST,
          others,
          words: "published",
          turn: "nobody",
        }
      );
    case "PAUSED": {
      const revision = ofRevision(technology, viewer, others);
      if (revision) {
        if (technology.canResume) revision.others.push("resume");
        return revision;
      }
      if (technology.canRevise) others.unshift("revise");
      return {
        ...REST,
        others,
        words: "paused",
        turn: technology.canResume ? "you" : "nobody",
        primary: technology.canResume ? "resume" : null,
      };
    }
    case "WITHDRAWN":
      return { ...REST, words: "withdrawn", turn: "nobody" };
  }
}

function ofReader(technology: Read, viewer: Viewer | null): Next {
  if (technology.stage === "S0") {
    if (!viewer) return { ...REST, words: "signIn", turn: "visitor", link: "signIn" };
    if (!viewer.organisation) return { ...REST, words: "noFirm", turn: "nobody" };
    const checked = viewer.organisation.verification === "VERIFIED";
    return checked
      ? { ...REST, words: "closed", turn: "nobody" }
      : { ...REST, words: "firmCheck", turn: "verifier" };
  }
  if (technology.origin === "IMPORTED") return { ...REST, words: "imported", turn: "nobody" };
  if (technology.stage !== "S1") return { ...REST, words: "known", turn: "both" };
  const buys = viewer?.canWriteDemands || viewer?.organisation?.kind === "LARGE_FIRM";
  return buys
    ? { ...REST, words: "matched", turn: "you", link: "request" }
    : { ...REST, words: "matchedReader", turn: "nobody" };
}

/** Decide the next step of a technology for the person who looks at it. */
export function nextStepOf(technology: Read, viewer: Viewer | null): Next {
  if (technology.isOwn) return ofOwner(technology, viewer);
  if (technology.canReview) {
    return { ...REST, words: "review", turn: "reviewer", link: "review" };
  }
  return ofReader(technology, viewer);
}
