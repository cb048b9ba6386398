"""Rooms, and what is said in them."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from contracts.rooms.states import (
    RoomEventKind,
    RoomFileState,
    RoomSide,
    RoomState,
    Visibility,
)
from marketplace.core.opaque import new_opaque_id

_SALT_BYTES = 32


def new_salt() -> bytes:
    """Return what makes a commitment tell nothing of what it commits to."""
    return secrets.token_bytes(_SALT_BYTES)


class Room(models.Model):
    """Where two firms under one NDA talk, ask and grant.

    Events are counted for the room and again for each of its three views, so that a viewer sees
    numbers without gaps: a gap would tell that somebody else was told something.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    nda = models.OneToOneField("nda.Nda", on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+"
    )
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=6, choices=RoomState.choices, default=RoomState.OPEN)
    revision = models.PositiveIntegerField(default=1)
    last_number = models.PositiveIntegerField(default=0)
    last_seller_number = models.PositiveIntegerField(default=0)
    last_buyer_number = models.PositiveIntegerField(default=0)
    last_coordinator_number = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RoomState.values), name="room_state_known"
            ),
            # two NDAs of one match never stand together, and so neither do two rooms
            models.UniqueConstraint(
                fields=["match"], condition=~Q(state="closed"), name="room_one_open_per_match"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["match", "-id"], name="room_of_match")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def group(self) -> str:
        """Return the name of the live group that hears of the room's events."""
        return f"room.{self.public_id}"


class RoomEvent(models.Model):
    """One thing that happened in a room, numbered under the lock of the room's row."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    # its number for whoever reads from that side; null where that side does not read it
    seller_number = models.PositiveIntegerField(null=True)
    buyer_number = models.PositiveIntegerField(null=True)
    coordinator_number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=RoomEventKind.choices)
    visibility = models.CharField(max_length=11, choices=Visibility.choices)
    side = models.CharField(max_length=11, choices=RoomSide.choices, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True
    )
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    request = models.ForeignKey(
        "rooms.TechnicalDataRequest", on_delete=models.PROTECT, related_name="+", null=True
    )
    item = models.ForeignKey(
        "rooms.RequestItem", on_delete=models.PROTECT, related_name="+", null=True
    )
    # whom it is about, for example the holder who was removed
    holder = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "number"], name="room_event_number_once"),
            models.UniqueConstraint(
                fields=["room", "seller_number"], name="room_event_seller_number_once"
            ),
            models.UniqueConstraint(
                fields=["room", "buyer_number"], name="room_event_buyer_number_once"
            ),
            models.UniqueConstraint(
                fields=["room", "coordinator_number"], name="room_event_coordinator_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RoomEventKind.values), name="room_event_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="room_event_visibility_known"
            ),
            # what one firm says for itself has no number for the other one
            models.CheckConstraint(
                condition=Q(visibility="everyone")
                | Q(side="seller", buyer_number=None)
                | Q(side="buyer", seller_number=None),
                name="room_event_kept_from_other_firm",
            ),
            models.CheckConstraint(
                condition=~Q(visibility="own_firm") | Q(coordinator_number=None),
                name="room_event_kept_in_own_firm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.number}"


class Message(models.Model):
    """What somebody wrote in a room."""

    event = models.OneToOneField(RoomEvent, on_delete=models.PROTECT, related_name="message")
    text = models.CharField(max_length=4000)
    salt = models.BinaryField(max_length=_SALT_BYTES, default=new_salt)
    commitment = models.CharField(max_length=64)
    # a client's repeat is recognised by both; what the product writes has neither
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership", "request_id"],
                condition=~Q(request_id=""),
                name="room_message_once",
            )
        ]

    def __str__(self) -> str:
        return f"message {self.event_id}"


class RoomFile(models.Model):
    """A file that somebody added to a room; its event comes once all its parts have arrived."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="files")
    event = models.OneToOneField(
        RoomEvent, on_delete=models.PROTECT, related_name="file", null=True
    )
    side = models.CharField(max_length=11, choices=RoomSide.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    stored_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=11, choices=Visibility.choices)
    view_only = models.BooleanField(default=True)
    state = models.CharField(
        max_length=8, choices=RoomFileState.choices, default=RoomFileState.ARRIVING
    )
    salt = models.BinaryField(max_length=_SALT_BYTES, default=new_salt)
    # SHA-256 of the salt and the SHA-256 of the content
    commitment = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="arriving", event=None)
                | (Q(state="stored", event__isnull=False) & ~Q(commitment="")),
                name="room_file_stored_with_event",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="room_file_visibility_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class RoomReading(models.Model):
    """How far somebody has read in a room; their own mark, which nobody else is told."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="readings")
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    # by the numbers of the side from which they read
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "membership"], name="room_reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.room_id}: {self.number}"
