"""Paying for a deal on its page and on the treasurer's desk, as people do it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

ACCOUNT: Final = {"bank": "Hanbit Bank", "number": "110-234-567890", "holder": "Geulteonal Soft"}


def payments_opened(visitor: Visitor, deal: str) -> None:
    """Go to the payments of a deal."""
    visitor.open(f"/deals/{deal}/payments")
    _card(visitor, 0).wait_for()


def payment_state(visitor: Visitor, at: int = 0) -> str:
    """Return the name of the state that a payment on the page is in.

    Args:
        visitor: Who looks at the payments of a deal.
        at: Which payment, the first is 0.
    """
    return _card(visitor, at).locator("header [data-tone]").first.inner_text().strip()


def payment_is(visitor: Visitor, state: str, at: int = 0) -> None:
    """Wait until a payment shows a state, such as `HELD`; the page follows by itself.

    Args:
        visitor: Who looks at the payments of a deal.
        state: Name of the state in the API.
        at: Which payment, the first is 0.
    """
    names = [visitor.say(f"payment:state.{state}")]
    if state == "HELD":
        names.append(visitor.say("payment:stateInCustody"))
    chip = _card(visitor, at).locator("header [data-tone]").first
    expect(chip).to_have_text(re.compile("|".join(map(re.escape, names))), timeout=30_000)


def account_named(seller: Visitor, deal: str, account: dict[str, str] | None = None) -> None:
    """Name the account for transfers, on the seller's own one."""
    payments_opened(seller, deal)
    seller.button("payment:account.name", within="main").click()
    window = seller.dialog("payment:account.title")
    window.get_by_role("radio", name=seller.say("payment:keeper.SELLER.name")).check()
    for field, value in (account or ACCOUNT).items():
        seller.field(f"payment:transfer.{field}", window).fill(value)
    window.get_by_role("button", name=seller.say("payment:account.save"), exact=True).click()
    window.wait_for(state="hidden")
    expect(seller.page.get_by_text(seller.say("payment:account.done"))).to_be_visible()


def payment_instructed(buyer: Visitor, deal: str, at: int = 0) -> str:
    """Choose a bank transfer for a payment, and return the reference that goes on it."""
    payments_opened(buyer, deal)
    window = _asked(buyer, "INSTRUCT", at)
    bank = window.get_by_role("radio", name=buyer.say("payment:provider.BANK.name"))
    bank.check()
    _confirmed(buyer, window, "INSTRUCT")
    payment_is(buyer, "INSTRUCTED", at)
    return reference_of(buyer, at)


def reference_of(buyer: Visitor, at: int = 0) -> str:
    """Return the reference that the buyer's page shows for an awaited transfer."""
    found = re.search(r"SB-\w{4}-\w{5}", _card(buyer, at).inner_text())
    assert found, "the reference stands on the page"
    return found[0]


def receipt_confirmed(seller: Visitor, deal: str, at: int = 0) -> None:
    """Confirm for the seller that a transfer arrived."""
    payments_opened(seller, deal)
    _confirmed(seller, _asked(seller, "CONFIRM_RECEIPT", at), "CONFIRM_RECEIPT")


def payment_confirmed(treasurer: Visitor, reference: str, amount: str) -> None:
    """Confirm a transfer on the treasurer's desk, with what the bank's statement shows.

    Args:
        treasurer: Who keeps the treasury of the institution that mediates.
        reference: The reference on the transfer.
        amount: As the statement prints it, such as `48,000,000`.
    """
    window = _on_desk(treasurer, "CONFIRM_PAYMENT", reference)
    treasurer.field("payment:compare.reference", window).fill(reference)
    treasurer.field("payment:compare.amount", window).fill(amount)
    _confirmed(treasurer, window, "CONFIRM_PAYMENT")


def delivery_recorded(seller: Visitor, deal: str, words: str, at: int = 0) -> None:
    """Record what was delivered for a payment."""
    payments_opened(seller, deal)
    window = _asked(seller, "RECORD_DELIVERY", at)
    seller.field("payment:act.RECORD_DELIVERY.label", window).fill(words)
    _confirmed(seller, window, "RECORD_DELIVERY")
    payment_is(seller, "DELIVERED", at)


