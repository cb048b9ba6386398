"""The lives of a payment, of what was asked of providers, and of the release: what follows what."""

from __future__ import annotations

from django.db import models


class Provider(models.TextChoices):
    """How money travels."""

    BANK = "bank", "Bank transfer with a reference"
    STRIPE = "stripe", "Card or wallet, on Stripe's own page"


class InstallmentKind(models.TextChoices):
    """What a payment is for."""

    UPFRONT = "upfront", "Paid when the contract is signed"
    MILESTONE = "milestone", "Paid for what is delivered on the way"


class InstallmentState(models.TextChoices):
    """How far a payment is."""

    PLANNED = "planned", "Agreed, not asked for yet"
    INSTRUCTED = "instructed", "The buyer was told how to pay"
    RECEIVED = "received", "The seller confirmed the receipt; the treasurer has to"
    CONFIRMED = "confirmed", "The treasurer confirmed it; the seller has to confirm the receipt"
    HELD = "held", "The money is there and held"
    DELIVERED = "delivered", "The seller recorded the delivery; the buyer has to accept it"
    ACCEPTED = "accepted", "The delivery is accepted, by the buyer or by order"
    RELEASED = "released", "The money is the seller's"
    REFUND_REQUESTED = "refund_requested", "The buyer asked for the money back"
    REFUNDING = "refunding", "The money goes back to the buyer"
    REFUNDED = "refunded", "The money is back with the buyer"
    REVERSED = "reversed", "The provider took the money back after its release"


class InstructionState(models.TextChoices):
    """What became of one way to pay that the buyer was given."""

    OPEN = "open", "Waits for the money"
    EXPIRED = "expired", "Ended without money"
    PAID = "paid", "The money came"
    RETURNED = "returned", "The money went back"
    LOST = "lost", "The provider took the money back for somebody else"


class AccessState(models.TextChoices):
    """How far the release of the sealed deposit is."""

    CLOSED = "closed", "The first payment is not held"
    WAITING = "waiting", "Opens when nobody objects in time"
    OBJECTED = "objected", "Somebody objected; the coordinator decides"
    OPEN = "open", "The deposit is released"
    REVOKED = "revoked", "The first payment went back, and the release with it"


class DeliveryAcceptance(models.TextChoices):
    """Who accepted a delivery."""

    BUYER = "buyer", "The buyer"
    COORDINATOR = "coordinator", "The case's coordinator, by order"


class Trouble(models.TextChoices):
    """What the provider says that somebody has to look at."""

    DISPUTED = "disputed", "The payer disputes it at the provider"
    PARTLY_REFUNDED = "partly_refunded", "Part of it was refunded at the provider"
    REFUND_FAILED = "refund_failed", "The provider could not refund it"
    PROVIDER_FAILED = "provider_failed", "The provider refused or did not answer"
    WRONG_AMOUNT = "wrong_amount", "Another amount came than was asked for"


class MoneyKeeper(models.TextChoices):
    """With whom money of a contract lies until it is the seller's."""

    SELLER = "seller", "The seller, on an account of its own"
    CUSTODIAN = "custodian", "A bank or registered provider, apart from both firms"
    PROVIDER = "provider", "The provider on whose page it was paid"


class DeskWait(models.TextChoices):
    """What a payment on the treasurer's desk waits for."""

    CONFIRM = "confirm", "A transfer that the treasurer has to confirm"
    RECEIPT = "receipt", "A receipt that the seller has to confirm after the treasurer"
    REFUND = "refund", "A transfer back that the treasurer has to confirm"
    TROUBLE = "trouble", "What the provider says that somebody has to look at"


class ReleaseStop(models.TextChoices):
    """What keeps the sealed deposit closed."""

    NO_PAYMENT = "no_payment", "No payment of the contract opens it"
    PAYMENT_MISSING = "payment_missing", "A payment that opens it is not there"
    PAYMENT_DISPUTED = "payment_disputed", "The payer disputes a payment that opens it"
    OBJECTED = "objected", "Somebody objected; the coordinator decides"
    TIME_RUNNING = "time_running", "The time to object is not over"
    CONTRACT_OVER = "contract_over", "The contract is not in force"
    DEAL_OVER = "deal_over", "The match has ended"
    RETURNED = "returned", "A payment that opened it went back"


class AccountKind(models.TextChoices):
    """The accounts of one contract; an amount above zero lies there."""

    BANK = "bank", "Came and went by bank transfer"
    STRIPE = "stripe", "Came and went through Stripe"
    HELD = "held", "Held for the contract"
    SELLER = "seller", "The seller's"
    REFUND = "refund", "Goes back to the buyer"


class Movement(models.TextChoices):
    """Why money moves."""

    HELD = "held", "It came and is held"
    RELEASED = "released", "It became the seller's"
    REFUND_DUE = "refund_due", "It was set aside to go back"
    REFUNDED = "refunded", "It went back"
    SURPLUS = "surplus", "It came although nobody waited for it, and goes back"
    REVERSED = "reversed", "The provider took it back from the seller"


