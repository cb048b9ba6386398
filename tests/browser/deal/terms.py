"""Terms and contract of a deal on their pages, as leads and signers of both firms do them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

from tests.browser.deal.nda import document_signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor


@dataclass(frozen=True, kw_only=True)
class MilestoneOffer:
    """A payment as it is typed.

    Attributes:
        amount: For example `70,000,000`.
        due: The day as `2027-02-26`.
        deposit_release: Whether the sealed deposit is handed over with it.
    """

    title: str
    amount: str
    due: str
    delivery: str
    deposit_release: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Terms as they are typed; what is None stays as it stands in the form.

    Attributes:
        mode: Such as `LICENCE`.
        exclusivity: Such as `NON_EXCLUSIVE`.
        upfront: For example `150,000,000`.
        royalty: Per cent of net sales, for example `2.5`.
        milestones: Added behind those of the form.
    """

    mode: str | None = None
    exclusivity: str | None = None
    field: str | None = None
    territory: str | None = None
    months: int | None = None
    upfront: str | None = None
    royalty: str | None = None
    note: str | None = None
    milestones: Sequence[MilestoneOffer] = ()


UPFRONT: Final = "48,000,000"
"""What both agree to pay at first, once `COUNTER` is accepted."""

COUNTER: Final = Offer(upfront=UPFRONT, royalty="2.5", months=48)
_OPENING: Final = "60,000,000"
_DAYS_OF_DELIVERY: Final = 120


def terms_opened(visitor: Visitor, deal: str) -> None:
    """Go to the terms of a deal."""
    visitor.open(f"/deals/{deal}/terms")
    visitor.settle()


def terms_offered(visitor: Visitor, deal: str, *, field: str, delivery: str) -> None:
    """Offer the first terms of a deal: a licence, paid at first and at one milestone.

    Args:
        visitor: A lead of either firm.
        deal: The deal's id.
        field: Where the technology may be used.
        delivery: What is delivered at the milestone.
    """
    due = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=_DAYS_OF_DELIVERY)
    milestone = MilestoneOffer(
        title=visitor.say("sheet:write.milestone", number=1),
        amount="22,000,000",
        due=due.isoformat(),
        delivery=delivery,
    )
    offer_sent(
        visitor,
        deal,
        Offer(
            mode="LICENCE",
            exclusivity="NON_EXCLUSIVE",
            field=field,
            territory=field,
            months=36,
            upfront=_OPENING,
            royalty="3",
            milestones=[milestone],
        ),
    )


def offer_sent(visitor: Visitor, deal: str, offer: Offer) -> None:
    """Offer the first terms of a deal as they are given."""
    terms_opened(visitor, deal)
    visitor.page.locator("main").get_by_role("link", name=visitor.say("sheet:act.offer")).click()
    _written(visitor, offer)
    _sent(visitor, "offer")


def terms_countered(visitor: Visitor, deal: str, offer: Offer = COUNTER) -> None:
    """Offer other terms in place of the other firm's last ones."""
    terms_opened(visitor, deal)
    visitor.page.locator("main").get_by_role("link", name=visitor.say("sheet:act.counter")).click()
    _written(visitor, offer)
    _sent(visitor, "counter")


def terms_differ(visitor: Visitor, deal: str, names: Sequence[str]) -> None:
    """Look at the newest version and find the points that it changes marked.

    Args:
        visitor: Who reads.
        deal: The deal's id.
        names: Of the points, such as `upfront`.
    """
    terms_opened(visitor, deal)
    changed = visitor.page.locator("main dl > [data-changed=true] dt")
    for name in names:
        label = visitor.say(f"sheet:row.{name}")
        expect(changed.filter(has_text=label)).to_have_count(1)


def terms_accepted(visitor: Visitor, deal: str) -> None:
    """Accept the other firm's last terms."""
    terms_opened(visitor, deal)
    visitor.button("sheet:act.accept", within="main").click()
    window = visitor.dialog("sheet:confirm.accept.title")
    window.get_by_role("button", name=visitor.say("sheet:act.accept"), exact=True).click()
    expect(_said(visitor, "sheet:done.accept")).to_be_visible()


def terms_withdrawn(visitor: Visitor, deal: str) -> None:
    """Take the terms back."""
    terms_opened(visitor, deal)
    visitor.button("sheet:act.withdraw", within="main").click()
    window = visitor.dialog("sheet:confirm.withdraw.title")
    window.get_by_role("button", name=visitor.say("sheet:act.withdraw"), exact=True).click()
    expect(_said(visitor, "sheet:done.withdraw")).to_be_visible()


def contract_opened(visitor: Visitor, deal: str) -> None:
    """Go to the contract of a deal."""
    visitor.open(f"/deals/{deal}/contract")
    visitor.settle()


def contract_state_is(visitor: Visitor, state: str) -> None:
    """Wait until the page shows a state, such as `SIGNED`; it follows by itself."""
    chip = visitor.page.locator("main section header").get_by_text(
        visitor.say(f"contract:state.{state}"), exact=True
    )
    expect(chip.first).to_be_visible(timeout=30_000)


def contract_drafted(visitor: Visitor, deal: str) -> None:
    """Begin the contract of the agreed terms, in the visitor's language."""
    contract_opened(visitor, deal)
    name = visitor.say(f"contract:language.{visitor.language.upper()}")
    visitor.page.locator("main form").get_by_role("radio", name=name).check()
    visitor.button("contract:draft.submit", within="main").click()
    contract_state_is(visitor, "DRAFT")


