"""Who may have the market matched, ask for a match, answer it, and run its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from matching.states import CaseStage, MatchSide, MatchState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from matching.models import Case, Match

_KIND_OF_SIDE = {
    OrganisationKind.SME.value: MatchSide.SELLER,
    OrganisationKind.LARGE_FIRM.value: MatchSide.BUYER,
}
_NOBODY = Q(pk__in=[])
_ANSWERABLE = frozenset({MatchState.REQUESTED, MatchState.AWAITING_COORDINATOR, MatchState.MATCHED})


def can_read_suggestions(actor: Actor) -> bool:
    """Allow members of large firms; which demands are theirs is asked of each demand."""
    return actor.is_member and actor.organisation_kind == OrganisationKind.LARGE_FIRM


def can_judge_suggestions(actor: Actor) -> bool:
    """Allow scout and deal lead of a large firm."""
    return can_read_suggestions(actor) and actor.has_role(Role.SCOUT, Role.DEAL_LEAD)


def can_request_matches(actor: Actor) -> bool:
    """Allow scout and deal lead of a verified large firm, owner and deal lead of a small one."""
    if not actor.organisation_verified:
        return False
    if actor.organisation_kind == OrganisationKind.LARGE_FIRM:
        return actor.has_role(Role.SCOUT, Role.DEAL_LEAD)
    return actor.organisation_kind == OrganisationKind.SME and actor.has_role(
        Role.OWNER, Role.DEAL_LEAD
    )


def can_answer_matches(actor: Actor) -> bool:
    """Allow deal lead and owner of either side."""
    return actor.organisation_kind in _KIND_OF_SIDE and actor.has_role(Role.OWNER, Role.DEAL_LEAD)


def request_is_acceptance(actor: Actor) -> bool:
    """Tell whether the actor's own request binds the firm: a scout's waits for a deal lead."""
    return actor.organisation_kind == OrganisationKind.SME or actor.has_role(Role.DEAL_LEAD)


def can_read_matches(actor: Actor) -> bool:
    """Allow members of firms who hold a role, and case coordinators."""
    return actor.is_member and (
        (actor.organisation_kind in _KIND_OF_SIDE and bool(actor.roles)) or runs_cases(actor)
    )


def can_read_answers(actor: Actor) -> bool:
    """Allow members of large firms who hold a role; of their own demands alone."""
    return can_read_matches(actor) and actor.organisation_kind == OrganisationKind.LARGE_FIRM


def runs_cases(actor: Actor) -> bool:
    """Tell whether the actor is a case coordinator of a verified institution."""
    return _of_institution(actor) and actor.has_role(Role.CASE_COORDINATOR)


def assigns_cases(actor: Actor) -> bool:
    """Tell whether the actor owns a verified coordinator institution."""
    return _of_institution(actor) and actor.has_role(Role.OWNER)


def can_read_cases(actor: Actor) -> bool:
    """Allow case coordinators their own cases, and owners of institutions to assign them."""
    return runs_cases(actor) or assigns_cases(actor)


def side_of(actor: Actor, match: Match) -> MatchSide | None:
    """Return the side of the match that the actor's firm is, or None for everyone else."""
    if not actor.is_member:
        return None
    if actor.organisation_id == match.seller_id:
        return MatchSide.SELLER
    return MatchSide.BUYER if actor.organisation_id == match.buyer_id else None


def visible_matches(actor: Actor) -> Q:
    """Select the matches the actor may know of.

    What a scout asked for is not told to the other side before a deal lead confirmed it.
    """
    if not can_read_matches(actor):
        return _NOBODY
    if runs_cases(actor):
        return Q(case__coordinator_id=actor.membership_id)
    own = Q(seller_id=actor.organisation_id, requested_by=MatchSide.SELLER)
    own |= Q(buyer_id=actor.organisation_id, requested_by=MatchSide.BUYER)
    party = Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id)
    return own | (party & Q(was_told=True))


def visible_cases(actor: Actor) -> Q:
    """Select the cases the actor runs, and for an owner those of the institution."""
    cases = _NOBODY
    if runs_cases(actor):
        cases |= Q(coordinator_id=actor.membership_id)
    if assigns_cases(actor):
        cases |= Q(institution_id=actor.organisation_id)
    return cases


def visible_notes(actor: Actor) -> Q:
    """Select the notes of the cases that the actor coordinates; not even an owner reads others."""
    return Q(case__coordinator_id=actor.membership_id) if runs_cases(actor) else _NOBODY


def can_run_case(actor: Actor, case: Case) -> bool:
    """Allow the case's coordinator while the case is open."""
    return (
        runs_cases(actor)
        and case.coordinator_id == actor.membership_id
        and case.stage != CaseStage.CLOSED
    )


def can_assign_case(actor: Actor, case: Case) -> bool:
    """Allow the owner of the institution that has the case, while it is open."""
    return (
        assigns_cases(actor)
        and case.institution_id == actor.organisation_id
        and case.stage != CaseStage.CLOSED
    )


def can_decide_conflict(actor: Actor, case: Case) -> bool:
    """Allow the institution's owner to decide about somebody else's interest, never the own one."""
    return can_assign_case(actor, case) and case.coordinator_id != actor.membership_id


def match_acts(actor: Actor, match: Match, *, is_barred: bool) -> frozenset[str]:
    """Return what the actor may do to the match in the state it is in."""
    side = side_of(actor, match)
    if side is None or is_barred or not can_answer_matches(actor):
        return _scouts_acts(actor, match, side) if not is_barred else frozenset()
    asked = side == match.requested_by
    acts: frozenset[str] = frozenset()
    if match.state == MatchState.AWAITING_LEAD and asked:
        acts = frozenset({"accept", "withdraw"})
    elif match.state == MatchState.REQUESTED:
        acts = frozenset({"withdraw"}) if asked else frozenset({"accept", "decline", "see"})
    elif match.state in {MatchState.AWAITING_COORDINATOR, MatchState.MATCHED}:
        acts = frozenset({"end"})
    if match.state in _ANSWERABLE:
        acts |= _reminding(actor, match) if asked else {"answer"}
    # only verified firms go on; whoever lost that may still step back
    return acts if actor.organisation_verified else acts - {"accept"}


def _scouts_acts(actor: Actor, match: Match, side: MatchSide | None) -> frozenset[str]:
    """A scout may take back what waits for the own deal lead, and have the other side reminded."""
    if side != match.requested_by or not actor.has_role(Role.SCOUT):
        return frozenset()
    if match.state == MatchState.AWAITING_LEAD:
        return frozenset({"withdraw"})
    return _reminding(actor, match)


def _reminding(actor: Actor, match: Match) -> frozenset[str]:
    """Those who ask may have the other side reminded, while it has to answer or runs a case."""
    waits = match.state in {MatchState.REQUESTED, MatchState.MATCHED}
    return frozenset({"remind"}) if waits and can_request_matches(actor) else frozenset()


def _of_institution(actor: Actor) -> bool:
    return (
        actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
    )
