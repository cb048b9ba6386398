"""Who signs for a firm, and the code of the second step that a signature needs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from marketplace.accounts.actors import actor_confirmed
from marketplace.accounts.services import (
    membership_add,
    membership_owner_name,
    membership_remove,
    membership_signing_set,
)
from marketplace.accounts.signing import FRESH_FOR, can_sign, second_factor_checked
from marketplace.core.errors import MarketplaceError, NotAllowedError, NotFoundError
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.written import everything_written, last_entry

if TYPE_CHECKING:
    from marketplace.accounts.models import Membership

_SIGNERS = {
    "institution_owner",
    "seller_owner",
    "outsider_sme",
    "buyer_owner",
    "buyer_deal_lead",
    "outsider_owner",
    "rival_owner",
    "blocked_owner",
    "blocked_sme",
}


def member(people: People, name: str) -> Membership:
    """Return the person's active membership."""
    return people.users[name].memberships.get(ended_at=None)


def set_signing(people: People, by: str, whom: str, *, may_sign: bool) -> Membership:
    """Let a member sign, or no longer."""
    return membership_signing_set(
        actor=people.actor(by),
        public_id=member(people, whom).public_id,
        may_sign=may_sign,
        now=NOW,
    )


def test_members_with_authority_of_a_confirmed_firm_sign_and_no_token_does(people: People) -> None:
    assert {name for name in ACTORS if can_sign(people.actor(name))} == _SIGNERS
    # its owner would sign, were the firm confirmed; the token's owner signs, the token does not
    assert people.actor("unverified_owner").signing_authority
    assert people.actor("narrow_token").signing_authority


def test_an_owner_says_who_signs_and_the_record_says_it_too(people: People) -> None:
    changed = set_signing(people, "seller_owner", "seller_engineer", may_sign=True)
    assert (changed.signing_authority, changed.revision) == (True, 2)
    assert can_sign(people.actor("seller_engineer"))
    data = json.loads(last_entry("membership.roles_changed").body or "")["data"]
    assert data == {
        "person": people.users["seller_owner"].public_id,
        "roles": ["engineer"],
        "signing_authority": True,
    }
    set_signing(people, "seller_owner", "seller_engineer", may_sign=False)
    assert not can_sign(people.actor("seller_engineer"))
    before = everything_written()
    set_signing(people, "seller_owner", "seller_engineer", may_sign=False)
    assert everything_written() == before


def test_nobody_but_the_owner_says_it(people: People) -> None:
    before = everything_written()
    for name in sorted(set(ACTORS) - {"seller_owner"}):
        with pytest.raises((NotAllowedError, NotFoundError)):
            set_signing(people, name, "seller_engineer", may_sign=True)
    with pytest.raises(NotFoundError):
        set_signing(people, "seller_owner", "buyer_scout", may_sign=True)
    assert everything_written() == before


def test_whoever_is_named_owner_signs(people: People) -> None:
    lead = member(people, "seller_deal_lead").public_id
    owner = people.actor("seller_owner")
    assert not can_sign(people.actor("seller_deal_lead"))
    membership_owner_name(actor=owner, public_id=lead, now=NOW)
    assert can_sign(people.actor("seller_deal_lead"))
    added = membership_add(
        actor=owner,
        organisation=people.organisations["seller"],
        user=people.users["no_firm"],
        roles=["owner"],
        now=NOW,
    )
    assert added.signing_authority


def test_the_confirmed_actor_keeps_the_code_and_loses_the_authority(people: People) -> None:
    signer = people.signer("buyer_deal_lead")
    confirmed = actor_confirmed(signer)
    assert (confirmed.second_factor_at, can_sign(confirmed)) == (NOW, True)
    set_signing(people, "buyer_owner", "buyer_deal_lead", may_sign=False)
    assert not can_sign(actor_confirmed(signer))
    lead = member(people, "buyer_deal_lead").public_id
    membership_remove(actor=people.actor("buyer_owner"), public_id=lead, now=NOW)
    with pytest.raises(NotAllowedError):
        actor_confirmed(signer)


def test_a_code_is_fresh_for_ten_minutes(people: People) -> None:
    signer = people.signer("seller_owner")
    a_second = timedelta(seconds=1)
    assert second_factor_checked(signer, NOW) == NOW
    assert second_factor_checked(signer, NOW + FRESH_FOR) == NOW
    assert second_factor_checked(signer, NOW - timedelta(seconds=60)) == NOW
    for actor, now in (
        (signer, NOW + FRESH_FOR + a_second),
        (signer, NOW - timedelta(seconds=61)),
        (replace(signer, second_factor_at=None), NOW),
    ):
        with pytest.raises(MarketplaceError) as refused:
            second_factor_checked(actor, now)
        assert refused.value.code == "reauthenticate"
