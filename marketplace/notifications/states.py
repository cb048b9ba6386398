"""What a notice is about, how often mails tell of it, and what follows what for a mail."""

from __future__ import annotations

from django.db import models


class NotificationCategory(models.TextChoices):
    """What a notice is about."""

    FIRM = "firm", "The firm, its check and its members"
    TECHNOLOGY = "technology", "A technology and its review"
    DEMAND = "demand", "A demand"
    MATCH = "match", "A request or a match between two firms"
    CASE = "case", "A case that a coordinator runs"


class MailPace(models.TextChoices):
    """How soon a mail tells of notices."""

    INSTANT = "instant", "At once"
    DAILY = "daily", "Together, at 09:00 each day in Korea"
    WEEKLY = "weekly", "Together, at 09:00 each Monday in Korea"
    OFF = "off", "Never; the notices stay on their page"


class MailKind(models.TextChoices):
    """The mails whose words are made when they are sent, from what is unread by then."""

    INSTANT = "notice.instant", "Tells of what has just come"
    DAILY = "notice.daily", "Tells of a day"
    WEEKLY = "notice.weekly", "Tells of a week"


PACE_OF_MAIL: dict[str, str] = {
    MailKind.INSTANT: MailPace.INSTANT,
    MailKind.DAILY: MailPace.DAILY,
    MailKind.WEEKLY: MailPace.WEEKLY,
}


class MailState(models.TextChoices):
    """How far a mail is."""

    QUEUED = "queued", "Waits for its time"
    SENDING = "sending", "Being handed to the mail server"
    SENT = "sent", "The mail server took it"
    DROPPED = "dropped", "Nothing was left to tell when its time came"
    FAILED = "failed", "Given up; an operator has to look"


MAIL_MOVES: dict[str, frozenset[str]] = {
    MailState.QUEUED: frozenset({MailState.SENDING, MailState.DROPPED}),
    # a sender may have died in between, and so the mail waits again
    MailState.SENDING: frozenset({MailState.SENT, MailState.QUEUED, MailState.FAILED}),
    MailState.SENT: frozenset(),
    MailState.DROPPED: frozenset(),
    MailState.FAILED: frozenset(),
}
