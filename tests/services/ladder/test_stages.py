"""The ladder's first two stages, for everybody who may ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Organisation
from marketplace.accounts.services import barrier_declare, barrier_lift
from marketplace.evidence.services import entry_record
from marketplace.ladder.selectors import stage_for, stages_for
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage
from tests.factories.market import technology_made
from tests.factories.people import NOW, NUMBERS, PRESENT, People

if TYPE_CHECKING:
    from marketplace.ladder.models import StageFact
    from marketplace.technologies.models import Technology

CARD_ONLY = {
    "anonymous",
    "no_firm",
    "former_member",
    "invited",
    "rival_owner",
    "rival_scout",
    "blocked_owner",
    "blocked_scout",
    "unverified_sme",
    "unverified_owner",
    "unverified_large",
    "institution_owner",
    "verifier",
    "treasurer",
    "auditor",
    "operator",
}


def test_the_summary_is_for_verified_firms_and_those_who_mediate(people: People) -> None:
    technology = technology_made(people, "published")
    for name in PRESENT:
        stage = stage_for(people.actor(name), technology, NOW)
        assert (stage is Stage.S0) == (name in CARD_ONLY), name
        assert stage <= Stage.S1


def test_a_lost_verification_counts_at_once(people: People) -> None:
    technology = technology_made(people, "published")
    assert stage_for(people.actor("buyer_scout"), technology, NOW) is Stage.S1
    Organisation.objects.filter(pk=people.organisations["buyer"].pk).update(verification="rejected")
    assert stage_for(people.actor("buyer_scout"), technology, NOW) is Stage.S0


def test_many_technologies_cost_no_more_queries_than_one(people: People) -> None:
    actor = people.actor("buyer_scout")
    rows = [technology_made(people, "published", key=str(n)) for n in range(5)]
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            stages = stages_for(actor, some, NOW)
        counts.append(len(queries))
        assert len(stages) == len(some)
    assert counts[0] == counts[1] <= 2
    with CaptureQueriesContext(connection) as queries:
        stages_for(people.actor("anonymous"), rows, NOW)
    assert len(queries) == 0


def fact(people: People, technology: Technology, stage: Stage, **given: Any) -> StageFact:
    """Write a fact for the buyer, as a service of a higher app would."""
    values: dict[str, Any] = {
        "source": f"test:{stage}:{given.get('member_id')}",
        "now": NOW,
    } | given
    with transaction.atomic():
        entry = entry_record(
            kind="test.done", subjects=[("technology", "x")], audience=[], body={}, now=NOW
        )
        return stage_fact_write(
            technology_id=technology.pk,
            organisation_id=people.organisations["buyer"].pk,
            stage=stage,
            entry=entry,
            **values,
        )


def test_facts_lift_one_firm_on_one_technology(people: People) -> None:
    technology, other = (technology_made(people, "published", key=key) for key in "ab")
    fact(people, technology, Stage.S2)

    assert stage_for(people.actor("buyer_engineer"), technology, NOW) is Stage.S2
    assert stage_for(people.actor("buyer_engineer"), other, NOW) is Stage.S1
    assert stage_for(people.actor("outsider_large"), technology, NOW) is Stage.S1
    assert stage_for(people.actor("former_member"), technology, NOW) is Stage.S0


def test_a_stage_needs_every_stage_before_it(people: People) -> None:
    technology = technology_made(people, "published")
    fact(people, technology, Stage.S4)
    fact(people, technology, Stage.S3)
    scout = people.actor("buyer_scout")
    assert stage_for(scout, technology, NOW) is Stage.S1
    fact(people, technology, Stage.S2)
    assert stage_for(scout, technology, NOW) is Stage.S4


def test_a_fact_for_one_member_lifts_nobody_else(people: People) -> None:
    technology = technology_made(people, "published")
    engineer, scout = people.actor("buyer_engineer"), people.actor("buyer_scout")
    fact(people, technology, Stage.S2)
    fact(people, technology, Stage.S3, member_id=engineer.membership_id)
    assert stage_for(engineer, technology, NOW) is Stage.S3
    assert stage_for(scout, technology, NOW) is Stage.S2


def test_a_fact_counts_from_and_until_its_times_and_not_once_revoked(people: People) -> None:
    technology, scout = technology_made(people, "published"), people.actor("buyer_scout")
    hour = timedelta(hours=1)
    fact(people, technology, Stage.S2, valid_until=NOW + hour)
    assert stage_for(scout, technology, NOW - hour) is Stage.S1
    assert stage_for(scout, technology, NOW) is Stage.S2
    assert stage_for(scout, technology, NOW + hour) is Stage.S1
    fact(people, technology, Stage.S2, source="again")
    assert stage_facts_revoke(source="again", now=NOW) == 1
    assert stage_facts_revoke(source="again", now=NOW) == 0
    assert stage_for(scout, technology, NOW + hour) is Stage.S1


def test_a_declared_rival_or_a_lost_check_lowers_every_stage_at_once(people: People) -> None:
    technology, scout = technology_made(people, "published"), people.actor("buyer_scout")
    fact(people, technology, Stage.S2)
    barrier = barrier_declare(
        actor=people.actor("seller_owner"),
        kind="rival",
        registration_number=NUMBERS["buyer"],
        name="x",
        reason="",
        now=NOW,
    )
    assert stage_for(scout, technology, NOW) is Stage.S0
    barrier_lift(actor=people.actor("seller_owner"), public_id=barrier.public_id, now=NOW)
    assert stage_for(scout, technology, NOW) is Stage.S2
    Organisation.objects.filter(pk=people.organisations["buyer"].pk).update(verification="rejected")
    assert stage_for(people.actor("buyer_scout"), technology, NOW) is Stage.S0
