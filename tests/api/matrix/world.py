"""The world of the matrix: the cast, and one of everything lying before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marketplace.accounts.services import (
    affiliate_declare,
    firm_check_submit,
    firm_document_add,
)
from marketplace.technologies.services import review_comment, technology_revise
from marketplace.technologies.states import LeakState
from matching.models import Match
from matching.saved.content import SearchContent
from matching.saved.services import search_save
from matching.services import FollowUp, case_note_add
from tests.factories.deposits import deposit_made
from tests.factories.glossary import glossary_made
from tests.factories.market import (
    DEMAND_STATES,
    TECHNOLOGY_STATES,
    demand_made,
    leaks_checked,
    match_made,
    technology_made,
)
from tests.factories.people import (
    ACTORS,
    FIRMLESS,
    INVITED,
    NOW,
    TOKEN,
    WHOLE_CAST,
    late_cast_joined,
    people_made,
)

if TYPE_CHECKING:
    from tests.factories.people import People

EVERYONE = frozenset(ACTORS)
SIGNED_IN = EVERYONE - {"anonymous"}
PERSONS = SIGNED_IN - {TOKEN}
MEMBERS = PERSONS - set(FIRMLESS)
OWNERS = frozenset(name for name, spec in WHOLE_CAST.items() if "owner" in spec[3])
FIRM_OWNERS = OWNERS - {"institution_owner"}
SELLERS = frozenset(name for name, spec in WHOLE_CAST.items() if spec[0] == "seller")
SELLER_WRITERS = frozenset({"seller_owner", "seller_deal_lead"})
SME_WRITERS = SELLER_WRITERS | {"outsider_sme", "unverified_sme", "blocked_sme"}
BUYERS = frozenset(name for name, spec in WHOLE_CAST.items() if spec[0] == "buyer")
BUYER_WRITERS = frozenset({"buyer_scout", "buyer_deal_lead"})
LARGE_WRITERS = BUYER_WRITERS | {
    "outsider_large",
    "rival_scout",
    "blocked_scout",
    "unverified_large",
}
LARGE_FIRMS = frozenset(name for name, spec in WHOLE_CAST.items() if spec[1] == "large_firm")
VERIFIED_FIRMS = frozenset(
    name for name, spec in WHOLE_CAST.items() if spec[2] and spec[1] in {"sme", "large_firm"}
)
KEPT_OUT = frozenset(name for name, spec in WHOLE_CAST.items() if spec[0] in {"rival", "blocked"})
INSTITUTION = frozenset(name for name, spec in WHOLE_CAST.items() if spec[0] == "institution")
REVIEWERS = frozenset({"reviewer", "checking_reviewer"})
REVIEWER = frozenset({"reviewer"})
VERIFIERS = frozenset({"verifier", "checking_reviewer"})
COORDINATORS = frozenset({"case_coordinator", "other_coordinator"})
MEDIATORS = REVIEWERS | COORDINATORS
# the token may read the market as the firm of its holder may
READS_SUMMARIES = (VERIFIED_FIRMS | MEDIATORS | {TOKEN}) - KEPT_OUT
READS_DEMANDS = (
    MEDIATORS
    | {TOKEN}
    | {name for name in VERIFIED_FIRMS if WHOLE_CAST[name][1] == "sme"} - {"blocked_sme"}
)
SELLER_ROLES = SELLERS - {"seller_member"}
BUYER_ROLES = BUYERS - {"buyer_member"}
COORDINATOR = frozenset({"case_coordinator"})
NOBODY: frozenset[str] = frozenset()

MATCHES = ("awaiting_lead", "requested", "matched")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class World:
    """The cast and what lies before them; `ids` are the public ids of everything else."""

    people: People
    technologies: dict[str, str] = field(default_factory=dict)
    demands: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def world_made(mark: str = "") -> World:
    """Return a world with one of everything."""
    world = World(people_made())
    for state in TECHNOLOGY_STATES:
        technology = technology_made(world.people, state, mark=mark)
        world.technologies[state] = technology.public_id
        if state == "published" and technology.publication_entry is not None:
            world.entries["technology"] = technology.publication_entry.uid
        if state == "in_review":
            comment = review_comment(
                actor=world.people.actor("seller_owner"),
                technology=technology,
                text=f"Which figure is missing {mark}",
                now=NOW,
            )
            world.ids["comment"] = comment.public_id
    leaking = technology_made(world.people, "draft", mark=mark, key="leaking")
    found = {"language": "en", "field": "summary", "text": f"slows heat {mark}", "permille": 700}
    report = leaks_checked(leaking, LeakState.FOUND, passages=[found])
    world.technologies["leaking"] = leaking.public_id
    world.ids["leak report"] = report.public_id
    revised = technology_made(world.people, "published", mark=mark, key="revised")
    technology_revise(actor=world.people.actor("seller_owner"), technology=revised, now=NOW)
    world.technologies["revised"] = revised.public_id
    for state in DEMAND_STATES:
        demand = demand_made(world.people, state, mark=mark)
        world.demands[state] = demand.public_id
        if state == "published" and demand.publication_entry is not None:
            world.entries["demand"] = demand.publication_entry.uid
    known_before = deposit_made(world.people, key="known before", mark=mark, firm="buyer")
    world.ids["deposit known before"] = known_before.public_id
    sealed = demand_made(world.people, "draft", key="sealed", sealed_with=known_before)
    world.demands["sealed draft"] = sealed.public_id
    for state in MATCHES:
        asked = demand_made(
            world.people, "published", key=f"match-{state}-world", sealed_with=known_before
        )
        match = match_made(world.people, state, key="world", demand=asked)
        world.ids[f"match {state}"] = match.public_id
        world.ids[f"question {state}"] = match.questions.get().public_id
        if state == "requested":
            # long enough ago that a reminder may be asked for
            since = NOW - dt.timedelta(days=5)
            Match.objects.filter(pk=match.pk).update(state_since=since)
        world.technologies[f"match {state}"] = match.technology.public_id
        world.demands[f"match {state}"] = match.demand.public_id
        if state == "matched":
            world.ids["case"] = match.case.public_id
            world.ids["case note"] = case_note_add(
                actor=world.people.actor("case_coordinator"),
                case=match.case,
                text=f"They hesitate {mark}",
                follow_up=FollowUp(text="Ask again", due_on=NOW.date()),
                now=NOW,
            ).public_id
    late_cast_joined(world.people)
    _accounts(world)
    return world


def _accounts(world: World) -> None:
    people = world.people
    seller, newcomer = people.organisations["seller"], people.actor("unverified_sme")
    for kind in ("registration_certificate", "proof_of_authority"):
        document = firm_document_add(
            actor=newcomer, kind=kind, file_name="scan.pdf", content=PDF, now=NOW
        )
        world.ids["document"] = document.public_id
    check = firm_check_submit(actor=newcomer, note="", now=NOW)
    preparing = people.actor("unverified_owner")
    for kind in ("registration_certificate", "proof_of_authority"):
        draft = firm_document_add(
            actor=preparing, kind=kind, file_name="scan.pdf", content=PDF, now=NOW
        )
        world.ids["draft document"] = draft.public_id
    world.ids["check"] = check.public_id
    confirmed = seller.firm_checks.get()
    # as if its documents had come two days before, so that there is a usual time
    seller.firm_checks.update(submitted_at=NOW - dt.timedelta(days=2))
    world.ids["seller's check"] = confirmed.public_id
    affiliate = affiliate_declare(
        actor=people.actor("seller_owner"),
        registration_number="9018100094",
        name="Sister",
        now=NOW,
    )
    world.ids["affiliate"] = affiliate.public_id
    world.ids["barrier"] = seller.barriers.filter(kind="rival").get().public_id
    world.ids["invitation"] = seller.invitations.get(email=people.users[INVITED].email).public_id
    for who in ("seller_engineer", "seller_deal_lead", "case_coordinator", "other_coordinator"):
        world.ids[who] = people.users[who].memberships.get(ended_at=None).public_id
    world.ids["saved search"] = search_save(
        actor=people.actor("buyer_scout"),
        content=SearchContent(text="insulation"),
        name="Panels",
        now=NOW,
    ).public_id
    world.ids |= glossary_made(people)
    world.ids["token"] = people.users["seller_owner"].api_tokens.get().public_id
