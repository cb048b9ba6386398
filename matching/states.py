"""The lives of a match and of its case: what follows what."""

from __future__ import annotations

import datetime as dt

from django.db import models


class MatchState(models.TextChoices):
    """How far two firms are on their way to each other."""

    AWAITING_LEAD = "awaiting_lead", "A scout asked; a deal lead of the same firm has to confirm"
    REQUESTED = "requested", "The other side has to answer"
    AWAITING_COORDINATOR = "awaiting_coordinator", "Both agreed; a coordinator is looked for"
    MATCHED = "matched", "Both agreed and know each other"
    DECLINED = "declined", "The other side declined"
    WITHDRAWN = "withdrawn", "The side that asked took it back"
    EXPIRED = "expired", "Nobody answered in time"
    ENDED = "ended", "Ended by a side, by the coordinator, or because it may not go on"


class MatchSide(models.TextChoices):
    """The two sides of a match."""

    SELLER = "seller", "The small firm that offers the technology"
    BUYER = "buyer", "The large firm that looks for one"


class DeclineReason(models.TextChoices):
    """Why a side declines."""

    NOT_RELEVANT = "not_relevant", "It does not fit what is offered or looked for"
    WRONG_TIME = "wrong_time", "Not at this time"
    TERMS = "terms", "The way of transfer or the budget does not fit"
    CAPACITY = "capacity", "No capacity for it"
    ALREADY_PARTNERED = "already_partnered", "There is a partner already"
    OTHER = "other", "Another reason"


class EndCause(models.TextChoices):
    """What ended a match."""

    PARTY = "party", "One of the two firms ended it, or took its offer or demand away"
    COORDINATOR = "coordinator", "The coordinator closed the case"
    BARRIER = "barrier", "It may not go on between these two firms"


class CaseStage(models.TextChoices):
    """Where a case is."""

    INTRODUCTION = "introduction", "The two firms get to know each other"
    NDA = "nda", "The NDA is prepared and signed"
    DISCLOSURE = "disclosure", "Results and documents are shown"
    TERMS = "terms", "Terms are negotiated"
    CONTRACT = "contract", "The contract is prepared and signed"
    CLOSED = "closed", "The case is closed"


class CaseOutcome(models.TextChoices):
    """How a case was closed."""

    CONTRACT_SIGNED = "contract_signed", "A contract was signed"
    NO_AGREEMENT = "no_agreement", "The firms did not agree"
    ENDED = "ended", "The match ended before"


class StepSide(models.TextChoices):
    """Whose turn the next step is."""

    SELLER = "seller", "The small firm's"
    BUYER = "buyer", "The large firm's"
    BOTH = "both", "Both firms'"
    COORDINATOR = "coordinator", "The coordinator's"


class NoteKind(models.TextChoices):
    """What a coordinator's note is about."""

    NOTE = "note", "A thought of the coordinator"
    TELEPHONE = "telephone", "A telephone call"
    MEETING = "meeting", "A meeting"


CONTACT_KINDS: tuple[str, ...] = (NoteKind.TELEPHONE, NoteKind.MEETING)
CONTACT_SIDES: tuple[str, ...] = (StepSide.SELLER, StepSide.BUYER, StepSide.BOTH)
"""Whom a coordinator talks to."""


class InterestState(models.TextChoices):
    """What is known of a coordinator's own interest in a case."""

    ASKED = "asked", "The coordinator has to declare"
    CLEAR = "clear", "No interest was declared, and nothing speaks against it"
    WITH_LEAD = "with_lead", "The institution's lead has to decide"
    KEPT = "kept", "The lead decided that the coordinator keeps the case"


class ConflictFinding(models.TextChoices):
    """What speaks against a person's coordinating a case, the weightiest first."""

    MEMBER = "member", "Is or was a member of one of the firms"
    AFFILIATE = "affiliate", "Is or was a member of a firm of the same group"
    CHECKED_FIRM = "checked_firm", "Confirmed the check of one of the firms"
    REVIEWED_TECHNOLOGY = "reviewed_technology", "Reviewed the technology"
    SAME_TECHNOLOGY = "same_technology", "Has an open case of it with another large firm"
    RIVAL_CASE = "rival_case", "Has an open case of a firm that one of these keeps out"


HARD_FINDINGS: frozenset[str] = frozenset({ConflictFinding.MEMBER})
"""Nobody may take these on; everything else the institution's owner may, with a reason."""


