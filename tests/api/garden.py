"""A world in which every private text carries a mark, and who may ever receive it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from marketplace.accounts.models import Affiliate, ApiToken, Barrier, Organisation, User
from marketplace.accounts.services import (
    affiliate_declare,
    firm_check_submit,
    firm_document_add,
)
from marketplace.demands.content import DemandContent
from marketplace.demands.services import demand_close, demand_create, demand_publish
from marketplace.technologies.content import OfferContent, text_columns
from marketplace.technologies.models import Technology
from marketplace.technologies.services import (
    leak_report_override,
    review_comment,
    technology_create,
    technology_pause,
    technology_review,
    technology_submit,
    technology_withdraw,
)
from marketplace.technologies.states import LeakState
from matching import services as matching
from matching.models import Match
from matching.saved.content import SearchContent
from matching.saved.services import search_save
from tests.api.garden_deal import HOLDERS, LEFT_ROOM, ROOM, GardenDeal
from tests.api.matrix.world import (
    BUYER_ROLES,
    BUYERS,
    COORDINATOR,
    EVERYONE,
    PDF,
    READS_DEMANDS,
    READS_SUMMARIES,
    REVIEWERS,
    SELLER_ROLES,
    SELLERS,
    VERIFIERS,
)
from tests.factories.market import (
    DEMAND_STATES,
    TECHNOLOGY_STATES,
    leaks_checked,
    match_made,
    need,
    offer,
    scores,
)
from tests.factories.people import (
    FIRMLESS,
    INVITED,
    NOW,
    TOKEN,
    TOKEN_HOLDER,
    WHOLE_CAST,
    People,
    late_cast_joined,
    people_made,
)

CARD = frozenset({"area", "problem"})
PARTIES = SELLER_ROLES | BUYER_ROLES
_SELLER_OWNER = frozenset({"seller_owner"})


class Garden:
    """The marked world: which mark may reach whom, and what there is to ask for."""

    def __init__(self) -> None:
        self.readers: dict[str, frozenset[str]] = {}
        self.searched: list[str] = []
        self.technologies: list[str] = []
        self.demands: list[str] = []
        self.people: People = people_made()
        for state in TECHNOLOGY_STATES:
            self._technology(state)
        for state in DEMAND_STATES:
            self._demand(state)
        self._matches()
        self._accounts()
        # last, because the services refuse texts that name the firm
        self._people()

    def mark(self, name: str, readers: frozenset[str]) -> str:
        """Return a mark that only these readers may ever receive."""
        # with an end of its own, so that no mark begins another one
        text = "zq" + "".join(part for part in name if part.isalnum()) + "qz"
        self.readers[text] = readers
        return text

    def _people(self) -> None:
        people = self.people
        for firm, organisation in people.organisations.items():
            members = frozenset(name for name, spec in WHOLE_CAST.items() if spec[0] == firm)
            readers = members | _knows_firm(firm)
            organisation.name_ko = self.mark(f"nameko {firm}", readers)
            organisation.name_en = self.mark(f"nameen {firm}", readers)
        Organisation.objects.bulk_update(people.organisations.values(), ["name_ko", "name_en"])
        for name, user in people.users.items():
            user.name = self.mark(f"person {name}", _knows_person(name))
            if name != INVITED:  # an invitation waits for this address
                mail = self.mark(f"mail {name}", _writes_to(name))
                user.email = f"{mail}@people.example"
        User.objects.bulk_update(people.users.values(), ["name", "email"])

    def _offer(self, state: str) -> OfferContent:
        hidden = SELLERS | (REVIEWERS if state == "in_review" else frozenset())
        card = EVERYONE if state == "published" else hidden
        summary = READS_SUMMARIES if state == "published" else hidden
        content = offer()
        words: dict[str, Any] = {}
        for name in text_columns():
            mark = self.mark(f"{state}{name}", card if name in CARD else summary)
            self.searched.append(mark)
            words[name] = (mark,) if name == "keywords" else mark
        return replace(content, texts=(replace(content.texts[0], **words),))

    def _technology(self, state: str) -> None:
        owner, reviewer = self.people.actor("seller_owner"), self.people.actor("reviewer")
        technology = technology_create(
            actor=owner, request_id=state, content=self._offer(state), now=NOW
        )
        self.technologies.append(technology.public_id)
        if state == "draft":
            return
        technology_submit(actor=owner, technology=technology, revision=1, now=NOW)
        thread = SELLERS | (REVIEWERS if state == "in_review" else frozenset())
        for actor, name in ((owner, "asked"), (reviewer, "answered")):
            text = self.mark(f"{state} comment {name}", thread)
            review_comment(actor=actor, technology=technology, text=text, now=NOW)
        if state == "in_review":
            self._leak(technology)
            return
        leaks_checked(technology)
        reason = self.mark(f"{state} reason", SELLERS)
        technology_review(
            actor=reviewer,
            technology=technology,
            revision=technology.revision,
            decision="approved",
            scores=[replace(score, reason=reason) for score in scores()],
            words=self.mark(f"{state} words", SELLERS),
            now=NOW,
        )
        if state == "paused":
            technology_pause(actor=owner, technology=technology, now=NOW)
        if state == "withdrawn":
            technology_withdraw(actor=owner, technology=technology, now=NOW)

    def _leak(self, technology: Technology) -> None:
        found = {"language": "en", "field": "summary", "permille": 700}
        passage = self.mark("leaking passage", SELLERS)
        number = self.mark("leaking number", SELLERS)
        report = leaks_checked(
            technology,
            LeakState.FOUND,
            passages=[{**found, "text": passage}],
            numbers=[{**found, "permille": None, "text": number}],
        )
        leak_report_override(
            actor=self.people.actor("seller_owner"),
            technology=technology,
            report_id=report.public_id,
            reason=self.mark("leaking reason", SELLERS | REVIEWERS),
            now=NOW,
        )

    def _need(self, state: str) -> DemandContent:
        readers = BUYERS | (READS_DEMANDS if state == "published" else frozenset())
        content = need()
        words = {
            name: f"Barrier sheet {self.mark(f'{state}demand{name}', readers)}"
            for name in ("title", "need", "outcomes", "constraints")
        }
        exclusions = self.mark(f"{state}exclusions", BUYERS)
        texts = (replace(content.texts[0], **words),)
        return replace(content, exclusions=exclusions, texts=texts)

    def _demand(self, state: str) -> None:
        scout = self.people.actor("buyer_scout")
        demand = demand_create(actor=scout, request_id=state, content=self._need(state), now=NOW)
        self.demands.append(demand.public_id)
        if state == "draft":
            return
        demand_publish(actor=scout, demand=demand, revision=1, now=NOW)
        if state == "closed":
            demand_close(actor=scout, demand=demand, now=NOW)

    def _matches(self) -> None:
        readers = {
            "awaiting_lead": BUYER_ROLES,
            "requested": PARTIES,
            "declined": PARTIES,
            "matched": PARTIES | COORDINATOR,
        }
        people = self.people
        for state, may_read in readers.items():
            firms = may_read - COORDINATOR
            match = match_made(
                people,
                state,
                note=self.mark(f"note {state}", may_read),
                questions=(self.mark(f"question {state}", firms),),
                key="garden",
            )
            if state in {"requested", "matched"}:
                answer = self.mark(f"answer {state}", firms)
                matching.match_answer(
                    actor=people.actor("seller_owner"),
                    match=match,
                    answers={match.questions.get().public_id: answer},
                    now=NOW,
                )
            self.technologies.append(match.technology.public_id)
            self.demands.append(match.demand.public_id)
            if state == "matched":
                late_cast_joined(people)
                self.deal = GardenDeal(people, match, self.mark)
            if state == "declined":
                words = self.mark("decline words", PARTIES)
                Match.objects.filter(pk=match.pk).update(decline_words=words)
        coordinator, case = people.actor("case_coordinator"), match.case
        matching.case_next_step_set(
            actor=coordinator,
            case=case,
            revision=case.revision,
            text=self.mark("next step", PARTIES | COORDINATOR),
            side="buyer",
            due_on=None,
            now=NOW,
        )
        note = matching.case_note_add(
            actor=coordinator, case=case, text=self.mark("case note", COORDINATOR), now=NOW
        )
        matching.case_note_correct(
            actor=coordinator,
            note=note,
            text=self.mark("corrected note", COORDINATOR),
            contact=matching.Contact(
                kind="telephone",
                side="seller",
                person_name=self.mark("talked to", COORDINATOR),
                happened_at=NOW,
            ),
            follow_up=matching.FollowUp(
                text=self.mark("follow-up", COORDINATOR), due_on=NOW.date()
            ),
            now=NOW,
        )
        matching.suggestion_judge(
            actor=people.actor("buyer_scout"),
            demand=match.demand,
            technology=match.technology,
            reason="other",
            note=self.mark("judgement", BUYERS),
            now=NOW,
        )

    def _accounts(self) -> None:
        people = self.people
        newcomer = frozenset({"unverified_sme"})
        for who, readers in (
            ("unverified_sme", newcomer | VERIFIERS),
            ("unverified_owner", frozenset({"unverified_owner"})),
        ):
            for kind in ("registration_certificate", "proof_of_authority"):
                firm_document_add(
                    actor=people.actor(who),
                    kind=kind,
                    file_name=self.mark(f"file {who} {kind}", readers) + ".pdf",
                    content=PDF,
                    now=NOW,
                )
        note = self.mark("check note", newcomer | VERIFIERS)
        firm_check_submit(actor=people.actor("unverified_sme"), note=note, now=NOW)
        affiliate_declare(
            actor=people.actor("seller_owner"),
            registration_number="9018100094",
            name="Sister",
            now=NOW,
        )
        Affiliate.objects.update(name=self.mark("affiliate", _SELLER_OWNER))
        seller = people.organisations["seller"]
        Barrier.objects.filter(organisation=seller).update(
            name=self.mark("barrier", _SELLER_OWNER), reason=self.mark("why", _SELLER_OWNER)
        )
        ApiToken.objects.update(name=self.mark("token", _SELLER_OWNER))
        scout = frozenset({"buyer_scout"})
        search_save(
            actor=people.actor("buyer_scout"),
            content=SearchContent(text=self.mark("saved words", scout)),
            name=self.mark("saved name", scout),
            now=NOW,
        )


def _knows_firm(firm: str) -> frozenset[str]:
    """Return who else may ever read a firm's name."""
    if firm == "institution":
        return PARTIES
    checked = firm != "new_buyer"
    readers = VERIFIERS if checked else frozenset()
    if firm == "seller":
        return readers | BUYERS | COORDINATOR | {INVITED, TOKEN, "treasurer"}
    return readers | SELLER_ROLES | COORDINATOR | {"treasurer"} if firm == "buyer" else readers


