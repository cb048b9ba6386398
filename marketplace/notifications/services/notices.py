"""Notices are written: numbered one by one for each person, each fact once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.live import publish
from marketplace.notifications.kinds import NOTICE_KINDS
from marketplace.notifications.models import Notification, NotificationCounter
from marketplace.notifications.paces import pace_of, preferences_of
from marketplace.notifications.services.mails import notice_mails_queue
from marketplace.notifications.states import MailKind, MailPace, NotificationCategory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

# what is this old when it is first heard of is history, for example in a long log read anew
_TOO_OLD_FOR_A_MAIL: Final = timedelta(days=14)
_ROWS_A_STATEMENT: Final = 500

Asked = tuple[str, str, int | None]
"""Type and public id of a thing, and whose asking about it is over; None for everybody's."""


@dataclass(slots=True, kw_only=True)
class NoticeDraft:
    """A notice about to be written for one person."""

    user_id: int
    organisation_id: int | None
    key: str
    kind: str
    category: str
    asks: bool
    subject_type: str
    subject_ref: str
    path: str
    happened_at: datetime
    log_index: int | None = None
    due_at: datetime | None = None
    is_settled: bool = False
    pace: str = ""


def notify(
    *,
    user_ids: Iterable[int],
    kind: str,
    key: str,
    subject_type: str,
    subject_ref: str,
    path: str,
    now: datetime,
    due_at: datetime | None = None,
    organisation_id: int | None = None,
    category: str | None = None,
    asks: bool = False,
    pace: str = "",
) -> int:
    """Tell people of one event, each once per key, and return how many had not heard of it.

    Args:
        user_ids: Whom to tell.
        kind: What happened, dotted past tense, for example `match.requested`.
        key: Names the event; whoever has a notice under it gets no second one.
        subject_type: What it is about, for example `match`.
        subject_ref: The public id of what it is about.
        path: The page where to act.
        now: When it happened.
        due_at: Until when an act is asked for, or None.
        organisation_id: The organisation for which the people hear of it; None for themselves.
        category: What their preference is looked up by; without it, that of the kind.
        asks: Whether an act is asked for.
        pace: How soon a mail tells of it, where that was chosen for what it is about.
    """
    known = NOTICE_KINDS.get(kind)
    drafts = [
        NoticeDraft(
            user_id=user_id,
            organisation_id=organisation_id,
            key=key,
            kind=kind,
            category=category or (known.category if known else NotificationCategory.FIRM),
            asks=asks,
            subject_type=subject_type,
            subject_ref=subject_ref,
            path=path,
            happened_at=now,
            due_at=due_at,
            pace=pace,
        )
        for user_id in dict.fromkeys(user_ids)
    ]
    return notices_write(drafts, now=now)


@transaction.atomic
def notices_write(drafts: Sequence[NoticeDraft], *, now: datetime) -> int:
    """Write notices of many people in a few statements, and return how many are new."""
    if not drafts:
        return 0
    numbers = counters_locked({draft.user_id for draft in drafts})
    known = set(
        Notification.objects.filter(
            user_id__in=numbers, key__in={draft.key for draft in drafts}
        ).values_list("user_id", "key")
    )
    rows: list[Notification] = []
    for draft in drafts:
        if (draft.user_id, draft.key) in known:
            continue
        known.add((draft.user_id, draft.key))
        numbers[draft.user_id] += 1
        rows.append(_row(draft, numbers[draft.user_id], now))
    Notification.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    _counters_move(rows)
    _mails_queue(rows, now)
    publish_after_commit({row.user_id for row in rows})
    return len(rows)


def asked_ways(subject_type: str, subject_ref: str, user_id: int) -> tuple[Asked, Asked]:
    """Return the two ways in which what a person is asked to do about a thing may be over."""
    return (subject_type, subject_ref, None), (subject_type, subject_ref, user_id)


