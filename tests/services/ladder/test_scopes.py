"""The parts of a stage that facts open to one person, each only for as long as its fact stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.ladder.selectors import open_scopes
from marketplace.ladder.services import stage_facts_revoke
from marketplace.ladder.stages import Stage
from tests.factories.market import technology_made
from tests.factories.people import ACTORS, NOW, People
from tests.services.ladder.test_stages import fact

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.technologies.models import Technology


def opened(people: People, who: str, technology: Technology, now: datetime = NOW) -> frozenset[str]:
    return open_scopes(people.actor(who), technology_id=technology.pk, stage=Stage.S4, now=now)


def test_a_part_is_open_to_its_holder_alone(people: People) -> None:
    technology, other = (technology_made(people, "published", key=key) for key in "ab")
    engineer = people.actor("buyer_engineer").membership_id
    for part in ("one", "two"):
        fact(people, technology, Stage.S4, member_id=engineer, scope=[part], source=part)
    fact(people, technology, Stage.S3, member_id=engineer, scope=["three"])
    fact(people, other, Stage.S4, member_id=engineer, scope=["four"], source="four")

    for who in ACTORS:
        expected = {"one", "two"} if who == "buyer_engineer" else set()
        assert opened(people, who, technology) == expected, who


def test_a_part_closes_with_its_fact(people: People) -> None:
    technology = technology_made(people, "published")
    engineer = people.actor("buyer_engineer").membership_id
    later = NOW + timedelta(days=1)
    fact(people, technology, Stage.S4, member_id=engineer, scope=["one"], source="one")
    fact(
        people,
        technology,
        Stage.S4,
        member_id=engineer,
        scope=["two"],
        source="two",
        valid_until=later,
    )
    fact(people, technology, Stage.S4, scope=["all"], source="all", now=later)

    assert opened(people, "buyer_engineer", technology) == {"one", "two"}
    assert opened(people, "buyer_engineer", technology, later) == {"one", "all"}
    stage_facts_revoke(source="one", now=later)
    assert opened(people, "buyer_engineer", technology, later) == {"all"}
    assert opened(people, "buyer_scout", technology, later) == {"all"}
