"""Read one's own notices and preferences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.notifications.models import Mail, NotificationCounter, Preference
from marketplace.notifications.paces import SHOWN_BEFORE_CHOICE
from marketplace.notifications.policies import visible_notices
from marketplace.notifications.states import MailState, NotificationCategory

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.notifications.models import Notification

BATCH = 50


@dataclass(frozen=True, slots=True)
class NoticeState:
    """How much is unread, and how far the notices are numbered."""

    unread: int
    last_number: int


@dataclass(frozen=True, slots=True)
class NoticeBatch:
    """Notices that follow a number, in their order.

    Attributes:
        notifications: At most fifty.
        last_number: The number to go on from.
        unread: How many are unread in all.
        is_more: Whether further ones wait.
    """

    notifications: list[Notification]
    last_number: int
    unread: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class PreferenceRead:
    """What a person chose, with what stands where they never did."""

    paces: dict[str, str]
    quiet_from_hour: int | None
    quiet_to_hour: int | None
    is_default: bool


def notices_for(
    *, actor: Actor, before: int | None = None, unread: bool = False, limit: int
) -> list[Notification]:
    """Return one's own notices, the newest first.

    Args:
        actor: Who asks.
        before: Only notices with a smaller number.
        unread: Only unread ones.
        limit: Largest number of notices.
    """
    rows = visible_notices(actor)
    if before is not None:
        rows = rows.filter(number__lt=before)
    if unread:
        rows = rows.filter(read_at=None)
    return list(rows.order_by("-number")[:limit])


def notice_state_for(*, actor: Actor) -> NoticeState:
    """Return how much is unread, and the number of the newest notice."""
    return NoticeState(unread=_unread(actor), last_number=_last_number(actor))


def notices_after(*, actor: Actor, after: int | None) -> NoticeBatch:
    """Return one's own notices that follow a number.

    Numbers are given under a lock that is kept until the commit, so that a notice never becomes
    visible after one with a higher number: who goes on from the last number misses none.

    Args:
        actor: Who asks.
        after: The last number the reader has; None for none of those that are there.
    """
    last = _last_number(actor)
    # a number that was never given would hide what comes next
    start = last if after is None else max(0, min(after, last))
    rows = list(visible_notices(actor).filter(number__gt=start).order_by("number")[: BATCH + 1])
    kept = rows[:BATCH]
    return NoticeBatch(
        notifications=kept,
        last_number=kept[-1].number if kept else start,
        unread=_unread(actor),
        is_more=len(rows) > BATCH,
    )


def preferences_for(*, actor: Actor) -> PreferenceRead:
    """Return how the person wants to hear of each category."""
    row = Preference.objects.filter(user_id=actor.user_id or 0).first()
    chosen = row or Preference()
    paces = {
        category: getattr(chosen, category) or str(SHOWN_BEFORE_CHOICE)
        for category in NotificationCategory.values
    }
    return PreferenceRead(
        paces=paces,
        quiet_from_hour=chosen.quiet_from_hour,
        quiet_to_hour=chosen.quiet_to_hour,
        is_default=row is None,
    )


def mails_newest(limit: int) -> list[Mail]:
    """Return the newest mails with their words; for the demo's outbox alone."""
    rows = Mail.objects.exclude(state=MailState.DROPPED).exclude(body="")
    return list(rows.order_by("-id")[:limit])


def _unread(actor: Actor) -> int:
    return visible_notices(actor).filter(read_at=None).count()


def _last_number(actor: Actor) -> int:
    row = NotificationCounter.objects.filter(user_id=actor.user_id or 0)
    return row.values_list("last_number", flat=True).first() or 0
