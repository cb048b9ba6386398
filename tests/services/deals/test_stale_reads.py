"""Who read terms before somebody else changed them acts on what they are now.

On PostgreSQL a request may read, wait for the lock of the match, and go on with what it had read;
the next revision is easily guessed, so that it alone proves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals import services
from contracts.deals.models import Contract
from contracts.deals.selectors.contracts import contract_model_for
from contracts.deals.selectors.sheets import sheet_model_for
from marketplace.core.errors import StaleStateError
from tests.factories.deals import contract_made, contract_signed_by, terms, terms_made
from tests.factories.people import NOW
from tests.services.deals.acting import LATER, refused

if TYPE_CHECKING:
    from tests.factories.people import People


def test_nobody_accepts_their_own_terms_in_the_wake_of_a_colleague(people: People) -> None:
    seller, colleague = people.actor("seller_owner"), people.actor("seller_deal_lead")
    sheet = terms_made(people, "countered")
    read_before = sheet_model_for(actor=seller, public_id=sheet.public_id)
    dearer = terms(upfront=9_000_000_000)
    services.terms_counter(actor=colleague, sheet=sheet, revision=2, content=dearer, now=NOW)
    refused(
        StaleStateError,
        lambda: services.terms_accept(actor=seller, sheet=read_before, revision=3, now=LATER),
    )


def test_no_contract_is_made_of_terms_that_were_withdrawn(people: People) -> None:
    seller, buyer = people.actor("seller_owner"), people.actor("buyer_deal_lead")
    sheet = terms_made(people, "agreed")
    read_before = sheet_model_for(actor=seller, public_id=sheet.public_id)
    services.terms_withdraw(actor=buyer, sheet=sheet, revision=2, now=NOW)
    for revision in (2, 3):
        refused(
            StaleStateError,
            lambda revision=revision: services.contract_draft(  # type: ignore[misc]
                actor=seller, sheet=read_before, revision=revision, language="en", now=LATER
            ),
        )


def test_a_second_signature_that_read_before_the_first_one_still_makes_the_contract(
    people: People,
) -> None:
    contract = contract_made(people, "offered")
    buyer = people.signer("buyer_deal_lead", NOW)
    read_before = contract_model_for(actor=buyer, public_id=contract.public_id)
    contract_signed_by(people, contract, "seller_owner", now=NOW)
    services.contract_sign(
        actor=buyer,
        contract=read_before,
        revision=Contract.objects.get(pk=contract.pk).revision,
        title="Director",
        now=NOW,
    )
    assert Contract.objects.get(pk=contract.pk).state == "signed"


def test_an_offer_that_was_signed_meanwhile_is_not_taken_back(people: People) -> None:
    contract = contract_made(people, "offered")
    seller = people.actor("seller_owner")
    read_before = contract_model_for(actor=seller, public_id=contract.public_id)
    contract_signed_by(people, contract, "buyer_deal_lead", now=NOW)
    revision = Contract.objects.get(pk=contract.pk).revision
    refused(
        StaleStateError,
        lambda: services.contract_withdraw(
            actor=seller, contract=read_before, revision=revision, now=LATER
        ),
    )