def delivery_accepted(buyer: Visitor, deal: str, at: int = 0) -> None:
    """Accept a delivery, with which the payment is the seller's."""
    payments_opened(buyer, deal)
    _confirmed(buyer, _asked(buyer, "ACCEPT_DELIVERY", at), "ACCEPT_DELIVERY")
    payment_is(buyer, "RELEASED", at)


def refund_requested(buyer: Visitor, deal: str, words: str, at: int = 0) -> None:
    """Ask for the money of a payment back."""
    payments_opened(buyer, deal)
    window = _asked(buyer, "REQUEST_REFUND", at)
    buyer.field("payment:act.REQUEST_REFUND.label", window).fill(words)
    _confirmed(buyer, window, "REQUEST_REFUND")
    payment_is(buyer, "REFUND_REQUESTED", at)


def refund_agreed(seller: Visitor, deal: str, at: int = 0) -> None:
    """Give the money of a payment back."""
    payments_opened(seller, deal)
    _confirmed(seller, _asked(seller, "AGREE_REFUND", at), "AGREE_REFUND")
    payment_is(seller, "REFUNDING", at)


def refund_confirmed(treasurer: Visitor, reference: str) -> None:
    """Confirm on the treasurer's desk that a transfer went back."""
    _confirmed(treasurer, _on_desk(treasurer, "CONFIRM_REFUND", reference), "CONFIRM_REFUND")


def release_objected(visitor: Visitor, deal: str, words: str) -> None:
    """Object to handing over the sealed deposit."""
    payments_opened(visitor, deal)
    visitor.button("payment:release.object", within="main").click()
    window = visitor.dialog("payment:release.objectTitle")
    visitor.field("payment:release.objectLabel", window).fill(words)
    name = visitor.say("payment:release.object")
    window.get_by_role("button", name=name, exact=True).click()
    window.wait_for(state="hidden")


def objection_lifted(coordinator: Visitor, deal: str) -> None:
    """Lift an objection as the coordinator of the case."""
    payments_opened(coordinator, deal)
    coordinator.button("payment:release.lift", within="main").click()
    window = coordinator.dialog("payment:release.liftTitle")
    name = coordinator.say("payment:release.lift")
    window.get_by_role("button", name=name, exact=True).click()
    window.wait_for(state="hidden")


def release_state(visitor: Visitor, deal: str) -> str:
    """Return what the page says of the hand-over: the name of its state."""
    payments_opened(visitor, deal)
    title = visitor.page.get_by_role("heading", name=visitor.say("payment:release.title"))
    return title.locator("xpath=..").inner_text().replace(title.inner_text(), "").strip()


def _card(visitor: Visitor, at: int) -> Locator:
    return visitor.page.locator("main li[id^=payment-]").nth(at)


def _asked(visitor: Visitor, act: str, at: int) -> Locator:
    """Ask for an act on a payment, and return the window that tells its consequences."""
    name = re.compile(re.escape(visitor.say(f"payment:act.{act}.name")) + ":")
    _card(visitor, at).get_by_role("button", name=name).click()
    return visitor.dialog(f"payment:act.{act}.title")


def _on_desk(treasurer: Visitor, act: str, reference: str) -> Locator:
    treasurer.open("/payments")
    name = f"{treasurer.say(f'payment:act.{act}.name')}: {reference}"
    treasurer.page.get_by_role("button", name=name, exact=True).click()
    return treasurer.dialog(f"payment:act.{act}.title")


def _confirmed(visitor: Visitor, window: Locator, act: str) -> None:
    name = visitor.say(f"payment:act.{act}.name")
    window.get_by_role("button", name=name, exact=True).click()
    window.wait_for(state="hidden")
    expect(
        visitor.page.get_by_text(visitor.say(f"payment:act.{act}.done"), exact=True)
    ).to_be_visible()
