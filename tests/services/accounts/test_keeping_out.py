"""Firms are kept out by number, with their group, and nobody learns who is here."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.barriers import (
    barred_organisations,
    barring_organisations,
    is_barred,
)
from marketplace.accounts.models import Affiliate, Barrier
from marketplace.accounts.selectors import affiliates_own, barriers_own
from marketplace.accounts.services import (
    affiliate_declare,
    affiliate_remove,
    barrier_declare,
    barrier_lift,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.people import ACTORS, NOW, NUMBERS, People
from tests.services.accounts.written import everything_written, last_entry

# nobody here has it
STRANGER = "123-45-67891"
FIRM_OWNERS = {
    "seller_owner",
    "outsider_sme",
    "unverified_sme",
    "buyer_owner",
    "outsider_owner",
    "rival_owner",
    "blocked_owner",
    "blocked_sme",
    "unverified_owner",
}


def declare(people: People, number: str, by: str = "outsider_sme", **given: str) -> Barrier:
    """Return a barrier."""
    wish = {"kind": "rival", "name": "Them", "reason": ""} | given
    return barrier_declare(actor=people.actor(by), registration_number=number, now=NOW, **wish)


def barring(people: People, firm: str) -> set[str]:
    """Return the names of the firms that keep this one out."""
    ids = barring_organisations(organisation_id=people.organisations[firm].pk)
    return {name for name, row in people.organisations.items() if row.pk in ids}


def test_a_barrier_keeps_out_until_it_is_lifted(people: People) -> None:
    barrier = declare(people, NUMBERS["other_buyer"])
    assert barring(people, "other_buyer") == {"other_sme"}
    ids = {"a": people.organisations["other_sme"].pk, "b": people.organisations["other_buyer"].pk}
    assert is_barred(organisation_id=ids["a"], other_id=ids["b"])
    assert is_barred(organisation_id=ids["b"], other_id=ids["a"])
    entry = last_entry("barrier.declared")
    assert [row.organisation_id for row in entry.audience.all()] == [ids["a"]]
    assert json.loads(entry.body or "")["data"]["kind"] == "rival"
    assert NUMBERS["other_buyer"] not in (entry.body or "")
    barrier_lift(actor=people.actor("outsider_sme"), public_id=barrier.public_id, now=NOW)
    assert barring(people, "other_buyer") == set()
    assert barriers_own(actor=people.actor("outsider_sme")) == []
    with pytest.raises(StaleStateError):
        barrier_lift(actor=people.actor("outsider_sme"), public_id=barrier.public_id, now=NOW)


def test_an_unverified_firm_draws_nobody_into_its_group(people: People) -> None:
    declare(people, NUMBERS["new_buyer"])
    affiliate_declare(
        actor=people.actor("unverified_owner"),
        registration_number=NUMBERS["other_buyer"],
        name="Victim",
        now=NOW,
    )
    kept, other = people.organisations["other_sme"].pk, people.organisations["other_buyer"].pk
    assert barring(people, "other_buyer") == set()
    assert other not in barred_organisations(organisation_id=kept)
    assert not is_barred(organisation_id=kept, other_id=other)
    assert barring(people, "new_buyer") == {"other_sme"}


def named(people: People, who: str, number: str) -> Affiliate:
    """Name a firm as an affiliate."""
    return affiliate_declare(
        actor=people.actor(who), registration_number=number, name="Sister", now=NOW
    )


def test_a_group_is_kept_out_whole_once_both_name_each_other(people: People) -> None:
    declare(people, NUMBERS["other_buyer"])
    kept = people.organisations["other_sme"].pk
    first = named(people, "buyer_owner", NUMBERS["other_buyer"])
    # one side's word alone neither draws the other in nor shows who keeps it out
    assert barring(people, "buyer") == set()
    assert affiliates_own(actor=people.actor("buyer_owner")) == [first]

    named(people, "outsider_owner", NUMBERS["buyer"])
    assert barring(people, "buyer") == {"other_sme"}
    assert people.organisations["buyer"].pk in barred_organisations(organisation_id=kept)
    affiliate_remove(actor=people.actor("buyer_owner"), public_id=first.public_id, now=NOW)
    assert barring(people, "buyer") == set()
    assert people.organisations["buyer"].pk not in barred_organisations(organisation_id=kept)


def test_naming_a_firm_that_is_not_here_counts_at_once(people: People) -> None:
    declare(people, STRANGER)
    named(people, "buyer_owner", STRANGER)
    kept = people.organisations["other_sme"].pk
    assert barring(people, "buyer") == {"other_sme"}
    assert people.organisations["buyer"].pk in barred_organisations(organisation_id=kept)


def test_the_number_of_questions_does_not_grow(people: People) -> None:
    firm = people.organisations["other_buyer"].pk
    for number in (NUMBERS["other_buyer"], STRANGER):
        declare(people, number)
        affiliate_declare(
            actor=people.actor("unverified_owner"),
            registration_number=number,
            name="A",
            now=NOW,
        )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        barring_organisations(organisation_id=firm)
    assert len(asked) == 1
    assert barring_organisations(organisation_id=None) == frozenset()


def test_whether_the_firm_is_here_no_answer_tells(people: People) -> None:
    with CaptureQueriesContext(connection) as here:
        known = declare(people, NUMBERS["other_buyer"])
    with CaptureQueriesContext(connection) as not_here:
        unknown = declare(people, STRANGER)
    assert (known.kind, known.name, known.reason) == (unknown.kind, unknown.name, unknown.reason)
    # the same work, so that not even its time tells
    assert len(here) == len(not_here)
    affiliates = [
        affiliate_declare(
            actor=people.actor("outsider_sme"), registration_number=number, name="A", now=NOW
        )
        for number in (NUMBERS["buyer"], STRANGER)
    ]
    assert {row.name for row in affiliates} == {"A"}


def test_nobody_but_the_owner_of_a_firm_declares_or_reads(people: People) -> None:
    barrier = declare(people, STRANGER)
    before = everything_written()
    for name in set(ACTORS) - FIRM_OWNERS:
        with pytest.raises(NotAllowedError):
            declare(people, NUMBERS["buyer"], name)
        with pytest.raises(NotAllowedError):
            affiliate_declare(
                actor=people.actor(name), registration_number=STRANGER, name="A", now=NOW
            )
        assert barriers_own(actor=people.actor(name)) == []
    for name in set(ACTORS) - {"outsider_sme"}:
        with pytest.raises((NotAllowedError, NotFoundError)):
            barrier_lift(actor=people.actor(name), public_id=barrier.public_id, now=NOW)
    assert everything_written() == before


@pytest.mark.parametrize(
    ("number", "given", "code"),
    [
        (NUMBERS["other_sme"], {}, "own_number"),
        ("123-45-67890", {}, "invalid"),
        (STRANGER, {"name": " "}, "required"),
        (STRANGER, {"kind": "enemy"}, "not_a_choice"),
        (STRANGER, {"reason": "x" * 501}, "too_long"),
    ],
)
def test_what_is_wrong_is_named(
    people: People, number: str, given: dict[str, str], code: str
) -> None:
    before = everything_written()
    with pytest.raises(InvalidInputError) as refused:
        declare(people, number, **given)
    assert refused.value.code == code
    assert everything_written() == before


def test_a_firm_is_declared_once_of_each_kind_and_twenty_a_day(people: People) -> None:
    declare(people, STRANGER)
    declare(people, STRANGER, kind="block")
    with pytest.raises(MarketplaceError) as refused:
        declare(people, STRANGER)
    assert refused.value.code == "declared_already"
    rows = Barrier.objects.filter(organisation=people.organisations["other_sme"])
    for number in range(18):
        Barrier.objects.create(
            organisation=people.organisations["other_sme"],
            kind="rival",
            registration_number=f"{number:010}",
            name="A",
            declared_at=NOW,
            lifted_at=NOW,
        )
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        declare(people, NUMBERS["buyer"])
    assert refused.value.code == "too_many_today"
    assert everything_written() == before
    rows.update(declared_at=NOW - timedelta(days=1))
    assert declare(people, NUMBERS["buyer"]).lifted_at is None
