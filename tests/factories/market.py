"""Technologies and demands in every state, written by the services that people use."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marketplace.core.publication import month_of
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import demand_close, demand_create, demand_publish
from marketplace.escrow.services import demand_seal
from marketplace.technologies.content import OfferContent, OfferText
from marketplace.technologies.scores import Score
from marketplace.technologies.selectors.leaks import leak_report_newest
from marketplace.technologies.services import (
    leak_report_request,
    leak_report_write,
    technology_create,
    technology_pause,
    technology_review,
    technology_submit,
    technology_withdraw,
)
from marketplace.technologies.states import LeakState, ReviewCriterion, ReviewDecision
from marketplace.technologies.wording import open_version
from matching.services import (
    match_accept,
    match_decline,
    match_end,
    match_expire_due,
    match_request,
    match_withdraw,
)
from tests.factories.people import NOW

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.escrow.models import Deposit
    from marketplace.technologies.models import LeakReport, Review, Technology
    from matching.models import Match
    from tests.factories.people import People

TECHNOLOGY_STATES = ("draft", "in_review", "published", "paused", "withdrawn")
DEMAND_STATES = ("draft", "published", "closed")


def offer_text(language: str = "en", mark: str = "") -> OfferText:
    """Return the words of an offer; `mark` stands in every field beyond the anonymous card."""
    return OfferText(
        language=language,
        area="Thermal insulation" if language == "en" else "단열 소재",
        problem="Heat spreads between cells." if language == "en" else "열이 번집니다.",
        title=f"Thin barrier sheet {mark}",
        summary=f"A sheet that slows heat {mark}",
        description=f"It bonds layers {mark}",
        advantages=f"Thinner {mark}",
        specification=f"One millimetre class {mark}",
        comparison=f"Cheaper than felt {mark}",
        proof_available=f"Test report {mark}",
        field_of_use=f"Vehicles {mark}",
        partner_sought=f"Pack maker {mark}",
        keywords=("insulation", f"barrier {mark}"[:40]),
        withheld=f"Composition {mark}",
    )


def offer(mark: str = "", **changes: object) -> OfferContent:
    """Return a complete offer in English."""
    content = OfferContent(
        industry="advanced_materials",
        trl=6,
        transfer_modes=("licence",),
        year=2024,
        ip_status="know_how",
        texts=(offer_text(mark=mark),),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def need(mark: str = "", **changes: object) -> DemandContent:
    """Return a complete demand in English; `mark` stands in every text."""
    content = DemandContent(
        industries=("advanced_materials",),
        trl_min=5,
        trl_max=8,
        transfer_modes=("licence", "supply"),
        budget_min=100_000_000,
        budget_max=300_000_000,
        currency="KRW",
        deadline=NOW.date() + dt.timedelta(days=220),
        exclusions=f"Not from rivals {mark}",
        texts=(
            DemandWords(
                language="en",
                title=f"Barrier against heat {mark}",
                need=f"A sheet that slows heat between cells {mark}",
                outcomes=f"Ten minutes {mark}",
                constraints=f"One millimetre {mark}",
            ),
        ),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def technology_made(
    people: People, state: str = "draft", *, mark: str = "", key: str = "one"
) -> Technology:
    """Return a technology of the seller, moved to the state along its table."""
    owner = people.actor("seller_owner")
    technology = technology_create(
        actor=owner, request_id=f"{state}-{key}", content=offer(mark), now=NOW
    )
    if state == "draft":
        return technology
    technology_submit(actor=owner, technology=technology, revision=1, now=NOW)
    leaks_checked(technology)
    if state == "in_review":
        return technology
    approved(people.actor("reviewer"), technology)
    if state == "paused":
        technology_pause(actor=owner, technology=technology, now=NOW)
    if state == "withdrawn":
        technology_withdraw(actor=owner, technology=technology, now=NOW)
    return technology


def scores(**changes: int) -> list[Score]:
    """Return the four scores, each full unless told otherwise; low ones have their reason."""
    return [
        Score(
            criterion=name,
            score=changes.get(name, 5),
            reason="" if changes.get(name, 5) > 2 else f"Low for {name}.",
        )
        for name in ReviewCriterion.values
    ]


def leaks_checked(
    technology: Technology,
    state: LeakState = LeakState.PASSED,
    *,
    deposits: tuple[str, ...] = ("a-deposit",),
    now: dt.datetime = NOW,
    **found: Any,
) -> LeakReport:
    """Return the report that the words which are written or wait were compared with deposits."""
    version = open_version(technology)
    assert version is not None
    report = leak_report_request(
        technology=technology,
        version=version,
        deposit_ids=deposits,
        sealed_month=month_of(now),
        now=now,
    )
    return leak_report_write(report=report, state=state, now=now, **found)


def approved(reviewer: Actor, technology: Technology, now: dt.datetime = NOW) -> Review:
    """Let the reviewer approve what waits, with full scores."""
    version = open_version(technology)
    if version is not None and leak_report_newest(technology, version) is None:
        leaks_checked(technology, now=now)
    return technology_review(
        actor=reviewer,
        technology=technology,
        revision=technology.revision,
        decision=ReviewDecision.APPROVED,
        scores=scores(),
        now=now,
    )


def demand_made(
    people: People,
    state: str = "draft",
    *,
    mark: str = "",
    key: str = "one",
    sealed_with: Deposit | None = None,
) -> Demand:
    """Return a demand of the buyer, sealed where told so, moved to the state along its table."""
    scout = people.actor("buyer_scout")
    demand = demand_create(actor=scout, request_id=f"{state}-{key}", content=need(mark), now=NOW)
    if sealed_with is not None:
        lead = people.actor("buyer_deal_lead")
        demand_seal(actor=lead, deposit=sealed_with, demand=demand, now=NOW)
    if state == "draft":
        return demand
    demand_publish(actor=scout, demand=demand, revision=1, now=NOW)
    if state == "closed":
        demand_close(actor=scout, demand=demand, now=NOW)
    return demand


MATCH_STATES = (
    "awaiting_lead",
    "requested",
    "matched",
    "declined",
    "withdrawn",
    "expired",
    "ended",
)


def match_made(
    people: People,
    state: str = "requested",
    *,
    technology: Technology | None = None,
    demand: Demand | None = None,
    note: str = "We measure barriers",
    questions: tuple[str, ...] = ("How thick is it?",),
    key: str = "one",
) -> Match:
    """Return a match between the buyer's demand and the seller's technology, moved to the state."""
    scout, lead = people.actor("buyer_scout"), people.actor("buyer_deal_lead")
    seller = people.actor("seller_owner")
    match = match_request(
        actor=scout if state == "awaiting_lead" else lead,
        request_id=f"match-{state}-{key}",
        demand=demand or demand_made(people, "published", key=f"match-{state}-{key}"),
        technology=technology or technology_made(people, "published", key=f"match-{state}-{key}"),
        note=note,
        questions=questions,
        relevance=90,
        now=NOW,
    )
    if state == "withdrawn":
        match_withdraw(actor=lead, match=match, revision=1, now=NOW)
    elif state == "declined":
        match_decline(
            actor=seller, match=match, revision=1, reason="wrong_time", words="Later", now=NOW
        )
    elif state == "expired":
        match_expire_due(subject=match.public_id, now=NOW)
    elif state in {"matched", "ended"}:
        match_accept(actor=seller, match=match, revision=1, now=NOW)
        if state == "ended":
            match_end(actor=lead, match=match, revision=3, words="Plans changed", now=NOW)
    match.refresh_from_db()
    assert match.state == state
    return match
