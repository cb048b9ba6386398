"""The market is told the month of a seal; the day and its fingerprint wait for a known firm."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from marketplace.escrow.selectors import technology_seals
from marketplace.escrow.services.leak_checks import leak_checks_start
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage
from marketplace.technologies.selectors import technology_for
from marketplace.technologies.selectors.leaks import leak_report_newest
from marketplace.technologies.services import leak_report_write, technology_submit
from marketplace.technologies.states import LeakState
from marketplace.technologies.wording import open_version
from tests.factories.deposits import deposit_made
from tests.factories.market import approved, technology_made
from tests.factories.people import ACTORS, NOW

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import Deposit
    from marketplace.escrow.selectors import SealRead
    from marketplace.technologies.models import Technology
    from tests.factories.people import People

pytestmark = pytest.mark.django_db

# two days of the month before
_BEFORE = NOW.replace(day=1, minute=30) - dt.timedelta(days=1)
EARLY, LATE = (_BEFORE.replace(day=day) for day in (2, 27))
BUYERS = {"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer", "buyer_member"}
SELLERS = {"seller_owner", "seller_deal_lead", "seller_engineer", "seller_member"}


def offered(people: People, *sealed: dt.datetime, key: str = "one") -> tuple[Technology, Deposit]:
    """Return a technology on the market with deposits sealed at these moments, and the first."""
    owner = people.actor("seller_owner")
    technology = technology_made(people, "draft", key=key)
    first, *_ = [
        deposit_made(people, key=f"{key}-{at}", technology=technology, now=moment)
        for at, moment in enumerate(sealed)
    ]
    technology.refresh_from_db()
    technology_submit(actor=owner, technology=technology, revision=technology.revision, now=NOW)
    leak_checks_start(technology_ids=[technology.public_id], now=NOW)
    version = open_version(technology)
    report = None if version is None else leak_report_newest(technology, version)
    assert report is not None
    leak_report_write(report=report, state=LeakState.PASSED, now=NOW)
    approved(people.actor("reviewer"), technology)
    return technology, first


def seals(actor: Actor, technology: Technology) -> list[SealRead]:
    """Return what the actor is told of the technology's seals."""
    return technology_seals(actor=actor, technology_id=technology.public_id, now=NOW)


def matched(people: People, technology: Technology) -> None:
    """Let the buyer know the counterpart, as a match does."""
    assert technology.publication_entry is not None
    stage_fact_write(
        technology_id=technology.pk,
        organisation_id=people.organisations["buyer"].pk,
        stage=Stage.S2,
        source="match:one",
        entry=technology.publication_entry,
        now=NOW,
    )


def test_two_seals_of_one_month_answer_alike_on_the_market(people: People) -> None:
    early, first = offered(people, EARLY, key="early")
    late, second = offered(people, LATE, key="late")
    month = f"{EARLY:%Y-%m}"
    for name in set(ACTORS) - SELLERS:
        actor = people.actor(name)
        rows = [
            technology_for(actor=actor, public_id=each.public_id, now=NOW) for each in (early, late)
        ]
        assert [row.sealed_month for row in rows] == [month, month], name
        for row, deposit in zip(rows, (first, second), strict=True):
            told = str(asdict(row))
            assert f"{month}-" not in told, name
            assert f"datetime({EARLY.year}, {EARLY.month}," not in told, name
            assert deposit.commitment not in told, name
        assert [seals(actor, early), seals(actor, late)] == [[], []], name


def test_the_market_is_told_the_month_of_the_first_seal(people: People) -> None:
    first = EARLY - dt.timedelta(days=40)
    technology, _ = offered(people, LATE, first)
    row = technology_for(
        actor=people.actor("outsider_sme"), public_id=technology.public_id, now=NOW
    )
    assert row.sealed_month == f"{first:%Y-%m}"


def test_a_matched_firm_is_told_day_and_fingerprint_while_the_match_stands(people: People) -> None:
    technology, deposit = offered(people, EARLY)
    matched(people, technology)
    for name in ACTORS:
        told = seals(people.actor(name), technology)
        if name not in BUYERS | SELLERS:
            assert told == [], name
            continue
        assert [each.deposit for each in told] == [deposit], name
        assert told[0].record.kind == "deposit.sealed"
        # what the record says stays with the firm that sealed
        assert (told[0].record.body, told[0].record.salt) == (None, None)
        assert told[0].record.subjects == (), name
        assert told[0].is_open == (name in SELLERS - {"seller_member"}), name
    stage_facts_revoke(source="match:one", now=NOW)
    assert seals(people.actor("buyer_owner"), technology) == []


def test_a_matched_firm_learns_of_no_deposit_sealed_since(people: People) -> None:
    technology, deposit = offered(people, EARLY)
    matched(people, technology)
    deposit_made(people, key="since", technology=technology, now=LATE)
    assert len(seals(people.actor("seller_owner"), technology)) == 2
    assert [each.deposit for each in seals(people.actor("buyer_scout"), technology)] == [deposit]