def _colleagues(name: str) -> frozenset[str]:
    """Return who may ever read a person's address: the person and the colleagues."""
    if name in FIRMLESS:
        return frozenset({name})
    firm = WHOLE_CAST[name][0]
    colleagues = frozenset(each for each, spec in WHOLE_CAST.items() if spec[0] == firm)
    return colleagues | {TOKEN} if name == TOKEN_HOLDER else colleagues


def _writes_to(name: str) -> frozenset[str]:
    """Return who may ever read a person's address: of a holder also those who read the NDA."""
    return _colleagues(name) | ROOM if name in HOLDERS | LEFT_ROOM else _colleagues(name)


def _knows_person(name: str) -> frozenset[str]:
    """Return who may ever read a person's name: of a coordinator also the two firms.

    The papers of a firm check prove the authority of its owners, whom verifiers know by name.
    """
    proven = frozenset(VERIFIERS) if _is_proven(name) else frozenset()
    if name in ROOM | LEFT_ROOM:
        return _colleagues(name) | PARTIES | ROOM | proven
    return _colleagues(name) | proven


def _is_proven(name: str) -> bool:
    if name in FIRMLESS:
        return False
    firm, _, _, roles = WHOLE_CAST[name]
    return "owner" in roles and firm not in {"institution", "new_buyer"}
