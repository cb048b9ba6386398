/** Every kind of record that there are words for. */
export const KINDS = [
  "technology_submitted",
  "technology_published",
  "technology_returned",
  "technology_commented",
  "technology_paused",
  "technology_resumed",
  "technology_withdrawn",
  "technology_imported",
  "technology_discarded",
  "demand_published",
  "demand_closed",
  "demand_imported",
  "organisation_registered",
  "organisation_renamed",
  "organisation_check_submitted",
  "organisation_verified",
  "organisation_check_declined",
  "organisation_check_revoked",
  "membership_added",
  "membership_ended",
  "membership_roles_changed",
  "invitation_sent",
  "invitation_accepted",
  "invitation_declined",
  "invitation_revoked",
  "barrier_declared",
  "barrier_lifted",
  "affiliate_declared",
  "affiliate_removed",
  "token_created",
  "token_revoked",
  "duty_relaxed",
  "duty_restored",
  "match_awaiting_lead",
  "match_requested",
  "match_accepted",
  "match_awaiting_coordinator",
  "match_matched",
  "match_declined",
  "match_withdrawn",
  "match_expired",
  "match_ended",
  "case_assigned",
  "case_moved",
  "case_next_step_set",
] as const;

export type KindKey = (typeof KINDS)[number];

/** Find the words for a kind of record such as "technology.published". */
export function kindKey(kind: string): KindKey | null {
  const name = kind.replace(".", "_");
  return KINDS.find((each) => each === name) ?? null;
}
