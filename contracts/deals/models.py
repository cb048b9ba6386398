"""Term sheets as rows of versions, and the contract that is made of an agreed one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.deals.states import (
    STANDING_CONTRACTS,
    STANDING_SHEETS,
    ContractState,
    Exclusivity,
    RefusalReason,
    SheetState,
)
from marketplace.core.languages import Language
from marketplace.core.money import Currency
from marketplace.core.opaque import new_opaque_id
from marketplace.taxonomy.choices import TransferMode
from matching.states import MatchSide

_SIDES = Q(side__in=MatchSide.values)


class TermSheet(models.Model):
    """What two matched firms offer each other, version after version, until both accept one."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    revision = models.PositiveIntegerField(default=1)
    # how many versions there are, and whose the last one is
    versions_count = models.PositiveSmallIntegerField(default=1)
    last_side = models.CharField(max_length=6, choices=MatchSide.choices)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values), name="term_sheet_state_known"
            ),
            models.CheckConstraint(
                condition=Q(last_side__in=MatchSide.values), name="term_sheet_side_known"
            ),
            models.CheckConstraint(condition=~Q(seller=F("buyer")), name="term_sheet_of_two_firms"),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=STANDING_SHEETS),
                name="term_sheet_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class TermVersion(models.Model):
    """One offer within a term sheet; nobody changes it, the next one follows it."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    sheet = models.ForeignKey(TermSheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    author = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=20, choices=TransferMode.choices)
    field = models.CharField(max_length=500)
    territory = models.CharField(max_length=300)
    exclusivity = models.CharField(max_length=14, choices=Exclusivity.choices)
    # none for good
    months = models.PositiveSmallIntegerField(null=True)
    currency = models.CharField(max_length=3, choices=Currency.choices)
    upfront_minor = models.BigIntegerField()
    royalty_basis_points = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=2000, blank=True)
    # the hash stands in the log, where amounts could be guessed from it without the salt
    salt = models.BinaryField(max_length=32)
    content_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_SIDES, name="term_version_side_known"),
            models.CheckConstraint(
                condition=Q(mode__in=TransferMode.values)
                & Q(exclusivity__in=Exclusivity.values)
                & Q(currency__in=Currency.values),
                name="term_version_choices_known",
            ),
            models.CheckConstraint(
                condition=Q(upfront_minor__gte=0, royalty_basis_points__lte=10_000),
                name="term_version_amounts_possible",
            ),
            models.UniqueConstraint(fields=["sheet", "number"], name="term_version_number_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Milestone(models.Model):
    """A payment that becomes due when something named is delivered."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    version = models.ForeignKey(TermVersion, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField()
    due_on = models.DateField()
    # what is delivered, in words
    delivery = models.CharField(max_length=1000)
    # technical data is delivered only as listed: public ids of annex items of the NDA, or the
    # sealed deposit as a whole
    documents = models.JSONField(default=list)
    deposit_release = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="milestone_amount_positive"
            ),
            models.CheckConstraint(condition=~Q(delivery=""), name="milestone_names_delivery"),
            models.UniqueConstraint(fields=["version", "position"], name="milestone_position_once"),
        ]
        ordering: ClassVar = ["version_id", "position"]

    def __str__(self) -> str:
        return self.public_id


class Contract(models.Model):
    """The contract of an agreed term sheet; its words are fixed when it is offered."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    sheet = models.ForeignKey(TermSheet, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(TermVersion, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language.choices)
    clause_set = models.CharField(max_length=40)
    clause_set_version = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=ContractState.choices, default=ContractState.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)
    drafted_by = models.CharField(max_length=6, choices=MatchSide.choices)
    drafted_at = models.DateTimeField()
    state_since = models.DateTimeField()
    offered_by = models.CharField(max_length=6, choices=MatchSide.choices, blank=True)
    offered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    # random and part of the text, so that its hash in the log tells nothing of what it says
    text_code = models.CharField(max_length=22, default=new_opaque_id, editable=False)
    text = models.TextField(blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    # the signed contract as a PDF, once it is made
    document = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )
    seller_signed_at = models.DateTimeField(null=True)
    buyer_signed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=6, choices=MatchSide.choices, blank=True)
    refusal_reason = models.CharField(max_length=14, choices=RefusalReason.choices, blank=True)
    refusal_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ContractState.values), name="contract_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "signed", "refused"])
                | (~Q(text="") & ~Q(document_sha256="") & Q(offered_at__isnull=False)),
                name="contract_offered_with_text",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(
                    signed_at__isnull=False,
                    seller_signed_at__isnull=False,
                    buyer_signed_at__isnull=False,
                ),
                name="contract_signed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(refusal_reason="") & ~Q(refused_by="")),
                name="contract_refused_with_reason",
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=STANDING_CONTRACTS),
                name="contract_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def source(self) -> str:
        """Return the name under which other apps know what this contract made true."""
        return f"contract:{self.public_id}"


class ContractClause(models.Model):
    """A clause of the set that was taken out of a contract, or put back, by whom and why."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="clauses")
    code = models.CharField(max_length=40)
    is_included = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    changed_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_SIDES, name="contract_clause_side_known"),
            models.UniqueConstraint(fields=["contract", "code"], name="contract_clause_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.contract_id}"
