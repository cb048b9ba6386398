"""Notices to people, their mails, and how each person wants to hear of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.notifications.states import (
    MailKind,
    MailPace,
    MailState,
    NotificationCategory,
)


class NotificationCounter(models.Model):
    """How far a person's notices are numbered; locking the row is what orders them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    last_number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.last_number}"


class Notification(models.Model):
    """One event as one person hears of it.

    It holds what happened and where to go, and no name, title or text: whoever reads it over
    somebody's shoulder learns of no deal.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    number = models.PositiveBigIntegerField()
    # for whom the person acted; who acts for another firm now does not read on
    organisation_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=64)
    category = models.CharField(max_length=10, choices=NotificationCategory)
    asks = models.BooleanField()
    # how soon a mail tells of this one, where that was chosen for what it is about
    pace = models.CharField(max_length=8, choices=MailPace, blank=True)
    subject_type = models.CharField(max_length=32)
    subject_ref = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    # where in the log the event stands, if it does: a later one of the same thing settles it
    log_index = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # when a mail that tells of it was made ready
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "number"], name="notification_number_once"),
            models.UniqueConstraint(fields=["user", "key"], name="notification_key_once"),
            models.CheckConstraint(
                condition=Q(category__in=NotificationCategory.values),
                name="notification_category_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user"], condition=Q(read_at__isnull=True), name="notification_unread"
            ),
            models.Index(
                fields=["user"],
                condition=Q(read_at__isnull=True, mailed_at__isnull=True),
                name="notification_unmailed",
            ),
            # what was done about a thing settles what others were asked to do about it
            models.Index(
                fields=["subject_ref"],
                condition=Q(read_at__isnull=True, asks=True),
                name="notification_asking",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.number} {self.kind}"


class Preference(models.Model):
    """How one person wants to hear of each category.

    A pace that was never chosen is empty: what asks for an act then comes at once, all else daily.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    firm = models.CharField(max_length=8, choices=MailPace, blank=True)
    technology = models.CharField(max_length=8, choices=MailPace, blank=True)
    demand = models.CharField(max_length=8, choices=MailPace, blank=True)
    match = models.CharField(max_length=8, choices=MailPace, blank=True)
    case = models.CharField(max_length=8, choices=MailPace, blank=True)
    # hours in Korea
    quiet_from_hour = models.PositiveSmallIntegerField(null=True)
    quiet_to_hour = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quiet_from_hour__isnull=True, quiet_to_hour__isnull=True)
                | Q(quiet_from_hour__lte=23, quiet_to_hour__lte=23),
                name="preference_quiet_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"preferences of {self.user_id}"


class Mail(models.Model):
    """One mail, from its queueing until a mail server has it.

    It is sent outside any transaction under a Message-ID that never changes: after a kill it may
    go out twice, and mail programs show it once; it is never lost.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    # no address and no words while both are still to be made, at the moment of sending
    address = models.EmailField(max_length=254, blank=True)
    kind = models.CharField(max_length=64)
    # makes queueing idempotent where an entry of the log is behind it
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  (most have none)
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="mail_state_known"
            ),
            # what comes while one waits is told by that one
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(state=MailState.QUEUED, body="", kind__in=MailKind.values),
                name="mail_one_waiting",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["send_after"],
                condition=Q(state__in=[MailState.QUEUED, MailState.SENDING]),
                name="mail_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