@transaction.atomic
def asks_settle(subjects: Mapping[Asked, int], *, now: datetime) -> int:
    """Mark as read what people were asked to do about things for which that is over.

    Args:
        subjects: What is over, with the place in the log from which on nothing is settled.
        now: The runner's clock, aware UTC.

    Returns:
        How many notices it were.
    """
    asking = Notification.objects.filter(
        asks=True,
        read_at=None,
        log_index__isnull=False,
        subject_ref__in={ref for _, ref, _ in subjects},
    ).values_list("pk", "user_id", "subject_type", "subject_ref", "log_index")
    rows = [
        (pk, user_id)
        for pk, user_id, type_, ref, index in (asking if subjects else ())
        if index is not None
        and index < max(subjects.get(way, -1) for way in asked_ways(type_, ref, user_id))
    ]
    if not rows:
        return 0
    counters_locked({user_id for _, user_id in rows})
    settled = Notification.objects.filter(pk__in=[pk for pk, _ in rows], read_at=None)
    count = settled.update(read_at=now)
    publish_after_commit({user_id for _, user_id in rows}, what="read")
    return count


@transaction.atomic
def notices_settle(
    *, user_id: int, kind: str, subject_ref: str, happened_at: datetime, now: datetime
) -> int:
    """Mark as read what a person was told of a thing, where no mail told of it and none is to.

    Args:
        user_id: Whom.
        kind: What they were told.
        subject_ref: The public id of the thing.
        happened_at: When they were told.
        now: The moment of settling.

    Returns:
        How many notices it were.
    """
    counters_locked({user_id})
    unread = Notification.objects.filter(user_id=user_id, read_at=None, mailed_at=None)
    count = unread.filter(kind=kind, subject_ref=subject_ref, created_at=happened_at).update(
        read_at=now
    )
    if count:
        publish_after_commit({user_id}, what="read")
    return count


def counters_locked(user_ids: Collection[int]) -> dict[int, int]:
    """Return people's last numbers, their rows locked until the transaction ends.

    The rows are locked in one order everywhere, so that no two writers wait for each other.
    SQLite knows no row locks; there a transaction writes alone from its start.
    """
    if not user_ids:
        return {}
    rows = NotificationCounter.objects.filter(user_id__in=user_ids).order_by("user_id")
    found = dict(rows.select_for_update().values_list("user_id", "last_number"))
    missing = sorted(set(user_ids) - set(found))
    if not missing:
        return found
    NotificationCounter.objects.bulk_create(
        [NotificationCounter(user_id=user_id) for user_id in missing], ignore_conflicts=True
    )
    return dict(rows.select_for_update().values_list("user_id", "last_number"))


def publish_after_commit(user_ids: Iterable[int], *, what: str = "new") -> None:
    """Tell the sockets of people, once this is committed, to read anew."""
    for user_id in sorted(user_ids):
        transaction.on_commit(partial(publish, notices_group(user_id), {"what": what}))


def notices_group(user_id: int) -> str:
    """Return the name of the live group that hears of a person's notices."""
    return f"notifications.{user_id}"


def _row(draft: NoticeDraft, number: int, now: datetime) -> Notification:
    return Notification(
        user_id=draft.user_id,
        number=number,
        organisation_id=draft.organisation_id,
        key=draft.key,
        kind=draft.kind,
        category=draft.category,
        asks=draft.asks,
        pace=draft.pace,
        subject_type=draft.subject_type,
        subject_ref=draft.subject_ref,
        path=draft.path,
        due_at=draft.due_at,
        log_index=draft.log_index,
        created_at=draft.happened_at,
        read_at=now if draft.is_settled else None,
        mailed_at=now if now - draft.happened_at > _TOO_OLD_FOR_A_MAIL else None,
    )


def _counters_move(rows: Sequence[Notification]) -> None:
    """Write each person's last number, people with the same number in one statement."""
    last = {row.user_id: row.number for row in rows}
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for user_id, number in last.items():
        by_number[number].append(user_id)
    if len(by_number) <= 1:
        for number, user_ids in by_number.items():
            NotificationCounter.objects.filter(user_id__in=user_ids).update(last_number=number)
        return
    NotificationCounter.objects.bulk_update(
        [NotificationCounter(user_id=user_id, last_number=n) for user_id, n in last.items()],
        ["last_number"],
        batch_size=_ROWS_A_STATEMENT,
    )


def _mails_queue(rows: Sequence[Notification], now: datetime) -> None:
    waiting = [row for row in rows if row.read_at is None and row.mailed_at is None]
    preferences = preferences_of({row.user_id for row in waiting})
    at_once = {
        row.user_id
        for row in waiting
        if pace_of(
            preferences.get(row.user_id), category=row.category, asks=row.asks, pace=row.pace
        )
        == MailPace.INSTANT
    }
    notice_mails_queue(
        kind=MailKind.INSTANT, user_ids=sorted(at_once), preferences=preferences, now=now
    )
