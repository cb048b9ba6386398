"""Digests: a timer for each pace, which tells whoever has something new and sets itself anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.core.timers import timer_set
from marketplace.notifications.korea import next_digest
from marketplace.notifications.models import Notification
from marketplace.notifications.paces import pace_of, preferences_of
from marketplace.notifications.services.mails import notice_mails_queue
from marketplace.notifications.states import MailKind, MailPace

if TYPE_CHECKING:
    from datetime import datetime

DIGEST_TIMER: Final = "notifications.digest"
_KIND_OF_PACE: Final[dict[str, str]] = {
    MailPace.DAILY: MailKind.DAILY,
    MailPace.WEEKLY: MailKind.WEEKLY,
}


@transaction.atomic
def digest_due(*, subject: str, now: datetime) -> None:
    """Queue the digest of everybody who has something new under that pace.

    Args:
        subject: `daily` or `weekly`.
        now: The runner's clock, aware UTC.
    """
    kind = _KIND_OF_PACE.get(subject)
    if kind is None:
        return
    waiting = list(
        Notification.objects.filter(read_at=None, mailed_at=None)
        .order_by("user_id")
        .values_list("user_id", "category", "asks", "pace")
        .distinct()
    )
    preferences = preferences_of({user_id for user_id, *_ in waiting})
    user_ids = {
        user_id
        for user_id, category, asks, chosen in waiting
        if pace_of(preferences.get(user_id), category=category, asks=asks, pace=chosen) == subject
    }
    notice_mails_queue(kind=kind, user_ids=sorted(user_ids), preferences=preferences, now=now)
    _timer_set(subject, now)


def digests_ensure(now: datetime) -> None:
    """Set the timers of the digests where none is set, for example at the first start."""
    timers = Timer.objects.filter(kind=DIGEST_TIMER, state=TimerState.OPEN)
    for subject in set(_KIND_OF_PACE) - set(timers.values_list("subject", flat=True)):
        with transaction.atomic():
            _timer_set(subject, now)


def _timer_set(subject: str, now: datetime) -> None:
    due_at = next_digest(now, weekly=subject == MailPace.WEEKLY)
    timer_set(kind=DIGEST_TIMER, subject=subject, due_at=due_at)
