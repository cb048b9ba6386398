"""Payments, the release of the deposit, and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.matrix.case import Case, address, both, fixed, has, known, mutation, nodes, some
from tests.api.matrix.deals import coordinated
from tests.api.matrix.world import COORDINATOR, EVERYONE
from tests.factories.deals import milestone, terms
from tests.factories.payments import payment_made, plan_made

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_BUYER = frozenset({"buyer_owner", "buyer_deal_lead"})
_SELLER = frozenset({"seller_owner", "seller_deal_lead"})
_TREASURER = frozenset({"treasurer"})
_PARTIES = _BUYER | _SELLER | COORDINATOR
_READERS = _PARTIES | _TREASURER
# in which state each payment of the world is, and under which name its id is known
STATES = ("held", "planned", "instructed", "delivered", "refund_requested", "refunding")


def add_to(world: World, mark: str = "") -> None:
    """Put a contract's payments into the world, one in each state that an act begins from."""
    content = terms(mark, milestones=tuple(milestone(mark) for _ in STATES[1:]))
    plan = plan_made(world.people, key="world", content=content, mark=mark)
    coordinated(world.people, plan.match)
    for position, state in enumerate(STATES):
        payment = payment_made(world.people, state, plan=plan, position=position, mark=mark)
        world.ids[f"payment {state}"] = payment.public_id
    world.ids["paid contract"] = plan.contract.public_id
    world.ids["paid match"] = plan.match.public_id


def _payment(title: str, allowed: frozenset[str], field: str, state: str) -> Case:
    query = f"query($id: ID!) {{ it: payment(id: $id) {{ {field} }} }}"
    return Case(title, allowed, query, has(field), known(id=f"payment {state}"))


def _plan(title: str, allowed: frozenset[str], field: str) -> Case:
    query = f"query($id: ID!) {{ it: paymentsOf(matchId: $id) {{ {field} {{ id }} }} }}"
    return Case(title, allowed, query, some(field), known(id="paid match"))


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.payment": (
        _payment("its state", _READERS, "state", "held"),
        _payment("its reference", _READERS, "reference", "instructed"),
        _payment("its amount", _READERS, "amountMinor", "planned"),
        _payment("one's own side", _BUYER | _SELLER, "side", "planned"),
        _payment("its milestone", _PARTIES, "title", "delivered"),
        _payment("what was delivered", _PARTIES, "deliveryWords", "delivered"),
        _payment("why it should go back", _PARTIES, "refundWords", "refund_requested"),
    ),
    "Query.paymentsOf": (_plan("of a match", _READERS, "payments"),),
    "Query.paymentDesk": (
        Case("the treasury's", _TREASURER, "{ it: paymentDesk { nodes { id } } }", nodes(2)),
    ),
    "Query.paymentDeskFigures": (
        Case("how much waits", _TREASURER, "{ it: paymentDeskFigures { refund } }", has("refund")),
    ),
    "Query.paymentPlans": (
        Case("their contracts'", _READERS, "{ it: paymentPlans { nodes { matchId } } }", nodes(1)),
    ),
    "Query.accountStatement": (
        Case(
            "its balances",
            _READERS,
            "query($id: ID!) { it: accountStatement(contractId: $id) { balances { account } } }",
            some("balances"),
            known(id="paid contract"),
        ),
        Case(
            "its lines",
            _READERS,
            "query($id: ID!) {"
            " it: accountStatement(contractId: $id) { lines { nodes { amountMinor } } } }",
            lambda it: bool(it and it["lines"]["nodes"]),
            known(id="paid contract"),
        ),
        Case(
            "the lines of one payment",
            _READERS,
            "query($id: ID!, $payment: ID!) {"
            " it: accountStatement(contractId: $id, paymentId: $payment)"
            " { lines { nodes { amountMinor } } } }",
            lambda it: bool(it and it["lines"]["nodes"]),
            known(id="paid contract", payment="payment held"),
        ),
    ),
}


def _act(
    name: str, allowed: frozenset[str], state: str, types: str = "", **given: object
) -> tuple[Case, ...]:
    """Return the case of an act on the payment that is in the state."""
    return (
        mutation(
            name,
            allowed,
            f"id: ID!, revision: Int!{types}",
            both(known(id=f"payment {state}"), fixed(revision=_REVISIONS[state], **given)),
        ),
    )


# how often a payment changed on its way to the state
_REVISIONS = {
    "planned": 1,
    "instructed": 2,
    "held": 4,
    "delivered": 5,
    "refund_requested": 6,
    "refunding": 5,
}
_WORDS = ", words: String!"
MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.instructPayment": _act(
        "instructPayment",
        _BUYER,
        "planned",
        ", provider: PaymentProvider!",
        provider="BANK",
    ),
    "Mutation.withdrawInstruction": _act("withdrawInstruction", _BUYER, "instructed"),
    # a transfer is known to nobody but people
    "Mutation.refreshPayment": _act("refreshPayment", frozenset(), "instructed"),
    "Mutation.confirmReceipt": _act("confirmReceipt", _SELLER, "instructed"),
    "Mutation.confirmPayment": _act("confirmPayment", _TREASURER, "instructed"),
    "Mutation.recordDelivery": _act("recordDelivery", _SELLER, "held", _WORDS, words="Sheets"),
    "Mutation.acceptDelivery": _act("acceptDelivery", _BUYER, "delivered"),
    "Mutation.orderRelease": _act("orderRelease", COORDINATOR, "delivered", _WORDS, words="Fair"),
    "Mutation.requestRefund": _act("requestRefund", _BUYER, "held", _WORDS, words="Late"),
    "Mutation.withdrawRefund": _act("withdrawRefund", _BUYER, "refund_requested"),
    "Mutation.agreeRefund": _act("agreeRefund", _SELLER, "refund_requested"),
    "Mutation.refuseRefund": _act(
        "refuseRefund", _SELLER | COORDINATOR, "refund_requested", _WORDS, words="Delivered"
    ),
    "Mutation.orderRefund": _act(
        "orderRefund", COORDINATOR, "refund_requested", _WORDS, words="Fair"
    ),
    "Mutation.confirmRefund": _act("confirmRefund", _TREASURER, "refunding"),
    # nothing failed in this world
    "Mutation.retryRefund": _act("retryRefund", frozenset(), "refunding"),
    "Mutation.objectRelease": (
        mutation(
            "objectRelease",
            _PARTIES,
            "contractId: ID!, revision: Int!, words: String!",
            both(known(contractId="paid contract"), fixed(revision=2, words="Wait")),
        ),
    ),
    # a transfer is awaited in this world, but to no account: the first may still be named
    "Mutation.nameTransferAccount": (
        mutation(
            "nameTransferAccount",
            _SELLER,
            "contractId: ID!, revision: Int!, keeper: MoneyKeeper!, bank: String!,"
            " number: String!, holder: String!",
            both(
                known(contractId="paid contract"),
                fixed(
                    revision=2, keeper="SELLER", bank="Bank", number="110-234-567", holder="Firm"
                ),
            ),
        ),
    ),
    # nobody objected in this world
    "Mutation.liftObjection": (
        mutation(
            "liftObjection",
            frozenset(),
            "contractId: ID!, revision: Int!",
            both(known(contractId="paid contract"), fixed(revision=2)),
        ),
    ),
}

ADDRESSES: dict[str, tuple[Case, ...]] = {
    # the signature of each message is its policy; without keys there is no such address
    "POST /webhooks/stripe": address("/webhooks/stripe", EVERYONE, 404, 405),
}
