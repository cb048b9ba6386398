"""While a coordinator is away a deputy has the cases, and what is still there goes back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction

from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.opaque import is_opaque_id
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.notifications.korea import KOREA
from matching.models import Case, CaseCover, CoordinatorAbsence
from matching.policies import runs_cases
from matching.selectors.candidates import coordinator_found
from matching.selectors.conflicts import conflicts_of, is_refused
from matching.selectors.coordinators import colleagues_of, coordinator_for, is_away
from matching.selectors.desk import korean_day
from matching.services.casework import case_give
from matching.states import CaseStage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

ABSENCE_TIMER: Final = "case.absence"
LONGEST_ABSENCE_DAYS: Final = 366
_REASON: Final = "Cover during an absence"
_BACK: Final = "Back from an absence"


@transaction.atomic
def absence_plan(
    *, actor: Actor, deputy_id: str, from_on: dt.date, until_on: dt.date, now: dt.datetime
) -> CoordinatorAbsence:
    """Plan a time away; on its first day the deputy gets the actor's open cases.

    Args:
        actor: The coordinator who will be away.
        deputy_id: Public id of another coordinator's membership in the same institution.
        from_on: First day away in Korea, today or later.
        until_on: Last day away.
        now: The moment of planning.

    Raises:
        NotAllowedError: The actor runs no cases.
        InvalidInputError: A day does not fit, or the deputy is none or will be away as well.
        StaleStateError: Another time away is planned or under way.
    """
    if not runs_cases(actor) or actor.membership_id is None:
        raise NotAllowedError
    today = korean_day(now)
    if from_on < today:
        raise InvalidInputError("Choose today or later.", field="fromOn", code="in_the_past")
    if until_on < from_on:
        raise InvalidInputError(
            "Choose the first day or a later one.", field="untilOn", code="wrong_order"
        )
    if until_on > today + dt.timedelta(days=LONGEST_ABSENCE_DAYS):
        raise InvalidInputError("Choose a day within a year.", field="untilOn", code="out_of_range")
    institution_id = actor.organisation_id or 0
    deputy = coordinator_for(institution_id=institution_id, membership_public_id=deputy_id)
    if deputy is None or deputy.pk == actor.membership_id:
        raise InvalidInputError("Choose another coordinator.", field="deputyId", code="required")
    if is_away(membership_id=deputy.pk, from_on=from_on, until_on=until_on):
        raise InvalidInputError(
            "This person is away at that time.", field="deputyId", code="deputy_away"
        )
    absence = CoordinatorAbsence(
        coordinator_id=actor.membership_id,
        deputy=deputy,
        from_on=from_on,
        until_on=until_on,
        created_at=now,
    )
    try:
        with transaction.atomic():
            absence.save(force_insert=True)
    except IntegrityError as error:
        raise StaleStateError from error
    if from_on == today:
        _begin(absence, now)
    else:
        timer_set(kind=ABSENCE_TIMER, subject=absence.public_id, due_at=_morning(from_on))
    return absence


@transaction.atomic
def absence_end(*, actor: Actor, public_id: str, now: dt.datetime) -> CoordinatorAbsence:
    """Come back, or call a planned time away off; what the cover still has goes back.

    Raises:
        NotAllowedError: The actor runs no cases.
        NotFoundError: It is not the actor's own.
        StaleStateError: It is over already.
    """
    if not runs_cases(actor):
        raise NotAllowedError
    own = CoordinatorAbsence.objects.filter(coordinator_id=actor.membership_id)
    absence = own.filter(public_id=public_id).first() if is_opaque_id(public_id) else None
    if absence is None:
        raise NotFoundError
    timer_cancel(kind=ABSENCE_TIMER, subject=absence.public_id)
    _end(absence, now)
    return absence


@transaction.atomic
def absence_due(*, subject: str, now: dt.datetime) -> None:
    """Begin a time away on its first day, and end it after its last one."""
    absence = CoordinatorAbsence.objects.filter(public_id=subject, ended_at=None).first()
    if absence is None:
        return
    if absence.began_at is None:
        _begin(absence, now)
    else:
        _end(absence, now)


def _begin(absence: CoordinatorAbsence, now: dt.datetime) -> None:
    rows = CoordinatorAbsence.objects.filter(pk=absence.pk, began_at=None, ended_at=None)
    if rows.update(began_at=now) != 1:
        raise StaleStateError
    absence.began_at = now
    timer_set(
        kind=ABSENCE_TIMER,
        subject=absence.public_id,
        due_at=_morning(absence.until_on + dt.timedelta(days=1)),
    )
    cases = list(_open_cases().filter(coordinator_id=absence.coordinator_id))
    owner = absence.coordinator
    deputy = coordinator_for(
        institution_id=owner.organisation_id, membership_public_id=absence.deputy.public_id
    )
    found = conflicts_of([case.match for case in cases], [deputy] if deputy else [])
    for case in cases:
        holder, findings = deputy, found.get((case.match_id, deputy.pk)) if deputy else None
        if findings is None or is_refused(findings):
            # without a deputy who may have it, it goes to the least loaded
            other = coordinator_found(case.match, now=now, institution_id=case.institution_id)
            holder, findings = (other.member, other.findings) if other else (None, ())
        if holder is None:
            continue
        case_give(case, holder, _REASON, now, findings=findings)
        CaseCover.objects.create(absence=absence, case=case, holder=holder)


def _end(absence: CoordinatorAbsence, now: dt.datetime) -> None:
    rows = CoordinatorAbsence.objects.filter(pk=absence.pk, ended_at=None)
    if rows.update(ended_at=now) != 1:
        raise StaleStateError
    absence.ended_at = now
    owner = absence.coordinator
    colleagues = colleagues_of(institution_id=owner.organisation_id, membership_id=0)
    stays = owner.pk in {each.pk for each in colleagues}
    covers = CaseCover.objects.filter(absence=absence, ended_at=None)
    holders = dict(covers.values_list("case_id", "holder_id"))
    cases = list(_open_cases().filter(pk__in=holders)) if stays else []
    found = conflicts_of([case.match for case in cases], [owner])
    for case in cases:
        findings = found[case.match_id, owner.pk]
        # whom the institution's owner gave it to meanwhile keeps it
        if case.coordinator_id == holders[case.pk] and not is_refused(findings):
            case_give(case, owner, _BACK, now, findings=findings)
    covers.update(ended_at=now)


def _open_cases() -> QuerySet[Case]:
    rows = Case.objects.exclude(stage=CaseStage.CLOSED)
    return rows.select_related("match__technology", "match__demand").order_by("pk")


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, KOREA)