def clause_left_out(visitor: Visitor, deal: str, title: str, reason: str) -> None:
    """Leave a protective clause out of the draft, with a reason.

    Args:
        visitor: A lead of either firm.
        deal: The deal's id.
        title: The clause's heading in the contract's language.
        reason: What both firms and the coordinator read.
    """
    contract_opened(visitor, deal)
    visitor.button("contract:clause.removeNamed", within="main", title=title).click()
    window = visitor.dialog("contract:confirm.remove.title", clause=title)
    visitor.field("contract:confirm.remove.reason", window).fill(reason)
    window.get_by_role("button", name=visitor.say("contract:clause.remove"), exact=True).click()
    expect(_said(visitor, "contract:done.remove")).to_be_visible()


def clause_put_back(visitor: Visitor, deal: str, title: str) -> None:
    """Put a clause back into the draft."""
    contract_opened(visitor, deal)
    visitor.button("contract:clause.restoreNamed", within="main", title=title).click()
    expect(_said(visitor, "contract:done.restore")).to_be_visible()


def contract_offered(visitor: Visitor, deal: str) -> None:
    """Fix the words of the draft and ask for signatures."""
    contract_opened(visitor, deal)
    visitor.button("contract:act.offer", within="main").click()
    window = visitor.dialog("contract:confirm.offer.title")
    window.get_by_role("button", name=visitor.say("contract:act.offer"), exact=True).click()
    contract_state_is(visitor, "OFFERED")


def contract_signed(visitor: Visitor, deal: str, secret: str) -> None:
    """Sign the contract by a code of one's authenticator app.

    Args:
        visitor: Who may sign for a firm.
        deal: The deal's id.
        secret: The key of their authenticator app.
    """
    contract_opened(visitor, deal)
    visitor.button("contract:act.sign", within="main").click()
    first, second = (_said(visitor, f"contract:done.{key}") for key in ("sign", "signedBoth"))
    document_signed(visitor, secret, done=first.or_(second))


def contract_refused(visitor: Visitor, deal: str, *, reason: str, words: str) -> None:
    """Decline to sign, for a reason such as `CLAUSES`."""
    contract_opened(visitor, deal)
    visitor.button("contract:act.refuse", within="main").click()
    window = visitor.dialog("contract:confirm.refuse.title")
    window.get_by_role("radio", name=visitor.say(f"contract:refusal.{reason}")).check()
    visitor.field("contract:confirm.refuse.words", window).fill(words)
    window.get_by_role("button", name=visitor.say("contract:act.refuse"), exact=True).click()
    expect(_said(visitor, "contract:done.refuse")).to_be_visible()


def contract_downloaded(visitor: Visitor, deal: str) -> bytes:
    """Fetch the signed contract as a PDF, and return it."""
    contract_opened(visitor, deal)
    button = visitor.button("contract:document.download", within="main")
    # it is made a moment after the second signature
    expect(button).to_be_visible(timeout=30_000)
    with visitor.page.expect_download() as download:
        button.click()
    expect(visitor.page.get_by_text(visitor.say("contract:document.saved"))).to_be_visible()
    return download.value.path().read_bytes()


def _written(visitor: Visitor, offer: Offer) -> None:
    main = visitor.page.locator("main")
    visitor.field("sheet:write.field").wait_for()
    if offer.mode:
        mode = main.get_by_role("combobox", name=visitor.say("sheet:write.mode"))
        mode.select_option(offer.mode)
    if offer.exclusivity:
        main.locator(f"input[type=radio][value={offer.exclusivity}]").check()
    typed = {
        "field": offer.field,
        "territory": offer.territory,
        "months": None if offer.months is None else str(offer.months),
        "upfront": offer.upfront,
        "royalty": offer.royalty,
        "note": offer.note,
    }
    for name, value in typed.items():
        if value is not None:
            visitor.field(f"sheet:write.{name}").fill(value)
    for milestone in offer.milestones:
        _milestone_added(visitor, milestone)


def _milestone_added(visitor: Visitor, milestone: MilestoneOffer) -> None:
    items = visitor.page.locator("main form ol > li")
    before = items.count()
    visitor.button("sheet:write.add", within="main").click()
    expect(items).to_have_count(before + 1)
    item = items.last
    visitor.field("sheet:write.title", item).fill(milestone.title)
    visitor.field("sheet:write.amount", item).fill(milestone.amount)
    item.locator("input[type=date]").fill(milestone.due)
    visitor.field("sheet:write.delivery", item).fill(milestone.delivery)
    if milestone.deposit_release:
        item.get_by_role("checkbox", name=visitor.say("sheet:write.release")).check()


def _sent(visitor: Visitor, kind: str) -> None:
    visitor.button("sheet:write.submit", within="main").click()
    window = visitor.dialog(f"sheet:confirm.{kind}.title")
    window.get_by_role("button", name=visitor.say("sheet:write.submit"), exact=True).click()
    expect(_said(visitor, f"sheet:done.{kind}")).to_be_visible()


def _said(visitor: Visitor, key: str) -> Locator:
    return visitor.page.get_by_text(visitor.say(key), exact=True)
