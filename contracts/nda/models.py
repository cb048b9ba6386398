"""Agreements of secrecy, who holds what they cover, what they list, and who signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.nda.states import (
    OPEN_NDA_STATES,
    HolderCause,
    NdaEndCause,
    NdaRefusal,
    NdaState,
    SignatureMethod,
)
from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from matching.states import MatchSide


class Nda(models.Model):
    """One agreement between the two firms of a match; its text is fixed when it is offered."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+"
    )
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=NdaState.choices, default=NdaState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    template_code = models.CharField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    purpose = models.CharField(max_length=1000)
    months = models.PositiveSmallIntegerField()
    # what the statutes want in writing before technical data change hands
    scope = models.CharField(max_length=1000)
    ownership = models.CharField(max_length=500)
    consideration = models.CharField(max_length=500)
    provision = models.CharField(max_length=500)
    return_method = models.CharField(max_length=500)
    return_days = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    # the signed PDF, once it is made
    document = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )
    signed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    refusal_reason = models.CharField(max_length=8, choices=NdaRefusal.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    end_cause = models.CharField(max_length=6, choices=NdaEndCause.choices, blank=True)
    # the side that refused, withdrew or gave notice, and its words
    closed_by_side = models.CharField(max_length=6, choices=MatchSide.choices, blank=True)
    closing_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=NdaState.values), name="nda_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (~Q(text="") & ~Q(document_sha256="") & Q(offered_at__isnull=False)),
                name="nda_offered_with_text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "ended", "expired"])
                | Q(signed_at__isnull=False, expires_at__isnull=False),
                name="nda_signed_with_period",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("signed_at")),
                name="nda_ends_later",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal_reason=""),
                name="nda_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | ~Q(end_cause=""), name="nda_ended_with_cause"
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=OPEN_NDA_STATES),
                name="nda_one_open_per_match",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["match", "-id"], name="nda_of_match")]

    def __str__(self) -> str:
        return self.public_id


class NdaHolder(models.Model):
    """A person of the large firm who may hold what the agreement covers."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    nda = models.ForeignKey(Nda, on_delete=models.PROTECT, related_name="holders")
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    # as they were when the person was put on the list
    name = models.CharField(max_length=80)
    email = models.EmailField(max_length=254)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removal_cause = models.CharField(max_length=7, choices=HolderCause.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nda", "membership"],
                condition=Q(removed_at=None),
                name="nda_holder_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removal_cause="")
                | (Q(removed_at__isnull=False) & ~Q(removal_cause="")),
                name="nda_holder_removed_with_cause",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class NdaAnnexItem(models.Model):
    """A sealed file that the agreement names by its salted commitment."""

    nda = models.ForeignKey(Nda, on_delete=models.PROTECT, related_name="annex")
    deposit_file = models.ForeignKey(
        "escrow.DepositFile", on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nda", "position"], name="nda_annex_position_once"),
            models.UniqueConstraint(fields=["nda", "deposit_file"], name="nda_annex_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} of {self.nda_id}"


class Signature(models.Model):
    """What one person signed for one side of a document, in a text that anyone can hash again."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    document_type = models.CharField(max_length=32)
    document_ref = models.CharField(max_length=22)
    document_sha256 = models.CharField(max_length=64)
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    statement = models.TextField(help_text="Canonical JSON of RFC 8785.")
    statement_sha256 = models.CharField(max_length=64)
    method = models.CharField(max_length=8, choices=SignatureMethod.choices)
    second_factor_at = models.DateTimeField()
    assertion = models.TextField(
        blank=True, help_text="Canonical JSON: a passkey's answer over the statement's hash."
    )
    signed_at = models.DateTimeField()
    entry = models.ForeignKey("evidence.Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document_type", "document_ref", "side"], name="signature_once_per_side"
            ),
            models.CheckConstraint(
                condition=Q(side__in=MatchSide.values), name="signature_side_known"
            ),
            models.CheckConstraint(
                condition=(Q(method=SignatureMethod.PASSKEY) & ~Q(assertion=""))
                | (~Q(method=SignatureMethod.PASSKEY) & Q(assertion="")),
                name="signature_passkey_with_assertion",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class SignaturePreparation(models.Model):
    """A statement that waits for a passkey to sign its hash, for a few minutes and once."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    document_type = models.CharField(max_length=32)
    document_ref = models.CharField(max_length=22)
    document_sha256 = models.CharField(max_length=64)
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=80)
    statement = models.TextField(help_text="Canonical JSON of RFC 8785.")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="signature_preparation_expires"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
