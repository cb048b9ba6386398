"""The firm that was asked says that it has seen the request; the one that asked has it reminded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from marketplace.core.errors import MarketplaceError, StaleStateError
from matching.models import Case, Match
from matching.policies import side_of
from matching.reminder_waits import reminder_from
from matching.services.conditions import act_checked
from matching.services.recording import case_record, match_record
from matching.states import CaseStage, MatchState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


@transaction.atomic
def match_see(*, actor: Actor, match: Match, now: dt.datetime) -> Match:
    """Tell the firm that asked that its request is being looked at; said once, it stays said.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The request is answered or taken back.
    """
    act_checked(actor, match, "see")
    waiting = Match.objects.filter(pk=match.pk, state=MatchState.REQUESTED)
    if waiting.filter(seen_at=None).update(seen_at=now):
        match.seen_at = now
        match_record("match.seen", match, now, side=str(side_of(actor, match)))
    elif not waiting.exists():
        raise StaleStateError
    return match


@transaction.atomic
def match_remind(*, actor: Actor, match: Match, now: dt.datetime) -> Match:
    """Have the other side reminded: of the request by a notice, of questions by the coordinator.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It is over, waits for nobody else, or somebody reminded meanwhile.
        MarketplaceError: `reminded_lately`: it is too early, or too soon after the last one.
    """
    act_checked(actor, match, "remind")
    case = None
    if match.state == MatchState.MATCHED:
        case = Case.objects.filter(match=match).exclude(stage=CaseStage.CLOSED).first()
        if case is None or not match.questions.filter(answered_at=None).exists():
            raise StaleStateError
    earliest = reminder_from(match)
    if now < earliest:
        raise MarketplaceError(
            "reminded_lately",
            "The other side was asked or reminded not long ago; give it some more days.",
            params={"from": earliest.isoformat()},
        )
    as_seen = Q(pk=match.pk, state=match.state, reminded_at=match.reminded_at)
    if not Match.objects.filter(as_seen).update(reminded_at=now):
        raise StaleStateError
    match.reminded_at = now
    side = str(side_of(actor, match))
    if case is not None:
        who = case.coordinator.user.public_id if case.coordinator else None
        case_record("case.reminder_asked", case, now, person=who, side=side)
        return match
    due = match.expires_at.isoformat() if match.expires_at else ""
    match_record("match.reminded", match, now, side=side, due_at=due)
    return match
