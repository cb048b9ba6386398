"""Written requests for technical data, and what was granted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.rooms.models.rooms import Room
from contracts.rooms.states import (
    DeliveryMethod,
    ItemState,
    OwnershipAfter,
    PresentOwner,
    RefusalReason,
    RequestPurpose,
    RequestState,
    ReturnMethod,
)
from marketplace.core.opaque import new_opaque_id


class TechnicalDataRequest(models.Model):
    """The buyer's written request for technical data, with every field that the statutes name.

    A draft may have gaps; what is issued has none, and its words never change again.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=9, choices=RequestState.choices, default=RequestState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    form_version = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=RequestPurpose.choices, blank=True)
    purpose_words = models.CharField(max_length=1000, blank=True)
    justification = models.CharField(max_length=2000, blank=True)
    secrecy = models.CharField(max_length=1000, blank=True)
    present_owner = models.CharField(max_length=12, choices=PresentOwner.choices, blank=True)
    is_joint_development = models.BooleanField(null=True)
    ownership_after = models.CharField(max_length=12, choices=OwnershipAfter.choices, blank=True)
    consideration = models.CharField(max_length=1000, blank=True)
    payment_method = models.CharField(max_length=500, blank=True)
    delivery_on = models.DateField(null=True)
    delivery_method = models.CharField(max_length=16, choices=DeliveryMethod.choices, blank=True)
    use_from = models.DateField(null=True)
    use_until = models.DateField(null=True)
    return_on = models.DateField(null=True)
    return_method = models.CharField(max_length=12, choices=ReturnMethod.choices, blank=True)
    created_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    # the seals of both: who asked for the buyer, and who gave the last answer for the seller
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    retention_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="data_request_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"], issued_at=None)
                | (
                    Q(
                        issued_at__isnull=False,
                        issued_by__isnull=False,
                        is_joint_development__isnull=False,
                        delivery_on__isnull=False,
                        use_from__isnull=False,
                        use_until__isnull=False,
                        return_on__isnull=False,
                        retention_until__isnull=False,
                        purpose__in=RequestPurpose.values,
                        present_owner__in=PresentOwner.values,
                        ownership_after__in=OwnershipAfter.values,
                        delivery_method__in=DeliveryMethod.values,
                        return_method__in=ReturnMethod.values,
                    )
                    & ~Q(state="draft")
                    & ~Q(form_version="")
                    & ~Q(title="")
                    & ~Q(purpose_words="")
                    & ~Q(justification="")
                    & ~Q(secrecy="")
                    & ~Q(consideration="")
                    & ~Q(payment_method="")
                ),
                name="data_request_issued_complete",
            ),
            models.CheckConstraint(
                condition=Q(use_from=None) | Q(use_until=None) | Q(use_until__gte=F("use_from")),
                name="data_request_use_ends_later",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="data_request_answered_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["room", "-id"], name="data_request_of_room")]

    def __str__(self) -> str:
        return self.public_id


class RequestItem(models.Model):
    """One thing that a request asks for, in the buyer's words, and what the seller decided."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    request = models.ForeignKey(
        TechnicalDataRequest, on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    purpose = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.OPEN)
    revision = models.PositiveIntegerField(default=1)
    refusal_reason = models.CharField(max_length=14, choices=RefusalReason.choices, blank=True)
    refusal_words = models.CharField(max_length=1000, blank=True)
    view_only = models.BooleanField(default=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "position"], name="request_item_place"),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="request_item_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="request_item_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refusal_reason=""))
                | (~Q(state="refused") & Q(refusal_reason="", refusal_words="")),
                name="request_item_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def source_for(self, membership_public_id: str) -> str:
        """Return the name under which the ladder knows what the grant made true for a holder."""
        return f"grant:{self.public_id}:{membership_public_id}"


class GrantedFile(models.Model):
    """A file of a deposit, or some pages of it, that an item was granted."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    item = models.ForeignKey(RequestItem, on_delete=models.PROTECT, related_name="granted_files")
    deposit_file = models.ForeignKey(
        "escrow.DepositFile", on_delete=models.PROTECT, related_name="+"
    )
    first_page = models.PositiveIntegerField(default=1)
    # null: up to its end
    last_page = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "deposit_file"], name="granted_file_once"),
            models.CheckConstraint(
                condition=Q(first_page__gte=1)
                & (Q(last_page=None) | Q(last_page__gte=F("first_page"))),
                name="granted_file_pages",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ItemHolder(models.Model):
    """A person who may read what an item was granted."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    item = models.ForeignKey(RequestItem, on_delete=models.PROTECT, related_name="holders")
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "membership"], name="item_holder_once")
        ]

    def __str__(self) -> str:
        return self.public_id
