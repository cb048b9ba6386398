"""A coordinator runs a case: stages and next steps; it passes to another coordinator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from marketplace.accounts.barriers import is_barred
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.transitions import advance
from matching.models import Case, CaseAssignment
from matching.policies import can_run_case, runs_cases
from matching.selectors.candidates import coordinator_found
from matching.services.answering import case_close, match_close
from matching.services.recording import case_record
from matching.states import (
    CASE_MOVES,
    CaseOutcome,
    CaseStage,
    EndCause,
    StepSide,
    attention_at,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor
    from matching.models import CaseHandover

STEP_MAX = 300
REASON_MAX = 300
_FURTHEST_STEP = timedelta(days=5 * 366)


@transaction.atomic
def case_move(
    *, actor: Actor, case: Case, revision: int, stage: str, outcome: str, now: dt.datetime
) -> Case:
    """Move the case to a stage that may follow; closing without a contract ends the match.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The stage may not follow, or the case changed meanwhile.
        InvalidInputError: A case is closed without saying how.
    """
    run_checked(actor, case)
    wanted = choice_checked(stage, allowed=CaseStage.values, field="stage")
    if wanted == CaseStage.CLOSED:
        return _closed(case, revision, outcome, now)
    case.revision = revision
    advance(
        case,
        moves=CASE_MOVES,
        to=wanted,
        column="stage",
        unchanged=("revision", "coordinator_id"),
        revision=F("revision") + 1,
        stage_since=now,
        attention_at=attention_at(
            wanted, since=now, due_on=case.next_step_due, follow_up_on=case.follow_up_on
        ),
    )
    case_record("case.moved", case, now, stage=wanted)
    return case


@transaction.atomic
def case_next_step_set(
    *,
    actor: Actor,
    case: Case,
    revision: int,
    text: str,
    side: str,
    due_on: dt.date | None,
    now: dt.datetime,
) -> Case:
    """Say what has to happen next, whose turn it is and until when; both firms read it.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The case changed meanwhile.
        InvalidInputError: A field is missing or the day lies in the past.
    """
    run_checked(actor, case)
    words = text_cleaned(text, field="text", max_length=STEP_MAX, multiline=False)
    turn = choice_checked(side, allowed=StepSide.values, field="side")
    if not words:
        raise InvalidInputError("Say what has to happen next.", field="text", code="required")
    if not turn:
        raise InvalidInputError("Choose whose turn it is.", field="side", code="required")
    if due_on is not None and due_on < now.date():
        raise InvalidInputError("Choose today or later.", field="dueOn", code="in_the_past")
    if due_on is not None and due_on > now.date() + _FURTHEST_STEP:
        raise InvalidInputError(
            "Choose a day within five years.", field="dueOn", code="out_of_range"
        )
    columns = {
        "next_step": words,
        "next_step_side": turn,
        "next_step_due": due_on,
        "next_step_set_at": now,
        "attention_at": attention_at(
            case.stage, since=case.stage_since, due_on=due_on, follow_up_on=case.follow_up_on
        ),
    }
    case_change(case, revision, **columns)
    due = {"due_at": due_on.isoformat()} if due_on else {}
    own = turn == StepSide.COORDINATOR and case.coordinator is not None
    person = case.coordinator.user.public_id if own and case.coordinator else None
    case_record("case.next_step_set", case, now, person=person, side=turn, **due)
    return case


@transaction.atomic
def case_cover(*, case: Case, now: dt.datetime) -> bool:
    """Give a case whose coordinator left to the one with the least to do, if there is one."""
    wanted = coordinator_found(case.match, now=now, institution_id=case.institution_id)
    if wanted is None:
        if case.coordinator_id is not None:
            case_change(case, case.revision, coordinator_id=None)
            CaseAssignment.objects.filter(case=case, ended_at=None).update(ended_at=now)
        return False
    case_give(case, wanted.member, "", now, findings=wanted.findings)
    return True


def case_give(
    case: Case,
    wanted: Membership,
    reason: str,
    now: dt.datetime,
    *,
    findings: Collection[str],
    taken_on: Collection[str] = (),
    handover: CaseHandover | None = None,
) -> None:
    """Give an open case to a coordinator in the caller's transaction, and record it.

    Args:
        case: The case.
        wanted: The coordinator, whom nothing refuses.
        reason: Why, kept with the assignment.
        now: The moment of the change.
        findings: What speaks against the person.
        taken_on: What of that the institution's owner took on.
        handover: The act by which several cases were given, or None.

    Raises:
        StaleStateError: It was closed or changed meanwhile.
    """
    case_change(case, case.revision, coordinator_id=wanted.pk)
    CaseAssignment.objects.filter(case=case, ended_at=None).update(ended_at=now)
    CaseAssignment.objects.create(
        case=case,
        coordinator=wanted,
        assigned_at=now,
        reason=reason,
        findings=list(findings),
        taken_on=list(taken_on),
        handover=handover,
    )
    case_record("case.assigned", case, now, person=wanted.user.public_id)


def _closed(case: Case, revision: int, outcome: str, now: dt.datetime) -> Case:
    code = choice_checked(outcome, allowed=CaseOutcome.values, field="outcome")
    if code not in {CaseOutcome.CONTRACT_SIGNED, CaseOutcome.NO_AGREEMENT}:
        raise InvalidInputError("Say how the case ended.", field="outcome", code="required")
    case.revision = revision
    case_close(case, outcome=CaseOutcome(code), now=now)
    if code == CaseOutcome.NO_AGREEMENT:
        match_close(case.match, cause=EndCause.COORDINATOR, now=now)
    return case


def case_change(case: Case, revision: int, **columns: object) -> None:
    """Write columns of an open case by compare-and-set on its revision."""
    rows = Case.objects.filter(pk=case.pk, revision=revision).exclude(stage=CaseStage.CLOSED)
    if rows.update(revision=F("revision") + 1, **columns) != 1:
        raise StaleStateError
    case.refresh_from_db()


def run_checked(actor: Actor, case: Case) -> None:
    """Refuse whoever does not run the case, and every act in one that may not go on.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The case is closed, or a barrier stands between its firms.
    """
    if not runs_cases(actor) or case.coordinator_id != actor.membership_id:
        raise NotAllowedError
    barred = is_barred(organisation_id=case.match.seller_id, other_id=case.match.buyer_id)
    if barred or not can_run_case(actor, case):
        raise StaleStateError
