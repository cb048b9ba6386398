"""The plan of payments, what was asked of providers, and the ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from contracts.payments.states import (
    AccessState,
    AccountKind,
    DeliveryAcceptance,
    InstallmentKind,
    InstallmentState,
    InstructionState,
    JobKind,
    JobState,
    MoneyKeeper,
    Movement,
    Provider,
    Trouble,
)
from marketplace.core.money import LARGEST_AMOUNT, Currency
from marketplace.core.opaque import new_opaque_id


class Plan(models.Model):
    """The payments of one signed contract, and the release that the first of them brings."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    contract = models.OneToOneField("deals.Contract", on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3, choices=Currency.choices)
    revision = models.PositiveIntegerField(default=1)
    access = models.CharField(max_length=8, choices=AccessState.choices, default=AccessState.CLOSED)
    objection_until = models.DateTimeField(null=True)
    objected_at = models.DateTimeField(null=True)
    objected_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    objection_words = models.CharField(max_length=1000, blank=True)
    opened_at = models.DateTimeField(null=True)
    # where transfers go; the seller names it
    account_keeper = models.CharField(max_length=9, choices=MoneyKeeper.choices, blank=True)
    account_bank = models.CharField(max_length=60, blank=True)
    account_number = models.CharField(max_length=40, blank=True)
    account_holder = models.CharField(max_length=100, blank=True)
    account_named_at = models.DateTimeField(null=True)
    account_named_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(account_named_at__isnull=True, account_number="")
                | Q(account_named_at__isnull=False, account_keeper__in=["seller", "custodian"])
                & ~Q(account_number=""),
                name="payment_account_whole",
            ),
            models.CheckConstraint(
                condition=Q(access__in=AccessState.values), name="payment_access_known"
            ),
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values), name="payment_currency_known"
            ),
            models.CheckConstraint(
                condition=~Q(access__in=["waiting", "objected", "open"])
                | Q(objection_until__isnull=False),
                name="payment_access_after_objection_time",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def source(self) -> str:
        """Return the name under which the ladder and the escrow know what was paid for."""
        return f"contract:{self.contract.public_id}"


class Installment(models.Model):
    """One payment of a plan, from the agreement to the seller or back to the buyer."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="installments")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=InstallmentKind.choices)
    title = models.CharField(max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    due_on = models.DateField(null=True)
    # the deposit opens only while this one is held as well; the first one always counts
    opens_deposit = models.BooleanField(default=False)
    state = models.CharField(
        max_length=16, choices=InstallmentState.choices, default=InstallmentState.PLANNED
    )
    revision = models.PositiveIntegerField(default=1)
    state_since = models.DateTimeField()
    instruction = models.ForeignKey(
        "payments.Instruction", on_delete=models.PROTECT, related_name="+", null=True
    )
    received_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    received_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivery_words = models.CharField(max_length=1000, blank=True)
    acceptance = models.CharField(max_length=11, choices=DeliveryAcceptance.choices, blank=True)
    accepted_at = models.DateTimeField(null=True)
    order_words = models.CharField(max_length=1000, blank=True)
    refund_words = models.CharField(max_length=1000, blank=True)
    refund_answer = models.CharField(max_length=1000, blank=True)
    trouble = models.CharField(max_length=16, choices=Trouble.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="installment_place_once"),
            models.CheckConstraint(
                condition=Q(state__in=InstallmentState.values), name="installment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InstallmentKind.values), name="installment_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, amount_minor__lte=LARGEST_AMOUNT),
                name="installment_amount_positive",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(instruction__isnull=False),
                name="installment_paid_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "released"])
                | (Q(delivered_at__isnull=False) & ~Q(acceptance="")),
                name="installment_released_on_delivery",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-id"], name="installment_by_state")]

    def __str__(self) -> str:
        return self.public_id


class Instruction(models.Model):
    """One way to pay that the buyer was given; a new one follows where it ended without money."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    installment = models.ForeignKey(
        Installment, on_delete=models.PROTECT, related_name="instructions"
    )
    provider = models.CharField(max_length=6, choices=Provider.choices)
    state = models.CharField(
        max_length=8, choices=InstructionState.choices, default=InstructionState.OPEN
    )
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=Currency.choices)
    # what the payer writes on the transfer
    reference = models.CharField(max_length=20, unique=True)
    # the provider's names for its page and for the money that came through it
    session_ref = models.CharField(max_length=255, blank=True)
    payment_ref = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    paid_minor = models.BigIntegerField(default=0)
    # it came beside another payment or too late, and so goes straight back
    is_surplus = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(provider__in=Provider.values), name="instruction_provider_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=InstructionState.values), name="instruction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="instruction_amount_positive"
            ),
            models.UniqueConstraint(
                fields=["installment"],
                condition=Q(state="open"),
                name="instruction_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["session_ref"], name="instruction_by_session"),
            models.Index(fields=["payment_ref"], name="instruction_by_payment"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Account(models.Model):
    """Where money of one contract lies; the balance is the sum of its postings."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=6, choices=AccountKind.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", null=True
    )
    currency = models.CharField(max_length=3, choices=Currency.choices)
    balance_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "currency"], name="account_once"),
            models.CheckConstraint(
                condition=Q(kind__in=AccountKind.values), name="account_kind_known"
            ),
            # more never leaves than came
            models.CheckConstraint(
                condition=~Q(kind__in=["held", "refund"]) | Q(balance_minor__gte=0),
                name="account_holds_no_debt",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["bank", "stripe"]) | Q(balance_minor__lte=0),
                name="account_gives_back_what_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.plan_id}"


class JournalEntry(models.Model):
    """One movement of money, named by its operation, so that it is booked once."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="journal")
    installment = models.ForeignKey(Installment, on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=64, unique=True)
    movement = models.CharField(max_length=10, choices=Movement.choices)
    provider = models.CharField(max_length=6, choices=Provider.choices)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["plan", "-at", "-operation"], name="journal_of_plan")
        ]

    def __str__(self) -> str:
        return self.operation


