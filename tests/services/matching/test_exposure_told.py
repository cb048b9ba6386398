"""A small firm sees how often its technology was shown and why not, and nothing of who searched."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.selectors import barriers_own
from marketplace.accounts.services import barrier_lift
from marketplace.config.graphql import engine
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.technologies.services import technology_create, technology_pause
from matching.exposure.constants import WEEKS_TOLD
from matching.exposure.selectors import TechnologyExposure, technology_exposure
from matching.exposure.states import ExposureGap, Surface
from matching.models import ExposureDay
from tests.factories.market import offer, offer_text, technology_made
from tests.factories.people import NOW
from tests.services.matching.exposed import TODAY, shown_before

if TYPE_CHECKING:
    from marketplace.technologies.models import Technology
    from tests.factories.people import People

QUERY = """query ($id: ID!) { technologyExposure(technologyId: $id) {
  weeks { startsOn searches suggestions averagePlace near } gaps } }"""
MONDAY = TODAY - timedelta(days=TODAY.weekday())
LATER = NOW + timedelta(days=30)


def told(people: People, technology: Technology, name: str = "seller_owner") -> TechnologyExposure:
    return technology_exposure(actor=people.actor(name), public_id=technology.public_id, now=NOW)


def asked(people: People, technology: Technology, name: str) -> Any:
    request = OperationRequest(QUERY, variables={"id": technology.public_id})
    context = RequestContext(people.actor(name), NOW, Language.EN, "test")
    return engine.run(engine.operation(request), context).body


def before(weeks: int, weekday: int = 0) -> date:
    return MONDAY - timedelta(weeks=weeks) + timedelta(days=weekday)


def test_weeks_that_are_over_are_told_by_surface_with_the_mean_place(people: People) -> None:
    mine = technology_made(people, "published")
    shown_before(mine, day=before(1), shown=4, places=8, near=1)
    shown_before(mine, day=before(1, 6), shown=1, places=7, near=1)
    shown_before(mine, day=before(1), surface=Surface.SUGGESTIONS, shown=5, places=45, near=1)
    shown_before(mine, day=before(WEEKS_TOLD), shown=3, places=3)
    # before the first week, and in the one that runs
    shown_before(mine, day=before(WEEKS_TOLD + 1, 6), shown=50, places=50)
    shown_before(mine, day=MONDAY, shown=50, places=50)
    weeks = told(people, mine).weeks
    assert [week.starts_on for week in weeks] == [before(12 - number) for number in range(12)]
    last, first = weeks[-1], weeks[0]
    assert (last.searches, last.suggestions, last.average_place, last.near) == (5, 5, 6.0, 3)
    assert (first.searches, first.suggestions, first.average_place) == (3, None, 1.0)
    assert all(week.searches is None for week in weeks[1:-1])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_count_below_three_is_told_by_nothing(people: People, count: int) -> None:
    mine = technology_made(people, "published")
    shown_before(mine, day=before(1), shown=count, places=count * 9, near=count)
    shown_before(mine, day=before(1), surface=Surface.SUGGESTIONS, shown=4, places=4)
    week = told(people, mine).weeks[-1]
    # nor by the mean place, in which the other count alone has a part
    assert (week.searches, week.near, week.suggestions, week.average_place) == (None, None, 4, 1.0)


def test_what_is_in_the_way_is_told_from_the_firms_own_side(people: People) -> None:
    owner = people.actor("seller_owner")
    text = replace(offer_text(), summary="")
    bare = offer(industry="", trl=None, transfer_modes=(), texts=(text,))
    draft = technology_create(actor=owner, request_id="bare", content=bare, now=NOW)
    assert told(people, draft).gaps == (
        ExposureGap.NOT_ON_MARKET,
        ExposureGap.NO_KOREAN,
        ExposureGap.NO_ENGLISH,
        ExposureGap.NO_INDUSTRY,
        ExposureGap.NO_READINESS,
        ExposureGap.NO_TRANSFER_MODE,
        ExposureGap.FIRMS_KEPT_OUT,
    )
    mine = technology_made(people, "published")
    assert told(people, mine).gaps == (
        ExposureGap.NEW,
        ExposureGap.NO_KOREAN,
        ExposureGap.FIRMS_KEPT_OUT,
    )
    # whom a firm keeps out is its owner's to know
    assert ExposureGap.FIRMS_KEPT_OUT not in told(people, mine, "seller_engineer").gaps
    for barrier in barriers_own(actor=owner):
        barrier_lift(actor=owner, public_id=barrier.public_id, now=NOW)
    later = technology_exposure(actor=owner, public_id=mine.public_id, now=LATER)
    assert later.gaps == (ExposureGap.NO_KOREAN,)
    technology_pause(actor=owner, technology=mine, now=NOW)
    assert told(people, mine).gaps[0] == ExposureGap.NOT_ON_MARKET


@pytest.mark.parametrize("name", ["seller_owner", "seller_member"])
def test_the_firm_reads_it_over_graphql(people: People, name: str) -> None:
    mine = technology_made(people, "published")
    shown_before(mine, day=before(1), shown=3, places=6)
    body = asked(people, mine, name)
    exposure = body["data"]["technologyExposure"]
    assert exposure["weeks"][-1] == {
        "startsOn": before(1).isoformat(),
        "searches": 3,
        "suggestions": None,
        "averagePlace": 2.0,
        "near": None,
    }
    assert {"NEW", "NO_KOREAN"} <= set(exposure["gaps"])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("anonymous", "UNAUTHENTICATED"),
        ("no_firm", "FORBIDDEN"),
        ("buyer_scout", "FORBIDDEN"),
        ("rival_scout", "FORBIDDEN"),
        ("operator", "FORBIDDEN"),
        ("narrow_token", "FORBIDDEN"),
        ("outsider_sme", None),
    ],
)
def test_nobody_else_learns_of_it_and_nothing_is_written(
    people: People, name: str, code: str | None
) -> None:
    mine = technology_made(people, "published")
    row = shown_before(mine, day=before(1), shown=33, places=66)
    kept = list(ExposureDay.objects.values())
    body = asked(people, mine, name)
    if code is None:
        assert body == {"data": {"technologyExposure": None}}
    else:
        assert body["errors"][0]["extensions"]["code"] == code
    assert "33" not in json.dumps(body)
    with pytest.raises(NotFoundError):
        told(people, mine, name)
    assert list(ExposureDay.objects.values()) == kept
    assert row.shown == 33
