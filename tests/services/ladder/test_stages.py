"""The ladder's first two stages, for everybody who may ask."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Organisation
from marketplace.ladder.selectors import stage_for, stages_for
from marketplace.ladder.stages import Stage
from tests.factories.market import technology_made
from tests.factories.people import ACTORS, NOW, People

CARD_ONLY = {
    "anonymous",
    "no_firm",
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
    for name in ACTORS:
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
    with CaptureQueriesContext(connection) as queries:
        stages = stages_for(actor, rows, NOW)
    assert len(queries) == 0
    assert len(stages) == 5
