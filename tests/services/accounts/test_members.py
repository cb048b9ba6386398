"""Roles change, members go, and one owner always stays, however many act at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier as Meeting
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from marketplace.accounts.models import ApiToken, Membership
from marketplace.accounts.selectors import active_members, members_for
from marketplace.accounts.services import (
    membership_add,
    membership_owner_name,
    membership_remove,
    membership_roles_set,
    organisation_leave,
    people_enrol,
    token_create,
)
from marketplace.accounts.services.registering import NewPerson
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.people import ACTORS, NOW, People, people_made
from tests.services.accounts.written import everything_written, last_entry

if TYPE_CHECKING:
    from collections.abc import Callable


def member(people: People, name: str) -> Membership:
    """Return the person's active membership."""
    return people.users[name].memberships.get(ended_at=None)


def set_roles(people: People, by: str, whom: str, roles: list[str], revision: int = 1) -> object:
    """Set roles as the API would."""
    return membership_roles_set(
        actor=people.actor(by),
        public_id=member(people, whom).public_id,
        revision=revision,
        roles=roles,
        signing_authority=True,
        now=NOW,
    )


def test_the_owner_changes_roles_and_the_record_says_what_they_are(people: People) -> None:
    set_roles(people, "seller_owner", "seller_engineer", ["deal_lead"])
    row = member(people, "seller_engineer")
    assert (row.revision, row.signing_authority) == (2, True)
    assert set(people.actor("seller_engineer").roles) == {"deal_lead"}
    data = json.loads(last_entry("membership.roles_changed").body or "")["data"]
    assert data == {
        "person": people.users["seller_owner"].public_id,
        "roles": ["deal_lead"],
        "signing_authority": True,
    }


def test_nobody_but_an_owner_changes_anything(people: People) -> None:
    target = member(people, "seller_engineer").public_id
    before = everything_written()
    for name in set(ACTORS) - {"seller_owner"}:
        actor = people.actor(name)
        acts: tuple[Callable[[], object], ...] = (
            lambda: set_roles(people, name, "seller_engineer", ["deal_lead"]),  # noqa: B023
            lambda: membership_owner_name(actor=actor, public_id=target, now=NOW),  # noqa: B023
            lambda: membership_remove(actor=actor, public_id=target, now=NOW),  # noqa: B023
        )
        for act in acts:
            with pytest.raises((NotAllowedError, NotFoundError)):
                act()
    assert everything_written() == before


def test_a_deal_lead_makes_nobody_an_owner_not_even_themselves(people: People) -> None:
    before = everything_written()
    with pytest.raises(NotAllowedError):
        set_roles(people, "seller_deal_lead", "seller_deal_lead", ["owner"])
    with pytest.raises(InvalidInputError) as refused:
        set_roles(people, "seller_owner", "seller_deal_lead", ["owner"])
    assert refused.value.code == "name_owner_instead"
    with pytest.raises(InvalidInputError) as refused:
        set_roles(people, "seller_owner", "seller_deal_lead", ["reviewer"])
    assert refused.value.code == "not_a_choice"
    assert everything_written() == before


def test_a_stale_page_changes_nothing(people: People) -> None:
    set_roles(people, "seller_owner", "seller_engineer", ["deal_lead"])
    before = everything_written()
    with pytest.raises(StaleStateError):
        set_roles(people, "seller_owner", "seller_engineer", [])
    assert everything_written() == before


def test_the_last_owner_stays_until_another_is_named(people: People) -> None:
    before = everything_written()
    acts: tuple[Callable[[], object], ...] = (
        lambda: set_roles(people, "seller_owner", "seller_owner", ["deal_lead"]),
        lambda: organisation_leave(actor=people.actor("seller_owner"), now=NOW),
    )
    for act in acts:
        with pytest.raises(MarketplaceError) as refused:
            act()
        assert refused.value.code == "last_owner"
    with pytest.raises(MarketplaceError) as refused:
        membership_remove(
            actor=people.actor("seller_owner"),
            public_id=member(people, "seller_owner").public_id,
            now=NOW,
        )
    assert refused.value.code == "leave_instead"
    assert everything_written() == before
    lead = member(people, "seller_deal_lead").public_id
    membership_owner_name(actor=people.actor("seller_owner"), public_id=lead, now=NOW)
    assert set(people.actor("seller_deal_lead").roles) == {"owner", "deal_lead"}
    with pytest.raises(MarketplaceError) as refused:
        membership_owner_name(actor=people.actor("seller_owner"), public_id=lead, now=NOW)
    assert refused.value.code == "owner_already"
    organisation_leave(actor=people.actor("seller_owner"), now=NOW)
    assert not people.actor("seller_owner").is_member


