"""The other side answers; where both agreed, a coordinator takes the case and names open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from marketplace.accounts.barriers import is_barred
from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage
from matching.models import Case, CaseAssignment
from matching.policies import side_of
from matching.selectors.candidates import coordinator_found
from matching.services.conditions import (
    act_checked,
    as_seen,
    keeps_out,
    still_possible,
    words_keep_names,
)
from matching.services.recording import case_record, match_record
from matching.services.requesting import EXPIRY_TIMER, accepted_columns, match_confirm
from matching.states import (
    CASE_MOVES,
    MATCH_MOVES,
    CaseOutcome,
    CaseStage,
    DeclineReason,
    EndCause,
    MatchSide,
    MatchState,
    attention_at,
)

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from matching.models import Match

WORDS_MAX = 1000
COORDINATOR_DAYS = 30


@transaction.atomic
def match_accept(*, actor: Actor, match: Match, revision: int, now: dt.datetime) -> Match:
    """Accept for the actor's side; where the other side has, the two firms are matched.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It was answered or changed meanwhile.
        MarketplaceError: `not_possible` or `not_on_the_market`.
    """
    if match.state == MatchState.AWAITING_LEAD:
        return match_confirm(actor=actor, match=match, revision=revision, now=now)
    act_checked(actor, match, "accept")
    still_possible(actor, match)
    held = keeps_out(actor, match.other_id(actor.organisation_id))
    side = MatchSide.SELLER if match.requested_by == MatchSide.BUYER else MatchSide.BUYER
    advance(
        as_seen(match, revision),
        moves=MATCH_MOVES,
        to=MatchState.AWAITING_COORDINATOR,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=now + dt.timedelta(days=COORDINATOR_DAYS),
        is_held=held,
        **accepted_columns(side, actor, now),
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=match.public_id)
    if held:
        match_record("match.accepted", match, now, only=actor.organisation_id, side=side)
    elif match_coordinate(match=match, now=now):
        return match
    else:
        match_record("match.awaiting_coordinator", match, now, side=side)
    due = match.state_since + dt.timedelta(days=COORDINATOR_DAYS)
    timer_set(kind=EXPIRY_TIMER, subject=match.public_id, due_at=due)
    return match


@transaction.atomic
def match_coordinate(*, match: Match, now: dt.datetime) -> bool:
    """Give an agreed match to the coordinator with the least to do, and open both names.

    Returns:
        Whether there was one whom nothing refuses.
    """
    if is_barred(organisation_id=match.seller_id, other_id=match.buyer_id):
        return False
    found = coordinator_found(match, now=now)
    if found is None:
        return False
    coordinator = found.member
    advance(
        match,
        moves=MATCH_MOVES,
        to=MatchState.MATCHED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=None,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=match.public_id)
    case = Case.objects.create(
        match=match,
        coordinator=coordinator,
        institution_id=coordinator.organisation_id,
        opened_at=now,
        stage_since=now,
        attention_at=attention_at(CaseStage.INTRODUCTION, since=now, due_on=None),
    )
    CaseAssignment.objects.create(
        case=case, coordinator=coordinator, assigned_at=now, findings=list(found.findings)
    )
    entry = match_record("match.matched", match, now, audience=[case.institution_id])
    stage_fact_write(
        technology_id=match.technology_id,
        organisation_id=match.buyer_id,
        stage=Stage.S2,
        source=match.source,
        entry=entry,
        now=now,
    )
    case_record("case.assigned", case, now, person=coordinator.user.public_id)
    return True


@transaction.atomic
def match_decline(
    *, actor: Actor, match: Match, revision: int, reason: str, words: str, now: dt.datetime
) -> Match:
    """Decline the other side's request, with a reason it will read.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It was answered or changed meanwhile.
        InvalidInputError: There is no reason, or "other" without words.
    """
    act_checked(actor, match, "decline")
    code = choice_checked(reason, allowed=DeclineReason.values, field="reason")
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if not code:
        raise InvalidInputError("Choose a reason.", field="reason", code="required")
    if code == DeclineReason.OTHER and not text:
        raise InvalidInputError("Say which other reason.", field="words", code="required")
    words_keep_names(actor, text)
    advance(
        as_seen(match, revision),
        moves=MATCH_MOVES,
        to=MatchState.DECLINED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=None,
        decline_reason=code,
        decline_words=text,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=match.public_id)
    match_record("match.declined", match, now, side=str(side_of(actor, match)), reason=code)
    return match


@transaction.atomic
def match_end(*, actor: Actor, match: Match, revision: int, words: str, now: dt.datetime) -> Match:
    """End an agreed match for the actor's side; names close again and the case with them.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It ended or changed meanwhile.
        InvalidInputError: No words are given.
    """
    act_checked(actor, match, "end")
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if not text:
        raise InvalidInputError("Say why, for the other side.", field="words", code="required")
    if match.state == MatchState.AWAITING_COORDINATOR:
        words_keep_names(actor, text)
    side = str(side_of(actor, match))
    match_close(as_seen(match, revision), cause=EndCause.PARTY, now=now, words=text, side=side)
    return match


@transaction.atomic
def match_close(
    match: Match, *, cause: EndCause, now: dt.datetime, words: str = "", side: str = ""
) -> None:
    """End a match in whatever open state it is, close its case and revoke what it opened.

    Raises:
        StaleStateError: It is over already, or another writer moved it first.
    """
    advance(
        match,
        moves=MATCH_MOVES,
        to=MatchState.ENDED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=None,
        end_cause=cause,
        decline_words=words,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=match.public_id)
    stage_facts_revoke(source=match.source, now=now)
    case = Case.objects.filter(match=match).exclude(stage=CaseStage.CLOSED).first()
    institution = [] if case is None else [case.institution_id]
    match_record("match.ended", match, now, audience=institution, cause=cause, side=side)
    if case is not None and cause != EndCause.COORDINATOR:
        case_close(case, outcome=CaseOutcome.ENDED, now=now)


def case_close(case: Case, *, outcome: CaseOutcome, now: dt.datetime) -> None:
    """Close an open case in the caller's transaction.

    Raises:
        StaleStateError: It is closed already, or another writer moved it first.
    """
    advance(
        case,
        moves=CASE_MOVES,
        to=CaseStage.CLOSED,
        column="stage",
        unchanged=("revision",),
        revision=F("revision") + 1,
        stage_since=now,
        attention_at=now,
        outcome=outcome,
        next_step="",
        next_step_side="",
        next_step_due=None,
        follow_up_on=None,
    )
    CaseAssignment.objects.filter(case=case, ended_at=None).update(ended_at=now)
    # the coordinator hears of what somebody else closed
    hears = outcome == CaseOutcome.ENDED and case.coordinator is not None
    person = case.coordinator.user.public_id if hears and case.coordinator else None
    case_record("case.moved", case, now, person=person, stage=CaseStage.CLOSED, outcome=outcome)