class Posting(models.Model):
    """What a movement adds to one account; the postings of a movement sum to zero."""

    # no index of its own: the unique constraint below begins with the entry
    entry = models.ForeignKey(
        JournalEntry, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "account"], name="posting_once"),
            models.CheckConstraint(condition=~Q(amount_minor=0), name="posting_moves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} on {self.account_id}"


class ProviderEvent(models.Model):
    """What a provider told us, whose signature held; it is never believed, only looked into.

    Its text may name the payer, so it is kept only until it was handled, and its hash for good.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    provider = models.CharField(max_length=6, choices=Provider.choices)
    event_ref = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    # what it says it is about
    instruction_ref = models.CharField(max_length=255, blank=True)
    session_ref = models.CharField(max_length=255, blank=True)
    payment_ref = models.CharField(max_length=255, blank=True)
    body = models.TextField(blank=True)
    body_sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    # null where it is about nothing of ours
    instruction = models.ForeignKey(
        Instruction, on_delete=models.PROTECT, related_name="events", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "event_ref"], name="provider_event_once")
        ]

    def __str__(self) -> str:
        return self.event_ref


class ProviderJob(models.Model):
    """One thing to ask of a provider; its operation is the provider's idempotency key."""

    operation = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=6, choices=JobKind.choices)
    state = models.CharField(max_length=7, choices=JobState.choices, default=JobState.WAITING)
    instruction = models.ForeignKey(
        Instruction, on_delete=models.PROTECT, related_name="jobs", null=True
    )
    event = models.OneToOneField(
        ProviderEvent, on_delete=models.PROTECT, related_name="job", null=True
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    # grows each time it is wanted again, so that no wish is lost while somebody is at it
    wishes = models.PositiveIntegerField(default=1)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=JobKind.values), name="job_kind_known"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(kind="event", event__isnull=False, instruction__isnull=True)
                | (~Q(kind="event") & Q(event__isnull=True, instruction__isnull=False)),
                name="job_about_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["not_before"], condition=Q(state="waiting"), name="provider_job_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.operation
