"""A coordinator declares an interest or none, and the lead decides about what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from matching.models import Case, CaseAssignment
from matching.policies import assigns_cases, can_assign_case, can_decide_conflict
from matching.selectors.conflicts import conflicts_of, conflicts_with, is_refused
from matching.services.casework import REASON_MAX, case_cover, run_checked
from matching.services.recording import case_record_inside
from matching.states import INTEREST_MOVES, CaseStage, InterestState

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.core.actor import Actor


@transaction.atomic
def interest_declare(
    *, actor: Actor, case: Case, has_interest: bool, words: str, now: dt.datetime
) -> CaseAssignment:
    """Declare an interest of one's own in the case, or none; what is found is looked for anew.

    With an interest, or with a finding that the lead has not taken on, the lead decides.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: It was declared meanwhile, or the case may not go on.
        InvalidInputError: An interest is declared without saying which.
    """
    run_checked(actor, case)
    text = text_cleaned(words, field="words", max_length=REASON_MAX)
    if has_interest and not text:
        raise InvalidInputError("Say which interest it is.", field="words", code="required")
    held = _held(case)
    findings = conflicts_with(case.match, held.coordinator)
    weighed = has_interest or not set(findings) <= set(held.taken_on)
    advance(
        held,
        moves=INTEREST_MOVES,
        to=InterestState.WITH_LEAD if weighed else InterestState.CLEAR,
        column="interest_state",
        unchanged=("declared_at",),
        findings=list(findings),
        interest_words=text if has_interest else "",
        declared_at=now,
    )
    said = "declared" if has_interest else "none"
    # neither firm reads it: a finding may be about another firm's deal
    case_record_inside("case.interest_declared", case, now, interest=said)
    return held


@transaction.atomic
def conflict_decide(*, actor: Actor, case: Case, reason: str, now: dt.datetime) -> CaseAssignment:
    """Decide that the coordinator keeps the case in spite of what was found or declared.

    Otherwise the lead gives the case to somebody else.

    Raises:
        NotAllowedError: The actor does not own the institution, or coordinates the case.
        StaleStateError: There is nothing to decide, or it was decided meanwhile.
        InvalidInputError: No reason is given.
    """
    if not can_assign_case(actor, case):
        raise StaleStateError if assigns_cases(actor) else NotAllowedError
    if not can_decide_conflict(actor, case):
        raise NotAllowedError
    words = text_cleaned(reason, field="reason", max_length=REASON_MAX)
    if not words:
        raise InvalidInputError("Say why.", field="reason", code="required")
    held = _held(case)
    if is_refused(held.findings):
        raise StaleStateError
    advance(
        held,
        moves=INTEREST_MOVES,
        to=InterestState.KEPT,
        column="interest_state",
        unchanged=("declared_at",),
        taken_on=held.findings,
        decision_words=words,
        decided_at=now,
        decided_by_id=actor.user_id,
    )
    case_record_inside("case.conflict_decided", case, now, decision="kept")
    return held


@transaction.atomic
def interests_recheck(*, now: dt.datetime) -> int:
    """Look anew for what speaks against each coordinator of an open case.

    Whoever may not have a case any more hands it on; whoever something new was found of is asked
    again.

    Returns:
        How many cases it changed.
    """
    table = CaseAssignment.objects.filter(ended_at=None, case__coordinator__isnull=False)
    held = list(
        table.exclude(case__stage=CaseStage.CLOSED)
        .select_related("coordinator", "case__match__technology", "case__match__demand")
        .order_by("pk")
    )
    members = {each.coordinator_id: each.coordinator for each in held}
    found = conflicts_of([each.case.match for each in held], list(members.values()))
    return sum(_renewed(each, found[each.case.match_id, each.coordinator_id], now) for each in held)


def _renewed(held: CaseAssignment, findings: tuple[str, ...], now: dt.datetime) -> bool:
    if is_refused(findings):
        case_cover(case=held.case, now=now)
        return True
    known = set(held.findings)
    if set(findings) == known:
        return False
    is_new = not set(findings) <= known | set(held.taken_on)
    if not is_new or held.interest_state == InterestState.ASKED:
        rows = CaseAssignment.objects.filter(pk=held.pk, ended_at=None)
        rows.update(findings=list(findings))
        return True
    advance(
        held,
        moves=INTEREST_MOVES,
        to=InterestState.ASKED,
        column="interest_state",
        findings=list(findings),
    )
    return True


def _held(case: Case) -> CaseAssignment:
    """Return who has the case now, as a row to change.

    Raises:
        StaleStateError: Nobody has it, or somebody else than the case says.
    """
    rows = CaseAssignment.objects.filter(case=case, ended_at=None)
    held = rows.select_related("coordinator").first()
    if held is None or held.coordinator_id != case.coordinator_id:
        raise StaleStateError
    return held
