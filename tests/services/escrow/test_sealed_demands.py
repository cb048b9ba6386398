"""A large firm seals what it knew, names it in a demand, and nobody reads more than they may."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.demands.models import Demand
from marketplace.demands.selectors import demand_for, demands_published
from marketplace.demands.services import demand_publish, demand_unseal
from marketplace.escrow.certificate.reading import certificate_chunks
from marketplace.escrow.models import Certificate, FileFingerprint
from marketplace.escrow.selectors import demands_of_deposit, deposit_for
from marketplace.escrow.services import demand_seal, manifest_fetchable
from matching.selectors.matches import match_for, matches_for
from matching.services import match_end
from tests.factories.deposits import deposit_made
from tests.factories.market import demand_made, match_made
from tests.factories.people import ACTORS, NOW
from tests.services.escrow.acting import everything, kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from tests.factories.people import People

BUYERS = {"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer", "buyer_member"}
MONTH = f"{NOW:%Y-%m}"


def refused(error: type[Exception], act: Callable[[], object]) -> None:
    """Check that an act is refused and leaves no trace, in the demands neither."""
    before = [everything(), list(Demand.objects.order_by("pk").values())]
    with pytest.raises(error):
        act()
    assert [everything(), list(Demand.objects.order_by("pk").values())] == before


def test_a_publication_binds_the_commitment_of_what_was_sealed(people: People) -> None:
    deposit = deposit_made(people, firm="buyer")
    demand = demand_made(people, "published", sealed_with=deposit)
    assert demand.publication_entry is not None
    body = json.loads(demand.publication_entry.body or "")["data"]
    assert body["seal"] == deposit.commitment
    assert body["content_sha256"] == demand.content_sha256
    assert kinds("demand", demand.public_id) == ["demand.sealed", "demand.published"]
    assert kinds("deposit", deposit.public_id) == ["deposit.sealed", "demand.sealed"]
    assert demand.seal_entry == deposit.entry

    manifest = manifest_fetchable(actor=people.actor("buyer_owner"), deposit=deposit)
    assert hashlib.sha256(manifest).hexdigest() == body["seal"]


def test_a_demand_without_a_seal_says_nothing_of_one(people: People) -> None:
    demand = demand_made(people, "published")
    assert demand.publication_entry is not None
    assert "seal" not in json.loads(demand.publication_entry.body or "")["data"]
    row = demand_for(actor=people.actor("buyer_scout"), public_id=demand.public_id)
    assert (row.sealed_month, row.seal) == (None, None)


def test_readers_learn_the_month_and_the_own_firm_the_deposit(people: People) -> None:
    deposit = deposit_made(people, firm="buyer")
    demand = demand_made(people, "published", sealed_with=deposit)
    for name in ACTORS:
        actor = people.actor(name)
        try:
            row = demand_for(actor=actor, public_id=demand.public_id)
        except NotFoundError:
            continue
        assert row.sealed_month == MONTH, name
        if name in BUYERS:
            assert row.seal is not None
            assert (row.seal.deposit_id, row.seal.deposit_number) == (
                deposit.public_id,
                deposit.number,
            )
            continue
        told = str(asdict(row))
        assert row.seal is None, name
        for hidden in (deposit.public_id, deposit.commitment, deposit.number, f"{MONTH}-"):
            assert str(hidden) not in told, name


def test_a_match_tells_the_day_and_the_proof_while_it_stands(people: People) -> None:
    deposit = deposit_made(people, firm="buyer")
    demand = demand_made(people, "published", sealed_with=deposit)
    match = match_made(people, "requested", demand=demand)
    seller = people.actor("seller_owner")
    assert match_for(actor=seller, public_id=match.public_id, now=NOW).demand_seal is None

    other = match_made(people, "matched", demand=demand, key="other")
    for name in ("seller_owner", "seller_engineer", "buyer_deal_lead", "case_coordinator"):
        row = match_for(actor=people.actor(name), public_id=other.public_id, now=NOW)
        assert row.demand_seal is not None, name
        assert row.demand_seal.sealed_at == deposit.sealed_at
        assert row.demand_seal.commitment == deposit.commitment
        assert row.demand_seal.record.kind == "deposit.sealed"
        # what the record says, and which deposit it is, stays with the firm that sealed
        assert (row.demand_seal.record.body, row.demand_seal.record.salt) == (None, None)
        assert (row.demand_seal.deposit_id, row.demand_seal.deposit_number) == (None, None)
        assert deposit.public_id not in str(asdict(row.demand_seal)), name
    assert match_for(actor=seller, public_id=match.public_id, now=NOW).demand_seal is None

    lead = people.actor("buyer_deal_lead")
    match_end(actor=lead, match=other, revision=other.revision, words="Plans changed", now=NOW)
    assert match_for(actor=seller, public_id=other.public_id, now=NOW).demand_seal is None


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("buyer_scout", NotAllowedError),
        ("buyer_owner", NotAllowedError),
        ("buyer_engineer", NotAllowedError),
        ("buyer_member", NotAllowedError),
        ("outsider_large", NotAllowedError),
        ("seller_owner", NotAllowedError),
        ("case_coordinator", NotAllowedError),
        ("narrow_token", NotAllowedError),
    ],
)
def test_only_who_reads_deposits_and_writes_demands_seals_one(
    people: People, who: str, error: type[Exception]
) -> None:
    deposit, demand = deposit_made(people, firm="buyer"), demand_made(people)
    actor = people.actor(who)
    refused(error, lambda: demand_seal(actor=actor, deposit=deposit, demand=demand, now=NOW))


def test_only_a_sealed_deposit_of_the_own_firm_seals_a_draft(people: People) -> None:
    lead, demand = people.actor("buyer_deal_lead"), demand_made(people)
    open_, foreign = deposit_made(people, "draft", firm="buyer"), deposit_made(people)
    refused(
        StaleStateError,
        lambda: demand_seal(actor=lead, deposit=open_, demand=demand, now=NOW),
    )
    refused(
        NotAllowedError,
        lambda: demand_seal(actor=lead, deposit=foreign, demand=demand, now=NOW),
    )
    sealed = deposit_made(people, firm="buyer", key="late")
    for state in ("published", "closed"):
        over = demand_made(people, state, key="over")
        refused(
            StaleStateError,
            lambda over=over: demand_seal(actor=lead, deposit=sealed, demand=over, now=NOW),  # type: ignore[misc]
        )


def test_a_draft_takes_another_seal_or_loses_it_until_it_is_published(people: People) -> None:
    lead, scout = people.actor("buyer_deal_lead"), people.actor("buyer_scout")
    first, second = (deposit_made(people, firm="buyer", key=key) for key in ("1", "2"))
    demand = demand_made(people, sealed_with=first)
    demand_seal(actor=lead, deposit=second, demand=demand, now=NOW)
    assert demand.seal_commitment == second.commitment
    for who in ("buyer_owner", "buyer_scout", "buyer_engineer", "outsider_large"):
        refused(
            NotAllowedError,
            lambda who=who: demand_unseal(actor=people.actor(who), demand=demand, now=NOW),  # type: ignore[misc]
        )
    # no word of the draft changed, so whoever writes it goes on
    assert demand.revision == 1
    demand_unseal(actor=lead, demand=demand, now=NOW)
    assert (demand.seal_commitment, demand.sealed_at, demand.seal_entry) == ("", None, None)
    refused(StaleStateError, lambda: demand_unseal(actor=lead, demand=demand, now=NOW))

    demand_seal(actor=lead, deposit=first, demand=demand, now=NOW)
    demand_publish(actor=scout, demand=demand, revision=1, now=NOW)
    refused(StaleStateError, lambda: demand_unseal(actor=lead, demand=demand, now=NOW))
    assert kinds("demand", demand.public_id) == [
        "demand.sealed",
        "demand.sealed",
        "demand.unsealed",
        "demand.sealed",
        "demand.published",
    ]


def test_its_firm_sees_which_demands_a_deposit_stands_behind(people: People) -> None:
    deposit = deposit_made(people, firm="buyer")
    demands = [demand_made(people, key=key, sealed_with=deposit) for key in ("1", "2")]
    for who in ("buyer_owner", "buyer_deal_lead"):
        rows = demands_of_deposit(actor=people.actor(who), public_id=deposit.public_id)
        assert [row.pk for row in rows] == [demands[1].pk, demands[0].pk], who
    for who in ("buyer_scout", "outsider_large", "seller_owner", "case_coordinator"):
        assert demands_of_deposit(actor=people.actor(who), public_id=deposit.public_id) == []
        with pytest.raises(NotFoundError):
            deposit_for(actor=people.actor(who), public_id=deposit.public_id)


def test_what_a_large_firm_sealed_is_certified_and_never_read(
    settled: Callable[[], None], people: People
) -> None:
    deposit = deposit_made(people, firm="buyer")
    settled()
    certificates = Certificate.objects.filter(deposit=deposit)
    assert {each.language for each in certificates} == {"ko", "en"}
    assert b"".join(certificate_chunks(certificates[0])).startswith(b"%PDF")
    # words are compared only where a summary goes to the market
    assert not FileFingerprint.objects.exists()


def test_lists_ask_the_same_number_of_questions_however_many_are_sealed(
    people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    deposit = deposit_made(people, firm="buyer")
    for key in ("1", "2", "3"):
        demand = demand_made(people, "published", key=key, sealed_with=deposit)
        match_made(people, "matched", demand=demand, key=key)
    seller = people.actor("seller_owner")
    with django_assert_max_num_queries(3):
        rows = demands_published(actor=seller, after=None, limit=50)
    assert [row.sealed_month for row in rows] == [MONTH] * 3
    with django_assert_max_num_queries(16):
        found = matches_for(actor=seller, group=None, after=None, limit=50, now=NOW)
    assert all(row.demand_seal for row in found)
