"""Everybody's place in the vault, and who is told of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.escrow.selectors import deposits_tied_to, releases_of_deposit, vault_for
from tests.factories.deposits import age_key, deposit_made
from tests.factories.keys import age_key_made
from tests.factories.releases import released

if TYPE_CHECKING:
    from tests.factories.people import People

pytestmark = pytest.mark.django_db


def test_a_writer_begins_with_the_firm_and_then_with_what_was_written_last(people: People) -> None:
    actor = people.actor("seller_owner")
    fresh = vault_for(actor=actor)
    assert fresh.can_write
    assert fresh.depositor_name == people.organisations["seller"].name_ko
    assert fresh.depositor_address == ""
    deposit = deposit_made(people, "sealed")
    again = vault_for(actor=actor)
    assert (again.depositor_name, again.depositor_address) == (
        deposit.depositor_name,
        deposit.depositor_address,
    )


def test_keys_count_for_those_who_may_hold_one(people: People) -> None:
    before = vault_for(actor=people.actor("seller_owner")).active_keys
    age_key_made(people, "seller_owner")
    assert vault_for(actor=people.actor("seller_owner")).active_keys == before + 1
    for who in ("buyer_scout", "reviewer"):
        place = vault_for(actor=people.actor(who))
        assert (place.can_hold_keys, place.active_keys) == (False, 0)


def test_others_learn_nothing_of_a_depositor(people: People) -> None:
    deposit_made(people, "sealed")
    for who in ("seller_engineer", "buyer_deal_lead", "outsider_sme", "reviewer"):
        place = vault_for(actor=people.actor(who))
        assert "가산로" not in place.depositor_address
        assert place.can_write == (who in {"buyer_deal_lead", "outsider_sme"})


def test_a_release_is_told_to_the_depositing_firm_alone(people: People) -> None:
    deposit = deposit_made(people, "attached")
    release = released(people, deposit, [age_key()[1]])[0]
    for who in people.users:
        told = releases_of_deposit(actor=people.actor(who), public_id=deposit.public_id)
        readers = {"seller_owner", "seller_deal_lead", "seller_engineer"}
        assert told == ([release] if who in readers else [])


def test_only_its_firm_learns_which_deposits_a_technology_has(people: People) -> None:
    deposit = deposit_made(people, "attached")
    deposit_made(people, "sealed", key="untied")
    assert deposit.technology is not None
    for who in people.users:
        tied = deposits_tied_to(actor=people.actor(who), technology_id=deposit.technology.public_id)
        readers = {"seller_owner", "seller_deal_lead", "seller_engineer"}
        assert tied == ([deposit] if who in readers else [])
