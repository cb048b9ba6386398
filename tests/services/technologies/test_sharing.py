"""A matched firm goes on seeing what it knows, with names; a barred one keeps the card alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.errors import NotFoundError
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage
from marketplace.technologies.models import Technology
from marketplace.technologies.selectors import (
    technologies_market,
    technologies_shared,
    technology_for,
)
from marketplace.technologies.services import technology_pause, technology_withdraw
from tests.factories.market import TECHNOLOGY_STATES, technology_made
from tests.factories.people import ACTORS, NOW, People

MARK = "kanarienvogel"
BUYERS = {"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer", "buyer_member"}
SELLERS = {"seller_owner", "seller_deal_lead", "seller_engineer", "seller_member"}


def known(people: People, technology: Technology, firm: str = "buyer") -> None:
    """Let the firm know the counterpart, as a match does."""
    assert technology.publication_entry is not None
    stage_fact_write(
        technology_id=technology.pk,
        organisation_id=people.organisations[firm].pk,
        stage=Stage.S2,
        source=f"match:{technology.public_id}",
        entry=technology.publication_entry,
        now=NOW,
    )


def test_names_are_told_to_the_firm_itself_and_to_whom_it_is_matched_with(people: People) -> None:
    technology = technology_made(people, "published")
    known(people, technology)
    seller = people.organisations["seller"]
    for name in ACTORS:
        row = technology_for(actor=people.actor(name), public_id=technology.public_id, now=NOW)
        told = (row.owner_name_ko, row.owner_name_en)
        if name in BUYERS | SELLERS:
            assert told == (seller.name_ko, seller.name_en), name
            continue
        assert told == (None, None), name
        for secret in (seller.name_ko, seller.name_en, seller.public_id):
            assert secret not in str(asdict(row)), name


@pytest.mark.parametrize("state", ["paused", "withdrawn"])
def test_what_left_the_market_stays_with_the_matched_firm_while_the_match_stands(
    people: People, state: str
) -> None:
    technology = technology_made(people, "published", mark=MARK)
    known(people, technology)
    move = technology_pause if state == "paused" else technology_withdraw
    move(actor=people.actor("seller_owner"), technology=technology, now=NOW)
    row = technology_for(
        actor=people.actor("buyer_member"), public_id=technology.public_id, now=NOW
    )
    assert (row.state, row.stage, MARK in str(row.summaries)) == (state, Stage.S2, True)
    for name in set(ACTORS) - BUYERS - SELLERS:
        with pytest.raises(NotFoundError):
            technology_for(actor=people.actor(name), public_id=technology.public_id, now=NOW)
    stage_facts_revoke(source=f"match:{technology.public_id}", now=NOW)
    with pytest.raises(NotFoundError):
        technology_for(
            actor=people.actor("buyer_member"),
            public_id=technology.public_id,
            now=NOW + timedelta(seconds=1),
        )


def test_a_firm_kept_out_keeps_the_card_alone_and_loses_what_it_knew(people: People) -> None:
    technology = technology_made(people, "published", mark=MARK)
    known(people, technology, "rival")
    for name in ("rival_scout", "blocked_scout"):
        row = technology_for(actor=people.actor(name), public_id=technology.public_id, now=NOW)
        assert (row.stage, row.summaries, row.ip_status) == (Stage.S0, {}, "")
        assert MARK not in str(asdict(row))
        assert row.owner_name_en is None
    technology_pause(actor=people.actor("seller_owner"), technology=technology, now=NOW)
    with pytest.raises(NotFoundError):
        technology_for(actor=people.actor("rival_scout"), public_id=technology.public_id, now=NOW)


def test_shared_rows_are_of_any_state_but_draft_and_cut_like_all_others(people: People) -> None:
    made = {state: technology_made(people, state, mark=MARK) for state in TECHNOLOGY_STATES}
    keys = [technology.pk for technology in made.values()]
    for name in ("buyer_scout", "case_coordinator", "anonymous", "rival_scout"):
        rows = technologies_shared(actor=people.actor(name), now=NOW, technology_ids=keys)
        assert {row.state for row in rows.values()} == set(TECHNOLOGY_STATES) - {"draft"}
        for key, row in rows.items():
            assert row.pk == key
            assert (row.owner_id, row.owner_name_ko, row.revision) == (None, None, None)
        assert (MARK in str(rows)) == (name in {"buyer_scout", "case_coordinator"})
    assert technologies_shared(actor=people.actor("buyer_scout"), now=NOW, technology_ids=[]) == {}


@pytest.mark.parametrize("name", ["anonymous", "buyer_scout", "rival_scout", "reviewer"])
def test_pages_cost_the_same_queries_whatever_is_known_or_kept_out(
    people: People, name: str
) -> None:
    actor, counts = people.actor(name), []
    for round_ in range(2):
        for n in range(3):
            known(people, technology_made(people, "published", key=f"{round_}-{n}"))
        with CaptureQueriesContext(connection) as queries:
            rows = technologies_market(actor=actor, now=NOW, after=None, limit=50)
        assert len(rows) == 3 * (round_ + 1)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
