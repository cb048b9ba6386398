"""The demo's matched firms go on: secrecy, room, terms, contract, payment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from contracts.deals.content import MilestoneContent, TermsContent
from contracts.deals.models import Contract, TermSheet
from contracts.deals.services import (
    contract_draft,
    contract_offer,
    contract_sign,
    terms_accept,
    terms_counter,
    terms_offer,
)
from contracts.payments.models import Installment
from contracts.payments.services import (
    delivery_record,
    payment_confirm,
    payment_instruct,
    plans_make,
    receipt_confirm,
)
from marketplace.accounts.models import Membership
from marketplace.accounts.services import membership_signing_set
from marketplace.config.demo.load import files
from marketplace.config.demo.load.firms import owner_of
from marketplace.config.demo.load.matches import match_of
from marketplace.config.demo.load.ndas import nda_draft_write, nda_go_on, nda_holders_name
from marketplace.config.demo.load.rooms import (
    data_ask,
    item_give,
    item_turn_down,
    room_file_put,
    room_write,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story

    Act = Callable[[Story, Table, Table, dt.datetime], None]


def deals_tell(story: Story) -> None:
    """Let each deal come as far as the file says."""
    told = files.table("deals")
    for row in told["signers"]:
        story.at(story.moment(row["at"]), partial(_let_sign, story, row["of"]))
    for pair in told["deals"]:
        for row in pair["acts"]:
            act = partial(_ACTS[row["act"]], story, pair, row)
            # what encrypts a file waits for nothing in a transaction
            story.at(story.moment(row["at"]), act, outside=row["act"] == "put_file")


def _let_sign(story: Story, email: str, now: dt.datetime) -> None:
    firm = next(one["firm"] for one in files.people() if one["email"] == email)
    membership = Membership.objects.get(user__email=email, ended_at=None)
    membership_signing_set(
        actor=story.actor(owner_of(firm)), public_id=membership.public_id, may_sign=True, now=now
    )


def _offer_terms(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    terms_offer(
        actor=story.actor(row["by"]),
        match=match_of(story, pair),
        content=_terms(story, row["terms"]),
        now=now,
    )


def _counter_terms(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    sheet = _sheet(story, pair)
    terms_counter(
        actor=story.actor(row["by"]),
        sheet=sheet,
        revision=sheet.revision,
        content=_terms(story, row["terms"]),
        now=now,
    )


def _accept_terms(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    sheet = _sheet(story, pair)
    terms_accept(actor=story.actor(row["by"]), sheet=sheet, revision=sheet.revision, now=now)


def _draft_contract(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    sheet = _sheet(story, pair)
    contract_draft(
        actor=story.actor(row["by"]),
        sheet=sheet,
        revision=sheet.revision,
        language=row["language"],
        now=now,
    )


def _offer_contract(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    contract = _contract(story, pair)
    contract_offer(
        actor=story.actor(row["by"]), contract=contract, revision=contract.revision, now=now
    )


def _sign_contract(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    contract = _contract(story, pair)
    contract_sign(
        actor=story.signer(row["by"], now),
        contract=contract,
        revision=contract.revision,
        title=row["title"],
        now=now,
    )
    # the log's handlers would do it with the second signature
    plans_make(contract_ids=[contract.public_id], now=now)


def _instruct_payment(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    first = _first_payment(story, pair)
    payment_instruct(
        actor=story.actor(row["by"]),
        installment=first,
        revision=first.revision,
        provider="bank",
        now=now,
    )


def _confirm_receipt(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    first = _first_payment(story, pair)
    receipt_confirm(
        actor=story.actor(row["by"]), installment=first, revision=first.revision, now=now
    )


def _confirm_payment(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    first = _first_payment(story, pair)
    payment_confirm(
        actor=story.actor(row["by"]), installment=first, revision=first.revision, now=now
    )


def _record_delivery(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    first = _first_payment(story, pair)
    delivery_record(
        actor=story.actor(row["by"]),
        installment=first,
        revision=first.revision,
        words=row["words"],
        now=now,
    )


def _terms(story: Story, given: Table) -> TermsContent:
    milestones = tuple(
        MilestoneContent(**(one | {"due_on": story.day(one["due_on"])}))
        for one in given["milestones"]
    )
    return TermsContent(**(given | {"milestones": milestones}))


def _sheet(story: Story, pair: Table) -> TermSheet:
    return TermSheet.objects.select_related("match__technology").get(match=match_of(story, pair))


def _contract(story: Story, pair: Table) -> Contract:
    rows = Contract.objects.select_related("match__technology", "sheet", "version")
    return rows.get(match=match_of(story, pair))


def _first_payment(story: Story, pair: Table) -> Installment:
    return Installment.objects.get(plan__match=match_of(story, pair), position=0)


_ACTS: Final[dict[str, Act]] = {
    "draft_nda": nda_draft_write,
    "name_holders": nda_holders_name,
    "offer_nda": nda_go_on,
    "sign_nda": nda_go_on,
    "write": room_write,
    "put_file": room_file_put,
    "ask": data_ask,
    "grant": item_give,
    "refuse": item_turn_down,
    "offer_terms": _offer_terms,
    "counter_terms": _counter_terms,
    "accept_terms": _accept_terms,
    "draft_contract": _draft_contract,
    "offer_contract": _offer_contract,
    "sign_contract": _sign_contract,
    "instruct_payment": _instruct_payment,
    "confirm_receipt": _confirm_receipt,
    "confirm_payment": _confirm_payment,
    "record_delivery": _record_delivery,
}
