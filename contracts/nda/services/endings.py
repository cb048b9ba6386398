"""What ends a signed agreement: notice, the end of its period, the end of its match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.nda.models import Nda
from contracts.nda.services.agreeing import EXPIRY_TIMER
from contracts.nda.services.conditions import act_checked, as_seen, words_checked
from contracts.nda.services.drafting import LAPSE_TIMER
from contracts.nda.services.holding import holders_shut
from contracts.nda.services.recording import nda_record
from contracts.nda.states import NDA_MOVES, OPEN_NDA_STATES, NdaEndCause, NdaState
from marketplace.core.timers import timer_cancel
from marketplace.core.transitions import advance
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.core.actor import Actor


@transaction.atomic
def nda_end(*, actor: Actor, nda: Nda, revision: int, words: str, now: datetime) -> Nda:
    """End a signed agreement by notice; what it opened closes at once.

    Raises:
        NotAllowedError: The actor leads neither side's deals.
        StaleStateError: It is not signed, over, or changed meanwhile.
        InvalidInputError: No words are given.
    """
    side = act_checked(actor, nda, "end")
    text = words_checked(words, required=True)
    advance(
        as_seen(nda, revision),
        moves=NDA_MOVES,
        to=NdaState.ENDED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        ended_at=now,
        end_cause=NdaEndCause.NOTICE,
        closed_by_side=side,
        closing_words=text,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=nda.public_id)
    holders_shut(nda, now)
    nda_record("nda.ended", nda, now, side=side.value, cause=NdaEndCause.NOTICE.value)
    return nda


@transaction.atomic
def nda_expire_due(*, subject: str, now: datetime) -> bool:
    """Close an agreement whose period is over; nothing happens where it ended before.

    Args:
        subject: The agreement's public id.
        now: The moment of the deadline.
    """
    rows = Nda.objects.filter(public_id=subject, state=NdaState.SIGNED, expires_at__lte=now)
    nda = rows.select_related("match", "technology").first()
    if nda is None:
        return False
    advance(
        nda,
        moves=NDA_MOVES,
        to=NdaState.EXPIRED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        ended_at=now,
    )
    holders_shut(nda, now)
    nda_record("nda.expired", nda, now)
    return True


@transaction.atomic
def ndas_of_ended_matches_close(*, match_ids: Collection[str], now: datetime) -> int:
    """Close the agreements of matches that ended: a signed one ends, another is taken back.

    Args:
        match_ids: Public ids of matches that ended.
        now: The moment of the check.

    Returns:
        How many were open.
    """
    rows = Nda.objects.filter(
        match__public_id__in=match_ids,
        match__state=MatchState.ENDED,
        state__in=OPEN_NDA_STATES,
    ).select_related("match", "technology")
    ndas = list(rows.order_by("pk"))
    for nda in ndas:
        _closed_with_match(nda, now)
    return len(ndas)


def _closed_with_match(nda: Nda, now: datetime) -> None:
    was_signed = nda.state == NdaState.SIGNED
    advance(
        nda,
        moves=NDA_MOVES,
        to=NdaState.ENDED if was_signed else NdaState.WITHDRAWN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        ended_at=now,
        end_cause=NdaEndCause.MATCH,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=nda.public_id)
    timer_cancel(kind=LAPSE_TIMER, subject=nda.public_id)
    if was_signed:
        holders_shut(nda, now)
    kind = "nda.ended" if was_signed else "nda.withdrawn"
    nda_record(kind, nda, now, cause=NdaEndCause.MATCH.value)
