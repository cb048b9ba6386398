"""A mark planted in every private text reaches nobody who may not read it, on any path."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from graphql import GraphQLObjectType, get_named_type

from marketplace.accounts.models import Organisation, User
from marketplace.demands.content import DemandContent
from marketplace.demands.services import demand_close, demand_create, demand_publish
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.technologies.content import OfferContent, text_columns
from marketplace.technologies.services import (
    technology_create,
    technology_pause,
    technology_submit,
    technology_withdraw,
)
from matching.services import index_rebuild
from tests.api.authorization_matrix import (
    BUYERS,
    EVERYONE,
    READS_DEMANDS,
    READS_SUMMARIES,
    REVIEWER,
    SELLERS,
)
from tests.api.schema_walk import api, everything_of, fields_reached, root_fields
from tests.factories.market import DEMAND_STATES, TECHNOLOGY_STATES, approved, need, offer
from tests.factories.people import ACTORS, CAST, NOW, People, people_made

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD = frozenset({"area", "problem"})
NONSENSE = "zqnothinglikeit"


class Garden:
    """The marked world: which mark may reach whom, and what there is to ask for."""

    def __init__(self) -> None:
        self.readers: dict[str, frozenset[str]] = {}
        self.technologies: list[str] = []
        self.demands: list[str] = []
        self.people: People = people_made()
        self._mark_people()
        for state in TECHNOLOGY_STATES:
            self._technology(state)
        for state in DEMAND_STATES:
            self._demand(state)

    def mark(self, name: str, readers: frozenset[str]) -> str:
        """Return a mark that only these readers may ever receive."""
        text = "zq" + "".join(part for part in name if part.isalnum())
        self.readers[text] = readers
        return text

    def _mark_people(self) -> None:
        for firm, organisation in self.people.organisations.items():
            members = frozenset(name for name, spec in CAST.items() if spec[0] == firm)
            organisation.name_ko = self.mark(f"nameko {firm}", members)
            organisation.name_en = self.mark(f"nameen {firm}", members)
        Organisation.objects.bulk_update(self.people.organisations.values(), ["name_ko", "name_en"])
        for name, user in self.people.users.items():
            user.name = self.mark(f"person {name}", frozenset({name}))
            user.email = f"{self.mark(f'mail {name}', frozenset({name}))}@people.example"
        User.objects.bulk_update(self.people.users.values(), ["name", "email"])

    def _offer(self, state: str) -> OfferContent:
        hidden = SELLERS | (REVIEWER if state == "in_review" else frozenset())
        card = EVERYONE if state == "published" else hidden
        summary = READS_SUMMARIES if state == "published" else hidden
        content = offer()
        words: dict[str, Any] = {}
        for name in text_columns():
            mark = self.mark(f"{state}{name}", card if name in CARD else summary)
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
        if state == "in_review":
            return
        approved(reviewer, technology)
        if state == "paused":
            technology_pause(actor=owner, technology=technology, now=NOW)
        if state == "withdrawn":
            technology_withdraw(actor=owner, technology=technology, now=NOW)

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


@pytest.fixture
def garden(db: None, market_folders: None) -> Garden:
    """Return the marked world, recorded in the log and indexed."""
    made = Garden()
    sequence_once(NOW)
    index_rebuild(now=NOW)
    return made


def arguments_of(name: str, garden: Garden) -> list[dict[str, Any]]:
    """Return every way in which the walk asks a root field."""
    if name == "technology":
        return [{"id": public_id} for public_id in garden.technologies]
    if name == "demand":
        return [{"id": public_id} for public_id in garden.demands]
    if name == "demandSuggestions":
        return [{"demandId": public_id, "first": 10} for public_id in garden.demands]
    if name == "entry":
        return [{"id": uid} for uid in Entry.objects.values_list("uid", flat=True)]
    if name == "entries":
        return [{"first": 50}]
    if name == "marketSearch":
        texts = ["", "insulation", *garden.readers]
        filtered: list[dict[str, Any]] = [
            {"text": "", "trlMin": 6, "trlMax": 6},
            {"text": "", "industries": ["ADVANCED_MATERIALS"], "transferModes": ["LICENCE"]},
            {"text": "", "origins": ["NATIVE"]},
        ]
        return [*({"text": text} for text in texts), *filtered]
    if name in {"technologies", "demands"}:
        return [{"first": 20, "mine": mine} for mine in (True, False)]
    return [{}]


def document(name: str) -> str:
    """Return the request for everything below a root field, taking all its arguments."""
    field = root_fields("query")[name]
    given = {argument: str(value.type) for argument, value in field.args.items()}
    head = ", ".join(f"${argument}: {type_}" for argument, type_ in given.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in given)
    selection = everything_of(field)
    if not given:
        return f"{{ {name} {selection} }}"
    return f"query({head}) {{ {name}({passed}) {selection} }}"


def answers(client: Client, garden: Garden) -> Iterator[tuple[str, bytes]]:
    """Return what one actor is answered, request by request."""
    for name in root_fields("query"):
        for variables in arguments_of(name, garden):
            answer = client.post(
                "/graphql",
                data={"query": document(name), "variables": variables},
                content_type="application/json",
            )
            assert answer.status_code == 200, (name, answer.content[:300])
            assert b"LIMIT_EXCEEDED" not in answer.content, name
            yield f"{name} {json.dumps(variables)}", answer.content
    for path in paths():
        answer = client.get(path)
        yield path, b"".join(answer) if answer.streaming else answer.content


def paths() -> list[str]:
    """Return every address there is to ask."""
    proofs = [f"/records/{uid}.tlog-proof" for uid in Entry.objects.values_list("uid", flat=True)]
    log = ["/log/checkpoint", "/log/vkey", "/log/tile/0/000.p/1", "/log/tile/entries/000.p/1"]
    return [*proofs, *log, "/healthz", "/readyz", "/_allauth/browser/v1/auth/session", "/market"]


def test_no_mark_reaches_whoever_may_not_read_it(
    garden: Garden, capsys: pytest.CaptureFixture[str]
) -> None:
    leaks: list[str] = []
    seen: Counter[str] = Counter()
    requests = size = 0
    for actor in ACTORS:
        client = Client()
        if actor != "anonymous":
            client.force_login(garden.people.users[actor])
        for asked, body in answers(client, garden):
            requests, size = requests + 1, size + len(body)
            text = body.decode(errors="replace")
            for mark, readers in garden.readers.items():
                if mark in text:
                    seen[mark] += 1
                    if actor not in readers:
                        leaks.append(f"{actor} got {mark} from {asked}")
    with capsys.disabled():
        sys.stdout.write(
            f"\ncanary walk: {len(garden.readers)} marks, {len(ACTORS)} actors, "
            f"{requests} requests, {size} bytes, {len(leaks)} leaks\n"
        )
    assert leaks == []
    # a mark that nobody was ever shown would prove nothing
    unseen = {mark for mark in garden.readers if not seen[mark]}
    assert unseen == set()


def test_the_walk_asks_for_every_field_of_the_schema() -> None:
    reached = set().union(*(fields_reached(field) for field in root_fields("query").values()))
    payloads = {get_named_type(field.type).name for field in root_fields("mutation").values()}
    of_errors = {"DomainError", "ErrorParam"}
    roots = {"Query", "Mutation", "Subscription"}
    expected = {
        f"{type_.name}.{name}"
        for type_ in api().type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        if type_.name not in payloads | of_errors | roots
        if not type_.name.endswith("Edge")
        for name in type_.fields
        if name != "edges"
    }
    assert expected - reached == set()


def test_a_hidden_word_searches_like_a_word_that_stands_nowhere(garden: Garden) -> None:
    query = document("marketSearch")
    for actor in ACTORS:
        client = Client()
        if actor != "anonymous":
            client.force_login(garden.people.users[actor])
        found = {}
        for mark in (NONSENSE, *garden.readers):
            answer = client.post(
                "/graphql",
                data={"query": query, "variables": {"text": mark}},
                content_type="application/json",
            )
            found[mark] = answer.content
        for mark, readers in garden.readers.items():
            if actor not in readers:
                assert found[mark] == found[NONSENSE], f"{actor} learns that {mark} exists"


def test_a_demand_of_hidden_words_finds_nothing_for_a_firm_that_is_not_verified(
    garden: Garden,
) -> None:
    hidden = next(mark for mark in garden.readers if mark == "zqpublishedtitle")
    query = (
        "query($id: ID!) { it: demandSuggestions(demandId: $id) "
        "{ suggestions { relevance coverage evidence reasons { label } } } }"
    )
    found = {}
    for actor in ("unverified_large", "outsider_large"):
        content = need()
        texts = (replace(content.texts[0], title=hidden, need=hidden, outcomes="", constraints=""),)
        demand = demand_create(
            actor=garden.people.actor(actor),
            request_id="probe",
            content=replace(content, texts=texts),
            now=NOW,
        )
        client = Client()
        client.force_login(garden.people.users[actor])
        answer = client.post(
            "/graphql",
            data={"query": query, "variables": {"id": demand.public_id}},
            content_type="application/json",
        )
        found[actor] = answer.json()["data"]["it"]["suggestions"]
    assert found["unverified_large"] == []
    assert len(found["outsider_large"]) == 1