class JudgementReason(models.TextChoices):
    """Why a suggestion is not relevant."""

    WRONG_FIELD = "wrong_field", "Another field of technology"
    TOO_EARLY = "too_early", "Not mature enough"
    WRONG_TRANSFER_MODE = "wrong_transfer_mode", "Not the way of transfer looked for"
    KNOWN_ALREADY = "known_already", "Known already"
    TOO_VAGUE = "too_vague", "Says too little"
    OTHER = "other", "Another reason"


_S = MatchState
MATCH_MOVES: dict[str, frozenset[str]] = {
    _S.AWAITING_LEAD: frozenset({_S.REQUESTED, _S.WITHDRAWN, _S.EXPIRED, _S.ENDED}),
    _S.REQUESTED: frozenset(
        {
            _S.MATCHED,
            _S.AWAITING_COORDINATOR,
            _S.DECLINED,
            _S.WITHDRAWN,
            _S.EXPIRED,
            _S.ENDED,
        }
    ),
    _S.AWAITING_COORDINATOR: frozenset({_S.MATCHED, _S.EXPIRED, _S.ENDED}),
    _S.MATCHED: frozenset({_S.ENDED}),
    _S.DECLINED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.EXPIRED: frozenset(),
    _S.ENDED: frozenset(),
}
OPEN_STATES: tuple[str, ...] = (
    _S.AWAITING_LEAD,
    _S.REQUESTED,
    _S.AWAITING_COORDINATOR,
    _S.MATCHED,
)
UNANSWERED_STATES: tuple[str, ...] = (_S.AWAITING_LEAD, _S.REQUESTED, _S.AWAITING_COORDINATOR)

_C = CaseStage
CASE_MOVES: dict[str, frozenset[str]] = {
    _C.INTRODUCTION: frozenset({_C.NDA, _C.CLOSED}),
    _C.NDA: frozenset({_C.INTRODUCTION, _C.DISCLOSURE, _C.CLOSED}),
    _C.DISCLOSURE: frozenset({_C.NDA, _C.TERMS, _C.CLOSED}),
    _C.TERMS: frozenset({_C.DISCLOSURE, _C.CONTRACT, _C.CLOSED}),
    _C.CONTRACT: frozenset({_C.TERMS, _C.CLOSED}),
    _C.CLOSED: frozenset(),
}
_I = InterestState
INTEREST_MOVES: dict[str, frozenset[str]] = {
    _I.ASKED: frozenset({_I.CLEAR, _I.WITH_LEAD}),
    # whoever declared may learn of an interest later, and a new finding asks again
    _I.CLEAR: frozenset({_I.ASKED, _I.WITH_LEAD}),
    _I.WITH_LEAD: frozenset({_I.KEPT, _I.ASKED}),
    _I.KEPT: frozenset({_I.ASKED, _I.WITH_LEAD}),
}
CASE_STAGE_DAYS: dict[str, int] = {
    _C.INTRODUCTION: 7,
    _C.NDA: 14,
    _C.DISCLOSURE: 30,
    _C.TERMS: 30,
    _C.CONTRACT: 30,
}
"""After so many days in a stage a case counts as overdue."""
STAGE_WEIGHTS: dict[str, int] = {
    _C.INTRODUCTION: 1,
    _C.NDA: 2,
    _C.DISCLOSURE: 3,
    _C.TERMS: 3,
    _C.CONTRACT: 2,
}
"""How much work a case is at a stage, where an introduction is one."""
_KOREA = dt.timezone(dt.timedelta(hours=9))


def attention_at(
    stage: str,
    *,
    since: dt.datetime,
    due_on: dt.date | None,
    follow_up_on: dt.date | None = None,
) -> dt.datetime:
    """Return when a case has been in a stage, or waited for what is to happen, for too long.

    Args:
        stage: The stage, not the closed one.
        since: Since when the case has been in it.
        due_on: The last day in Korea for the next step, or None.
        follow_up_on: The same for what the coordinator's notes ask for.
    """
    limit = since + dt.timedelta(days=CASE_STAGE_DAYS[stage])
    days = [day for day in (due_on, follow_up_on) if day is not None]
    if not days:
        return limit
    day_over = dt.datetime.combine(min(days) + dt.timedelta(days=1), dt.time.min, tzinfo=_KOREA)
    return min(limit, day_over)