class PaymentAct(models.TextChoices):
    """What somebody may do to a payment."""

    INSTRUCT = "instruct", "Choose how to pay"
    WITHDRAW = "withdraw", "Take the chosen way to pay back"
    REFRESH = "refresh", "Have the provider asked whether it was paid"
    CONFIRM_RECEIPT = "confirm_receipt", "Confirm that the transfer arrived"
    CONFIRM_PAYMENT = "confirm_payment", "Confirm for the treasury that it was made"
    RECORD_DELIVERY = "record_delivery", "Record what was delivered"
    ACCEPT_DELIVERY = "accept_delivery", "Accept the delivery, which releases the money"
    ORDER_RELEASE = "order_release", "Order that a recorded delivery is paid"
    REQUEST_REFUND = "request_refund", "Ask for the money back"
    WITHDRAW_REFUND = "withdraw_refund", "Take the request for a refund back"
    AGREE_REFUND = "agree_refund", "Give the money back"
    REFUSE_REFUND = "refuse_refund", "Refuse the refund"
    ORDER_REFUND = "order_refund", "Order that the money goes back"
    CONFIRM_REFUND = "confirm_refund", "Confirm for the treasury that it went back"
    RETRY_REFUND = "retry_refund", "Have the provider asked again to send it back"


class JobKind(models.TextChoices):
    """What is asked of a provider, outside requests and transactions."""

    OPEN = "open", "Open the page on which the buyer pays"
    EXPIRE = "expire", "Close that page"
    SETTLE = "settle", "Read what became of it"
    REFUND = "refund", "Send the money back"
    EVENT = "event", "Look at what an event is about"


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "Waits for its time"
    WORKING = "working", "Somebody is at it"
    DONE = "done", "Done"
    FAILED = "failed", "Given up; the treasurer has to look"


_I = InstallmentState
# even what was released a provider may take back
INSTALLMENT_MOVES: dict[str, frozenset[str]] = {
    _I.PLANNED: frozenset({_I.INSTRUCTED}),
    _I.INSTRUCTED: frozenset({_I.PLANNED, _I.RECEIVED, _I.CONFIRMED, _I.HELD}),
    _I.RECEIVED: frozenset({_I.HELD}),
    _I.CONFIRMED: frozenset({_I.HELD}),
    _I.HELD: frozenset({_I.DELIVERED, _I.REFUND_REQUESTED, _I.REFUNDING}),
    _I.DELIVERED: frozenset({_I.ACCEPTED, _I.REFUND_REQUESTED, _I.REFUNDING}),
    _I.ACCEPTED: frozenset({_I.RELEASED}),
    _I.REFUND_REQUESTED: frozenset({_I.HELD, _I.DELIVERED, _I.REFUNDING}),
    _I.REFUNDING: frozenset({_I.REFUNDED}),
    _I.RELEASED: frozenset({_I.REVERSED}),
    _I.REFUNDED: frozenset(),
    _I.REVERSED: frozenset(),
}
AWAITED_STATES: tuple[str, ...] = (_I.INSTRUCTED, _I.RECEIVED, _I.CONFIRMED)
"""In these money is on its way to the account that was named for it."""
UNPAID_STATES: tuple[str, ...] = (_I.PLANNED, _I.INSTRUCTED)
HOLDING_STATES: tuple[str, ...] = (_I.HELD, _I.DELIVERED, _I.REFUND_REQUESTED)
"""In these the account of held money has the payment's amount, and in no other."""
COUNTS_AS_HELD: tuple[str, ...] = (_I.HELD, _I.DELIVERED, _I.ACCEPTED, _I.RELEASED)
"""In these the first payment opens the deposit; not while the buyer wants it back."""

_N = InstructionState
INSTRUCTION_MOVES: dict[str, frozenset[str]] = {
    _N.OPEN: frozenset({_N.EXPIRED, _N.PAID}),
    # a provider may find out later that it was paid after all
    _N.EXPIRED: frozenset({_N.PAID}),
    _N.PAID: frozenset({_N.RETURNED, _N.LOST}),
    _N.RETURNED: frozenset(),
    _N.LOST: frozenset(),
}

_A = AccessState
ACCESS_MOVES: dict[str, frozenset[str]] = {
    _A.CLOSED: frozenset({_A.WAITING}),
    _A.WAITING: frozenset({_A.OBJECTED, _A.OPEN, _A.REVOKED}),
    _A.OBJECTED: frozenset({_A.WAITING, _A.REVOKED}),
    _A.OPEN: frozenset({_A.REVOKED}),
    _A.REVOKED: frozenset(),
}

_J = JobState
JOB_MOVES: dict[str, frozenset[str]] = {
    # a worker may have died in between, and so the job waits again
    _J.WAITING: frozenset({_J.WORKING}),
    _J.WORKING: frozenset({_J.DONE, _J.WAITING, _J.FAILED}),
    # what became of a page is read more than once
    _J.DONE: frozenset({_J.WAITING}),
    _J.FAILED: frozenset({_J.WAITING}),
}
