"""Terms and contracts in every state, written by the services that people use."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.deals.content import MilestoneContent, TermsContent
from contracts.deals.models import Contract, TermSheet
from contracts.deals.services import (
    contract_draft,
    contract_expire_due,
    contract_offer,
    contract_refuse,
    contract_sign,
    contract_withdraw,
    terms_accept,
    terms_counter,
    terms_offer,
    terms_withdraw,
)
from contracts.rooms.models import Room
from contracts.rooms.services import rooms_recheck
from tests.factories.kept_worlds import kept
from tests.factories.market import match_made
from tests.factories.ndas import nda_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from matching.models import Match
    from tests.factories.people import People

SHEET_STATES = ("open", "countered", "agreed", "withdrawn")
CONTRACT_STATES = (
    "draft",
    "offered",
    "half_signed",
    "signed",
    "refused",
    "withdrawn",
    "lapsed",
)
_STORED = {"countered": "open", "half_signed": "offered"}


def milestone(mark: str = "", **changes: object) -> MilestoneContent:
    """Return a milestone that asks for samples; `mark` stands in every text."""
    content = MilestoneContent(
        title=f"Samples {mark}".strip(),
        amount=40_000_000,
        due_on=NOW.date() + dt.timedelta(days=500),
        delivery=f"Twenty sheets for the oven test {mark}".strip(),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def terms(mark: str = "", **changes: object) -> TermsContent:
    """Return complete terms; `mark` stands in every text."""
    content = TermsContent(
        mode="licence",
        field=f"Battery packs of vehicles {mark}".strip(),
        territory=f"Korea {mark}".strip(),
        exclusivity="exclusive",
        months=60,
        currency="KRW",
        upfront=60_000_000,
        royalty_basis_points=250,
        note=f"Training of two days {mark}".strip(),
        milestones=(
            milestone(mark),
            milestone(
                mark,
                title=f"Release {mark}".strip(),
                amount=50_000_000,
                delivery=f"The technology as deposited {mark}".strip(),
                deposit_release=True,
            ),
        ),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def room_opened(people: People, *, key: str = "one", mark: str = "") -> Match:
    """Return a match of seller and buyer with a signed NDA, whose room is open."""
    nda = nda_made(
        people, "signed", key=key, mark=mark, match=match_made(people, "matched", key=key)
    )
    rooms_recheck(nda_ids=[nda.public_id], now=NOW)
    assert Room.objects.filter(match=nda.match, state="open").exists()
    return nda.match


@kept
def terms_made(
    people: People,
    state: str = "agreed",
    *,
    key: str = "one",
    match: Match | None = None,
    mark: str = "",
    content: TermsContent | None = None,
    now: dt.datetime = NOW,
) -> TermSheet:
    """Return terms that the seller offered first, moved to the state along its table.

    Args:
        people: The cast.
        state: One of `SHEET_STATES`.
        key: Tells its match from another test's, where none is given.
        match: A matched one of seller and buyer with an open room.
        mark: Stands in every text.
        content: What is offered, instead of the usual terms.
        now: When all of it happens.
    """
    seller, lead = people.actor("seller_owner"), people.actor("buyer_deal_lead")
    given = content or terms(mark)
    sheet = terms_offer(
        actor=seller,
        match=match or room_opened(people, key=f"terms-{state}-{key}", mark=mark),
        content=given,
        now=now,
    )
    if state == "countered":
        other = replace(given, upfront=given.upfront + 1)
        terms_counter(actor=lead, sheet=sheet, revision=1, content=other, now=now)
    elif state == "agreed":
        terms_accept(actor=lead, sheet=sheet, revision=1, now=now)
    elif state == "withdrawn":
        terms_withdraw(actor=seller, sheet=sheet, revision=1, now=now)
    sheet.refresh_from_db()
    assert sheet.state == _STORED.get(state, state)
    return sheet


@kept
def contract_made(
    people: People,
    state: str = "signed",
    *,
    key: str = "one",
    match: Match | None = None,
    mark: str = "",
    content: TermsContent | None = None,
    language: str = "en",
    now: dt.datetime = NOW,
) -> Contract:
    """Return a contract that the seller drafted and offered, moved to the state along its table.

    Args:
        people: The cast.
        state: One of `CONTRACT_STATES`.
        key: Tells its match from another test's, where none is given.
        match: A matched one of seller and buyer with an open room.
        mark: Stands in every text.
        content: What was agreed, instead of the usual terms.
        language: Of the contract.
        now: When all of it happens, but for what comes with time.
    """
    seller = people.actor("seller_owner")
    sheet = terms_made(
        people,
        "agreed",
        key=f"contract-{state}-{key}",
        match=match,
        mark=mark,
        content=content,
        now=now,
    )
    contract = contract_draft(
        actor=seller, sheet=sheet, revision=sheet.revision, language=language, now=now
    )
    if state == "withdrawn":
        contract_withdraw(actor=seller, contract=contract, revision=1, now=now)
    elif state != "draft":
        contract_offer(actor=seller, contract=contract, revision=1, now=now)
        _moved_on(people, contract, state, mark, now)
    contract.refresh_from_db()
    assert contract.state == _STORED.get(state, state)
    return contract


def contract_signed_by(
    people: People, contract: Contract, who: str, now: dt.datetime = NOW
) -> Contract:
    """Let a person sign what is offered, a moment after a code of the second step."""
    return contract_sign(
        actor=people.signer(who, now),
        contract=contract,
        revision=contract.revision,
        title="Director",
        now=now,
    )


def _moved_on(people: People, contract: Contract, state: str, mark: str, now: dt.datetime) -> None:
    if state == "refused":
        contract_refuse(
            actor=people.actor("buyer_deal_lead"),
            contract=contract,
            revision=contract.revision,
            reason="not_approved",
            words=f"The board said no {mark}".strip(),
            now=now,
        )
    elif state == "lapsed":
        assert contract.expires_at is not None
        contract_expire_due(subject=contract.public_id, now=contract.expires_at)
    elif state != "offered":
        contract_signed_by(people, contract, "seller_owner", now)
        if state == "signed":
            contract_signed_by(people, contract, "buyer_deal_lead", now)