def test_an_owner_who_was_removed_a_moment_ago_does_nothing_more(people: People) -> None:
    lead = member(people, "seller_deal_lead").public_id
    membership_owner_name(actor=people.actor("seller_owner"), public_id=lead, now=NOW)
    gone = people.actor("seller_owner")
    membership_remove(
        actor=people.actor("seller_deal_lead"),
        public_id=member(people, "seller_owner").public_id,
        now=NOW,
    )
    before = everything_written()
    with pytest.raises(NotAllowedError):
        membership_remove(actor=gone, public_id=lead, now=NOW)
    with pytest.raises(NotAllowedError):
        organisation_leave(actor=gone, now=NOW)
    assert everything_written() == before


def test_who_goes_loses_tokens_and_sockets_at_once(
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    told: list[tuple[str, object]] = []
    monkeypatch.setattr(
        "marketplace.accounts.services.locking.publish",
        lambda group, event: told.append((group, event)),
    )
    engineer = people.users["seller_engineer"]
    token_create(
        actor=people.actor("seller_engineer"),
        name="A",
        scopes=["market:read"],
        expires_in_days=9,
        now=NOW,
    )
    with django_capture_on_commit_callbacks(execute=True):
        membership_remove(
            actor=people.actor("seller_owner"),
            public_id=member(people, "seller_engineer").public_id,
            now=NOW,
        )
        assert told == []
    assert told == [(f"user.{engineer.pk}", {"close": True})]
    assert ApiToken.objects.get(user=engineer).revoked_at == NOW
    body = json.loads(last_entry("membership.ended").body or "")
    assert body["data"] == {
        "person": people.users["seller_owner"].public_id,
        "cause": "removed",
    }
    assert engineer.email not in json.dumps(body)
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        set_roles(people, "seller_owner", "seller_deal_lead", [])
    assert told == [(f"user.{people.users['seller_deal_lead'].pk}", {"close": True})]


def test_members_see_their_colleagues_and_only_owners_may_change_them(people: People) -> None:
    names = {"seller_owner", "seller_deal_lead", "seller_engineer", "seller_member"}
    for name in names:
        read = members_for(actor=people.actor(name))
        assert {row.membership.user for row in read} == {people.users[n] for n in names}
        assert {row.can_change for row in read} == {name == "seller_owner"}
        (own,) = (row for row in read if row.is_self)
        assert not own.can_remove
    assert members_for(actor=people.actor("no_firm")) == []


def test_addresses_are_of_active_members_with_the_role(people: People) -> None:
    seller, buyer = people.organisations["seller"].pk, people.organisations["buyer"].pk
    found = active_members(organisation_ids=[seller, buyer], roles=["owner", "deal_lead"])
    assert {row.email for row in found} == {
        people.users[name].email
        for name in ("seller_owner", "seller_deal_lead", "buyer_owner", "buyer_deal_lead")
    }
    (only,) = active_members(organisation_ids=[seller, buyer], roles=["owner"], kind="sme")
    assert only.user_id == people.users["seller_owner"].pk
    verifiers = active_members(organisation_ids=None, roles=["verifier"])
    assert {row.user_id for row in verifiers} == {
        people.users[name].pk for name in ("verifier", "checking_reviewer")
    }
    assert len(active_members(organisation_ids=[seller], roles=[])) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["both leave", "each removes the other", "both step down"])
def test_of_two_owners_who_go_at_once_one_stays(act: str) -> None:
    people = people_made()
    first = people.actor("buyer_owner")
    membership_owner_name(actor=first, public_id=member(people, "buyer_scout").public_id, now=NOW)
    pairs = {
        name: (people.actor(name), member(people, name)) for name in ("buyer_owner", "buyer_scout")
    }
    meeting = Meeting(2)

    def go(name: str, other: str) -> str:
        actor, own = pairs[name]
        meeting.wait()
        try:
            if act == "both leave":
                organisation_leave(actor=actor, now=NOW)
            elif act == "each removes the other":
                membership_remove(actor=actor, public_id=pairs[other][1].public_id, now=NOW)
            else:
                membership_roles_set(
                    actor=actor,
                    public_id=own.public_id,
                    revision=own.revision,
                    roles=[],
                    signing_authority=False,
                    now=NOW,
                )
        except MarketplaceError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(go, ("buyer_owner", "buyer_scout"), ("buyer_scout", "buyer_owner")))
    assert ends.count("done") == 1, ends
    owners = Membership.objects.filter(
        organisation=people.organisations["buyer"], ended_at=None, roles__role="owner"
    )
    assert owners.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_person_joins_one_firm_however_many_add_them_at_once() -> None:
    people = people_made()
    user = people_enrol(
        people=[NewPerson("twice@people.example", "Twice", "ko")], password="long enough", now=NOW
    )["twice@people.example"]
    meeting = Meeting(2)

    def add(owner: str, firm: str) -> str:
        actor = people.actor(owner)
        meeting.wait()
        try:
            membership_add(
                actor=actor,
                organisation=people.organisations[firm],
                user=user,
                roles=[],
                now=NOW,
            )
        except MarketplaceError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(add, ("seller_owner", "buyer_owner"), ("seller", "buyer")))
    assert ends == ["done", "member_elsewhere"]
    assert user.memberships.count() == 1
