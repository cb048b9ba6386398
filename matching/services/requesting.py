"""One side asks the other for a match; a scout's request waits for a deal lead."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.accounts.roles import OrganisationKind
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import request_id_checked, text_cleaned
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from matching.models import Match
from matching.policies import can_request_matches, request_is_acceptance
from matching.services.conditions import (
    act_checked,
    as_seen,
    keeps_out,
    not_pestering,
    open_already,
    request_possible,
    still_possible,
    words_keep_names,
)
from matching.services.questioning import questions_checked, questions_write
from matching.services.recording import match_record
from matching.states import MATCH_MOVES, MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology

EXPIRY_TIMER = "match.expiry"
LEAD_DAYS = 7
ANSWER_DAYS = 14
NOTE_MAX = 1000


@transaction.atomic
def match_request(
    *,
    actor: Actor,
    request_id: str,
    demand: Demand,
    technology: Technology,
    note: str,
    relevance: int | None,
    now: dt.datetime,
    questions: Sequence[str] = (),
) -> Match:
    """Ask the other side for a match; the same request id of the same firm gives the same one.

    Raises:
        NotAllowedError: The actor's role does not allow it, or it is neither's own.
        InvalidInputError: The note or a question is too long or names the firm, a question is
            there twice, or there are too many.
        MarketplaceError: `not_possible`, `open_already`, `declined_recently`,
            `too_many_requests`, or `not_on_the_market`.
    """
    if not can_request_matches(actor) or actor.organisation_id is None:
        raise NotAllowedError
    side = _requesting_side(actor, demand, technology)
    key = request_id_checked(request_id)
    words = text_cleaned(note, field="note", max_length=NOTE_MAX)
    words_keep_names(actor, words, field="note")
    asked = questions_checked(actor, questions)
    if (again := _asked_with(actor, side, key)) is not None:
        return again
    request_possible(actor, demand, technology, now)
    not_pestering(actor, side, demand, technology, now)
    binding = request_is_acceptance(actor)
    is_seller = side == MatchSide.SELLER
    held = keeps_out(actor, demand.owner_id if is_seller else technology.owner_id)
    try:
        with transaction.atomic():
            match = Match.objects.create(
                technology=technology,
                demand=demand,
                seller_id=technology.owner_id,
                buyer_id=demand.owner_id,
                state=MatchState.REQUESTED if binding else MatchState.AWAITING_LEAD,
                requested_by=side,
                requester_id=actor.membership_id,
                request_id=key,
                note=words,
                was_told=binding and not held,
                is_held=binding and held,
                requested_at=now,
                state_since=now,
                expires_at=now + dt.timedelta(days=ANSWER_DAYS if binding else LEAD_DAYS),
                relevance=relevance,
                **(accepted_columns(side, actor, now) if binding else {}),
            )
            questions_write(match, asked)
    except IntegrityError as error:
        if (again := _asked_with(actor, side, key)) is not None:
            return again
        raise open_already() from error
    _announce(match, now)
    return match


@transaction.atomic
def match_confirm(*, actor: Actor, match: Match, revision: int, now: dt.datetime) -> Match:
    """Send a scout's request to the other side, as its firm's acceptance.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It does not wait for that any more.
        MarketplaceError: `not_possible` or `not_on_the_market`.
    """
    act_checked(actor, match, "accept")
    still_possible(actor, match)
    held = keeps_out(actor, match.other_id(actor.organisation_id))
    advance(
        as_seen(match, revision),
        moves=MATCH_MOVES,
        to=MatchState.REQUESTED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        was_told=not held,
        is_held=held,
        state_since=now,
        expires_at=now + dt.timedelta(days=ANSWER_DAYS),
        **accepted_columns(MatchSide(match.requested_by), actor, now),
    )
    _announce(match, now)
    return match


@transaction.atomic
def match_withdraw(*, actor: Actor, match: Match, revision: int, now: dt.datetime) -> Match:
    """Take the own side's request back before the other side answered.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It was answered or changed meanwhile.
    """
    act_checked(actor, match, "withdraw")
    advance(
        as_seen(match, revision),
        moves=MATCH_MOVES,
        to=MatchState.WITHDRAWN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=None,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=match.public_id)
    match_record("match.withdrawn", match, now, side=match.requested_by)
    return match


@transaction.atomic
def match_expire_due(*, subject: str, now: dt.datetime) -> None:
    """Let a request that nobody answered expire; called by its timer."""
    match = Match.objects.filter(public_id=subject).select_related("technology", "demand").first()
    waiting = {MatchState.AWAITING_LEAD, MatchState.REQUESTED, MatchState.AWAITING_COORDINATOR}
    if match is None or match.state not in waiting:
        return
    advance(
        match,
        moves=MATCH_MOVES,
        to=MatchState.EXPIRED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        expires_at=None,
    )
    match_record("match.expired", match, now)


def accepted_columns(side: MatchSide, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Return the columns that note a side's acceptance."""
    return {f"{side}_accepted_at": now, f"{side}_accepted_by_id": actor.membership_id}


def _announce(match: Match, now: dt.datetime) -> None:
    if match.expires_at is not None:
        timer_set(kind=EXPIRY_TIMER, subject=match.public_id, due_at=match.expires_at)
    waits = match.state == MatchState.AWAITING_LEAD
    due = match.expires_at.isoformat() if match.expires_at else ""
    kind = "match.awaiting_lead" if waits else "match.requested"
    match_record(kind, match, now, side=match.requested_by, due_at=due)


def _requesting_side(actor: Actor, demand: Demand, technology: Technology) -> MatchSide:
    """Return the side the actor asks for: one of the two has to be the own firm's."""
    if actor.organisation_kind == OrganisationKind.LARGE_FIRM:
        if demand.owner_id == actor.organisation_id:
            return MatchSide.BUYER
    elif technology.owner_id == actor.organisation_id:
        return MatchSide.SELLER
    raise NotFoundError


def _asked_with(actor: Actor, side: MatchSide, key: str) -> Match | None:
    column = "seller_id" if side == MatchSide.SELLER else "buyer_id"
    own = {column: actor.organisation_id}
    return Match.objects.filter(requested_by=side, request_id=key, **own).first()
