"""The institution's owner gives cases to somebody else, several at once, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.opaque import is_opaque_id
from marketplace.core.texts import text_cleaned
from matching.models import Case, CaseAssignment, CaseHandover
from matching.policies import assigns_cases, can_assign_case
from matching.selectors.candidates import MOST_AT_ONCE
from matching.selectors.conflicts import conflicts_of, is_refused
from matching.selectors.coordinators import away_now, coordinator_for, coordinators_of
from matching.services.casework import REASON_MAX, case_give
from matching.states import CaseStage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from marketplace.core.actor import Actor

_BACK = "Handed back"


@transaction.atomic
def cases_hand_over(
    *,
    actor: Actor,
    cases: Sequence[Case],
    membership_id: str,
    reason: str,
    takes_on: bool,
    now: dt.datetime,
) -> CaseHandover:
    """Give open cases to a coordinator of the institution, all of them or none.

    Args:
        actor: The institution's owner.
        cases: Up to 50 cases; one that the person has already stays as it is.
        membership_id: Public id of the new coordinator's membership.
        reason: Why, kept with the assignments.
        takes_on: Whether the owner takes on what was found, where anybody may.
        now: The moment of the change.

    Raises:
        NotAllowedError: The actor does not own the institution.
        StaleStateError: A case was closed meanwhile.
        InvalidInputError: The person is no coordinator there or is away, no reason is given, or
            there is nothing to hand over.
        MarketplaceError: `conflict`: the person is or was a member of one of the firms.
            `conflict_to_weigh`: something else was found, and the owner has not taken it on.
    """
    if not assigns_cases(actor):
        raise NotAllowedError
    if not all(can_assign_case(actor, case) for case in cases):
        raise StaleStateError
    words = text_cleaned(reason, field="reason", max_length=REASON_MAX, multiline=False)
    if not words:
        raise InvalidInputError("Say why it changes.", field="reason", code="required")
    receiver = coordinator_for(
        institution_id=actor.organisation_id or 0, membership_public_id=membership_id
    )
    if receiver is None:
        raise InvalidInputError("Choose one of the coordinators.", field="membershipId")
    if receiver.pk in away_now():
        raise InvalidInputError("This person is away.", field="membershipId", code="deputy_away")
    given = [case for case in cases if case.coordinator_id != receiver.pk]
    if not given or len(given) > MOST_AT_ONCE:
        raise InvalidInputError("Choose up to 50 cases of somebody else.", field="caseIds")
    found = conflicts_of([case.match for case in given], [receiver])
    if any(is_refused(each) for each in found.values()):
        raise MarketplaceError(
            "conflict", "This person is or was a member of one of the firms.", field="membershipId"
        )
    # nobody takes on what speaks against oneself
    takes_on = takes_on and receiver.pk != actor.membership_id
    if not takes_on and any(found.values()):
        raise MarketplaceError(
            "conflict_to_weigh",
            "Something speaks against this person; confirm that you take it on.",
            field="membershipId",
        )
    handover = CaseHandover.objects.create(
        institution_id=receiver.organisation_id,
        receiver=receiver,
        lead_id=actor.user_id or 0,  # whoever owns an institution is a person
        reason=words,
        handed_at=now,
    )
    for case in given:
        findings = found[case.match_id, receiver.pk]
        case_give(
            case, receiver, words, now, findings=findings, taken_on=findings, handover=handover
        )
    return handover


@transaction.atomic
def handover_return(*, actor: Actor, public_id: str, now: dt.datetime) -> CaseHandover:
    """Give the cases of a hand-over back to whoever had them before.

    What was closed or given on meanwhile stays where it is, and so does a case whose former
    coordinator left or may not have it any more.

    Raises:
        NotAllowedError: The actor does not own the institution.
        NotFoundError: There is no such hand-over in it.
        StaleStateError: It was taken back before, or nothing of it can go back.
    """
    if not assigns_cases(actor):
        raise NotAllowedError
    rows = CaseHandover.objects.filter(institution_id=actor.organisation_id)
    handover = rows.filter(public_id=public_id).first() if is_opaque_id(public_id) else None
    if handover is None:
        raise NotFoundError
    if rows.filter(pk=handover.pk, returned_at=None).update(returned_at=now) != 1:
        raise StaleStateError
    handover.returned_at = now
    assigned = CaseAssignment.objects.filter(handover=handover, ended_at=None)
    cases = list(
        Case.objects.exclude(stage=CaseStage.CLOSED)
        .filter(pk__in=assigned.values("case"), coordinator_id=handover.receiver_id)
        .select_related("match__technology", "match__demand")
        .order_by("pk")
    )
    members = {m.pk: m for m in coordinators_of(institution_id=handover.institution_id)}
    former = _former(handover, cases)
    found = conflicts_of(
        [case.match for case in cases],
        [members[key] for key in sorted(set(former.values())) if key in members],
    )
    returned = 0
    for case in cases:
        owner = members.get(former.get(case.pk, 0))
        findings = found.get((case.match_id, owner.pk)) if owner else None
        if owner is not None and findings is not None and not is_refused(findings):
            case_give(case, owner, _BACK, now, findings=findings)
            returned += 1
    if returned == 0:
        raise StaleStateError
    return handover


def _former(handover: CaseHandover, cases: Sequence[Case]) -> dict[int, int]:
    """Return by case who had it before the hand-over."""
    before = CaseAssignment.objects.filter(
        case__in=[case.pk for case in cases], assigned_at__lte=handover.handed_at
    ).exclude(handover=handover)
    return dict(before.order_by("pk").values_list("case_id", "coordinator_id"))
