"""Mails are sent: claimed one by one, sent outside any transaction, and kept track of."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from marketplace.accounts.models import Membership, User
from marketplace.core.errors import StaleStateError
from marketplace.core.transitions import advance
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.paces import pace_of, preferences_of
from marketplace.notifications.services.notices import counters_locked
from marketplace.notifications.states import MAIL_MOVES, PACE_OF_MAIL, MailState
from marketplace.notifications.telling import Waiting, waiting_of
from marketplace.notifications.words import notice_words, with_checkpoint

if TYPE_CHECKING:
    from datetime import datetime

log = structlog.get_logger(__name__)

MAIL_ATTEMPTS: Final = 8
# of these the server says that it will not take this one mail; other ones may pass
_ABOUT_ONE_MAIL: Final = (SMTPResponseException, SMTPRecipientsRefused)
_LOST_AFTER: Final = timedelta(minutes=10)
# in minutes; a server may be away for a day before a mail is given up
_PAUSES: Final = (1, 5, 15, 60, 180, 360, 720)
# few, so that a round with a slow server ends in time
_A_ROUND: Final = 5
_MOST_NOTICES: Final = 1000
_SERVER_SECONDS: Final = 20


def mails_send(now: datetime) -> int:
    """Send some of the mails whose time has come, and return how many were taken up.

    Each is claimed by compare-and-set, so several senders may run. Who dies while sending leaves
    a row that waits again after ten minutes: the mail may go out twice, and is never lost.

    Args:
        now: The sender's clock, aware UTC.
    """
    _lost_requeue(now)
    taken = 0
    for mail in _due(now):
        taken += 1
        if _claimed(mail, now) and not _delivered(mail, now):
            # nobody answers; the others wait instead of failing as well
            break
    return taken


def _due(now: datetime) -> list[Mail]:
    """Return the next few mails: first those that somebody waits for at a page, such as codes."""
    due = Mail.objects.filter(state=MailState.QUEUED, send_after__lte=now)
    in_order = due.order_by("send_after", "id")
    awaited = list(in_order.exclude(kind__in=PACE_OF_MAIL)[:_A_ROUND])
    room = _A_ROUND - len(awaited)
    return [*awaited, *in_order.filter(kind__in=PACE_OF_MAIL)[:room]] if room else awaited


def _lost_requeue(now: datetime) -> None:
    """Let mails wait again whose sender has not been heard of."""
    lost = Mail.objects.filter(state=MailState.SENDING, claimed_at__lte=now - _LOST_AFTER)
    if not lost.exists():
        return
    given_up = lost.filter(attempts__gte=MAIL_ATTEMPTS)
    given_up.update(state=MailState.FAILED, error="SenderLost", **_wiped())
    lost.update(state=MailState.QUEUED, send_after=now)


def _claimed(mail: Mail, now: datetime) -> bool:
    """Take a mail to be sent; false where another sender has it or nothing is left to tell."""
    try:
        with transaction.atomic():
            words = _words(mail, now)
            if words is None:
                advance(mail, moves=MAIL_MOVES, to=MailState.DROPPED, unchanged=["attempts"])
                return False
            advance(
                mail,
                moves=MAIL_MOVES,
                to=MailState.SENDING,
                unchanged=["attempts"],
                attempts=mail.attempts + 1,
                claimed_at=now,
                error="",
                **words,
            )
    except StaleStateError:
        return False
    return True


def _words(mail: Mail, now: datetime) -> dict[str, str] | None:
    """Return the columns that a first claim fills, or None where there is nothing to tell."""
    if mail.attempts:
        return {}
    if mail.kind not in PACE_OF_MAIL:
        return {"body": with_checkpoint(mail.body, language=mail.language)}
    user = User.objects.filter(pk=mail.user_id or 0, is_active=True).first()
    if user is None:
        return None
    waiting = _waiting(user, PACE_OF_MAIL[mail.kind], now)
    if waiting is None:
        return None
    words = notice_words(waiting, language=user.language)
    return {
        "address": user.email,
        "language": user.language,
        "subject": words.subject,
        "body": with_checkpoint(words.body, language=user.language),
    }


def _waiting(user: User, pace: str, now: datetime) -> Waiting | None:
    """Return what waits for a mail of that pace, and note that one tells of it."""
    # whoever writes a notice meanwhile waits, and then finds that this mail no longer waits
    counters_locked([user.pk])
    preference = preferences_of([user.pk]).get(user.pk)
    rows = [
        row
        for row in _unmailed(user)
        if pace_of(preference, category=row.category, asks=row.asks, pace=row.pace) == pace
    ]
    if not rows:
        return None
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    return waiting_of(rows, now)


def _unmailed(user: User) -> list[Notification]:
    """Return what no mail told of, as far as it still concerns the person."""
    acting_for = Membership.objects.filter(user=user, ended_at=None).values_list(
        "organisation_id", flat=True
    )
    rows = Notification.objects.filter(user=user, read_at=None, mailed_at=None)
    concerned = {None, *acting_for}
    return [
        row for row in rows.order_by("number")[:_MOST_NOTICES] if row.organisation_id in concerned
    ]


def _delivered(mail: Mail, now: datetime) -> bool:
    """Hand the mail to the server and keep what came of it; false where no server answers."""
    # a sender that was slow finds the attempt counted on, and leaves the row to the next one
    mine = Mail.objects.filter(
        pk=mail.pk, attempts=mail.attempts, state__in=[MailState.SENDING, MailState.QUEUED]
    )
    try:
        _send(mail)
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not stop the others)
        # its words may quote the address
        name = type(error).__name__
        is_given_up = mail.attempts >= MAIL_ATTEMPTS
        mine.update(
            state=MailState.FAILED if is_given_up else MailState.QUEUED,
            error=name,
            send_after=now + _pause_after(mail.attempts),
            **(_wiped() if is_given_up else {}),
        )
        write = log.error if is_given_up else log.warning
        write("mail_failed", mail=mail.pk, kind=mail.kind, attempts=mail.attempts, error=name)
        return not isinstance(error, OSError) or isinstance(error, _ABOUT_ONE_MAIL)
    mine.update(state=MailState.SENT, sent_at=now, **_wiped())
    return True


def _send(mail: Mail) -> None:
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT or _SERVER_SECONDS),
    )
    message.send()


def _wiped() -> dict[str, str]:
    """Return what is forgotten with the end of a mail; the demo shows its mails instead."""
    return {} if settings.DEMO else {"body": ""}


def _pause_after(attempts: int) -> timedelta:
    return timedelta(minutes=_PAUSES[min(attempts, len(_PAUSES)) - 1])
