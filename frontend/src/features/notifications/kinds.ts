/** Every kind of notice has words of its own; one that is new here is named by its category. */

export const KINDS = [
  "organisation.check_submitted",
  "organisation.verified",
  "organisation.check_declined",
  "organisation.check_revoked",
  "membership.added",
  "membership.ended",
  "membership.roles_changed",
  "invitation.sent",
  "technology.submitted",
  "technology.returned",
  "technology.published",
  "technology.commented",
  "technology.paused",
  "technology.resumed",
  "technology.withdrawn",
  "technology.discarded",
  "demand.published",
  "demand.closed",
  "match.awaiting_lead",
  "match.requested",
  "match.accepted",
  "match.declined",
  "match.withdrawn",
  "match.expired",
  "match.ended",
  "match.awaiting_coordinator",
  "match.matched",
  "case.assigned",
  "case.moved",
  "case.next_step_set",
] as const;
export type NoticeKind = (typeof KINDS)[number];

/** Find the words for a notice; the firms hear of a missing coordinator that both have accepted. */
export function knownKind(kind: string, path: string): NoticeKind | null {
  if (kind === "match.awaiting_coordinator" && path.startsWith("/deals/")) return "match.accepted";
  return KINDS.find((each) => each === kind) ?? null;
}
