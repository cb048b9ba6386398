"""From two firms that nobody knows, and a sealed deposit, to paid money: by pages alone.

Each person sits at a browser of their own; nothing is done that a person could not do on screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import market
from tests.browser.deal import nda, payments, rooms, terms, viewing
from tests.browser.deal.rooms import Asked
from tests.browser.deal.sealing import compared
from tests.browser.deal.second_step import totp_set_up
from tests.browser.deal.terms import Offer
from tests.browser.newcomers import Person
from tests.browser.story import Story, story_in
from tests.browser.unknown import Unknown
from tests.browser.visitor import NewVisitor, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERIFIER = "verifier@gaundegil.example"
REVIEWER = "reviewer@gaundegil.example"
UPFRONT = "48,000,000"
ROLES = ("owner", "owner", "deal.lead", "named.engineer")


@dataclass
class Players:
    """Who takes part, each at a browser of their own.

    Attributes:
        owner: Of the small firm, who also signs.
        buyer_owner: Of the large firm, who signs for it.
        lead: Leads the deal for the large firm.
        engineer: Reads what is granted.
    """

    owner: Person
    buyer_owner: Person
    lead: Person
    engineer: Person


@dataclass
class Deal:
    """What two firms have come to.

    Attributes:
        address: Of its page.
        coordinator: At the browser of whoever runs its case.
        institution: What the addresses of the coordinator's institution end with.
        paper: The name of the sealed file.
    """

    address: str
    coordinator: Visitor
    institution: str
    paper: str

    @property
    def id(self) -> str:
        """Return its id, as the steps take it."""
        return self.address.rsplit("/", 1)[1]


def test_two_new_firms_come_from_a_sealed_deposit_to_paid_money(
    visitor: Visitor, new_visitor: NewVisitor, tmp_path: Path
) -> None:
    story = story_in(visitor.language)
    players = joined(visitor, new_visitor, story, tmp_path)
    deal = matched(players, new_visitor, story, tmp_path)
    secrets = [totp_set_up(each.at) for each in (players.owner, players.buyer_owner)]
    agree_on_secrecy(players, deal, story, secrets)
    read_what_was_asked_for(players, deal, story)
    contract(players, deal, story, secrets)
    pay(players, deal, new_visitor, story)


def joined(visitor: Visitor, new_visitor: NewVisitor, story: Story, folder: Path) -> Players:
    """Let both firms and their people come, and be confirmed."""
    language, width = visitor.language, visitor.width
    firms = (story.seller, story.buyer, story.buyer, story.buyer)
    owner, buyer_owner, lead, engineer = (
        Person(new_visitor(language, width), name, f"{part}@{firm.domain}")
        for name, part, firm in zip(story.people, ROLES, firms, strict=True)
    )
    market.join(new_visitor, owner, story.seller, folder, step="02")
    market.join(new_visitor, buyer_owner, story.buyer, folder, step="04")
    for person, role in ((lead, "DEAL_LEAD"), (engineer, "NAMED_ENGINEER")):
        market.invite(buyer_owner.at, person.email, role)
        market.join_by_invitation(new_visitor, person, story.buyer)
    verifier = new_visitor(language, width)
    verifier.sign_in(VERIFIER)
    for firm, step in ((story.seller, "07"), (story.buyer, "08")):
        market.confirm_firm(verifier, firm, step=step)
    return Players(owner, buyer_owner, lead, engineer)


def matched(players: Players, new_visitor: NewVisitor, story: Story, folder: Path) -> Deal:
    """Seal, offer, find and accept; both firms stay unknown to each other until then."""
    owner, lead = players.owner, players.lead
    language, width = owner.at.language, owner.at.width
    technology, _ = market.seal_what_is_offered(owner.at, story, folder)
    market.write_offer(owner.at, story)
    compared(owner.at, technology)
    reviewer = new_visitor(language, width)
    reviewer.sign_in(REVIEWER)
    market.approve(reviewer, story)
    market.write_demand(lead.at, story)
    address = market.request_match(lead.at, story)

    before = Unknown(new_visitor, story, owner, players.buyer_owner, lead)
    before.look_around(owner.at, story.buyer, (players.buyer_owner, lead), address, step="15")
    before.look_around(lead.at, story.seller, (owner,), address, step="16")
    before.read_mails()

    market.accept(owner.at, address)
    name = market.both_know_each_other(owner.at, lead.at, story)
    coordinator = new_visitor(language, width)
    email = market.address_of(coordinator, name)
    coordinator.sign_in(email)
    market.set_next_step(coordinator, story)
    for each, step in ((owner.at, "21"), (lead.at, "22")):
        expect(each.page.locator("main").get_by_text(story.step).first).to_be_visible()
        each.look(f"whole-deal/{step}-next-step-seen")
    return Deal(address, coordinator, email.split("@")[1], f"authority-{story.seller.domain}.pdf")


def agree_on_secrecy(players: Players, deal: Deal, story: Story, secrets: list[str]) -> None:
    """Write the agreement, name who reads, offer it, and sign it for both firms."""
    owner, lead = players.owner.at, players.lead.at
    nda.nda_drafted(owner, deal.id, purpose=story.words["purpose"])
    owner.look("whole-deal/23-nda-drafted")
    nda.readers_named(lead, deal.id, [players.engineer.name])
    lead.look("whole-deal/24-readers-named")
    nda.nda_offered(owner, deal.id)
    nda.nda_signed(owner, deal.id, secrets[0])
    owner.look("whole-deal/25-nda-signed")
    # the other signer has no mouse
    nda.nda_signed_by_keys(players.buyer_owner.at, deal.id, secrets[1])
    players.buyer_owner.at.look("whole-deal/26-nda-signed-by-keys")
    nda.nda_state_is(owner, "SIGNED")


def read_what_was_asked_for(players: Players, deal: Deal, story: Story) -> None:
    """Talk, ask in writing, grant, and read marked pages until the reader is removed."""
    owner, lead, engineer = players.owner.at, players.lead.at, players.engineer.at
    words = story.words
    rooms.message_sent(owner, deal.id, words["hello"])
    rooms.message_read(lead, deal.id, words["hello"])
    lead.look("whole-deal/27-messages")
    rooms.request_issued(lead, deal.id, [Asked(words["item"], words["need"])], words["request"])
    lead.look("whole-deal/28-request-issued")
    rooms.item_granted(
        owner, deal.id, words["item"], files=[deal.paper], readers=[players.engineer.name]
    )
    owner.look("whole-deal/29-granted")
    viewing.document_opened(engineer, deal.id, deal.paper)
    engineer.look("whole-deal/30-page")
    viewing.zoomed(engineer)
    engineer.look("whole-deal/30b-page-at-400-per-cent")
    rooms.reader_removed(owner, deal.id, words["item"], players.engineer.name)
    viewing.sees_nothing(engineer)
    engineer.look("whole-deal/30c-taken-away")


def contract(players: Players, deal: Deal, story: Story, secrets: list[str]) -> None:
    """Come to terms, write the contract and sign it for both firms."""
    owner, lead = players.owner.at, players.lead.at
    first = Offer(
        mode="LICENCE",
        exclusivity="NON_EXCLUSIVE",
        field=story.words["field"],
        territory=story.words["territory"],
        months=36,
        upfront="40,000,000",
        royalty="2.5",
    )
    terms.offer_sent(owner, deal.id, first)
    owner.look("whole-deal/31-terms-offered")
    terms.terms_countered(lead, deal.id, Offer(upfront=UPFRONT))
    lead.look("whole-deal/32-terms-countered")
    terms.terms_differ(owner, deal.id, ["upfront"])
    owner.look("whole-deal/33-terms-differ")
    terms.terms_accepted(owner, deal.id)
    terms.contract_drafted(owner, deal.id)
    owner.look("whole-deal/34-contract-drafted")
    terms.contract_offered(owner, deal.id)
    signers = (owner, players.buyer_owner.at)
    for number, (each, secret) in enumerate(zip(signers, secrets, strict=True)):
        terms.contract_signed(each, deal.id, secret)
        each.look(f"whole-deal/{35 + number}-contract-signed")
    terms.contract_state_is(owner, "SIGNED")


def pay(players: Players, deal: Deal, new_visitor: NewVisitor, story: Story) -> None:
    """Pay by bank transfer, deliver, accept; the money is the small firm's."""
    owner, lead = players.owner.at, players.lead.at
    treasurer = new_visitor(owner.language, owner.width)
    treasurer.sign_in(f"treasurer@{deal.institution}")
    payments.account_named(owner, deal.id)
    reference = payments.payment_instructed(lead, deal.id)
    lead.look("whole-deal/37-instructed")
    payments.receipt_confirmed(owner, deal.id)
    payments.payment_confirmed(treasurer, reference, UPFRONT)
    treasurer.look("whole-deal/38-confirmed")
    payments.payment_is(owner, "HELD")
    payments.delivery_recorded(owner, deal.id, story.words["delivery"])
    payments.delivery_accepted(lead, deal.id)
    payments.payment_is(owner, "RELEASED")
    for each, step in ((owner, "39"), (lead, "40")):
        each.look(f"whole-deal/{step}-released")
