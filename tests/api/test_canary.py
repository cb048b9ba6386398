"""A mark planted in every private text reaches nobody who may not read it, on any path."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.test import Client
from graphql import GraphQLObjectType, get_named_type, is_required_argument

from marketplace.config.runner import react_once
from marketplace.demands.services import demand_create
from marketplace.escrow import content as sealed_content
from marketplace.evidence.sequencer import sequence_once
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import mails_send
from matching.services import index_rebuild
from tests.api.garden import Garden
from tests.api.questions import PREPARED, PREVIEWED, arguments_of, document, paths, requests_of
from tests.api.schema_walk import api, fields_reached, root_fields
from tests.api.world_case import client_of
from tests.factories.market import need
from tests.factories.people import ACTORS, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

NONSENSE = "zqnothinglikeit"


@pytest.fixture
def garden(db: None, market_folders: None) -> Garden:
    """Return the marked world, recorded in the log and indexed."""
    made = Garden()
    sequence_once(NOW)
    index_rebuild(now=NOW)
    return made


def answers(client: Client, garden: Garden) -> Iterator[tuple[str, bytes]]:
    """Return what one actor is answered, request by request."""
    for name, query, variables in requests_of(garden):
        answer = client.post(
            "/graphql",
            data={"query": query, "variables": variables},
            content_type="application/json",
        )
        assert answer.status_code == 200, (name, answer.content[:300])
        assert b"LIMIT_EXCEEDED" not in answer.content, name
        yield f"{name} {json.dumps(variables)}", answer.content
    for path in paths():
        answer = client.get(path)
        yield path, b"".join(answer) if answer.streaming else answer.content


def test_no_mark_reaches_whoever_may_not_read_it(
    garden: Garden, capsys: pytest.CaptureFixture[str]
) -> None:
    leaks: list[str] = []
    seen: Counter[str] = Counter()
    requests = size = 0
    for actor in ACTORS:
        client = client_of(garden, actor)
        for asked, body in answers(client, garden):
            requests, size = requests + 1, size + len(body)
            text = body.decode(errors="replace")
            for mark, readers in garden.readers.items():
                if mark in text:
                    seen[mark] += 1
                    if actor not in readers:
                        leaks.append(f"{actor} got {mark} from {asked}")
            leaks += [f"{actor} got {m} from {asked}" for m in garden.deal.sealed if m in text]
    with capsys.disabled():
        sys.stdout.write(
            f"\ncanary walk: {len(garden.readers)} marks, {len(ACTORS)} actors, "
            f"{requests} requests, {size} bytes, {len(leaks)} leaks\n"
        )
    assert not leaks, "\n".join(leaks)
    # a mark that nobody was ever shown would prove nothing
    unseen = {mark for mark in garden.readers if not seen[mark]}
    assert unseen == set()


def test_what_is_sealed_lies_readable_nowhere(
    garden: Garden, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    while react_once(NOW):
        pass
    for mark in garden.deal.sealed:
        for model in apps.get_models():
            for row in model._base_manager.values():
                assert mark not in str(row), model.__name__
        assert mark not in caplog.text
    written = [path for path in Path(settings.HOME).rglob("*") if path.is_file()]
    ciphertext = [path for path in written if settings.FILES_DIR in path.parents]
    assert len(ciphertext) > 5
    for path in written:
        content = path.read_bytes()
        assert not [mark for mark in garden.deal.sealed if mark.encode() in content], path
    file = garden.deal.deposit.files.order_by("pk").first()
    assert file is not None
    assert garden.deal.sealed[0].encode() in sealed_content.document(file, largest=10**6)


def test_the_walk_asks_for_every_field_of_the_schema() -> None:
    acts = [root_fields("mutation")[name] for name in (*PREPARED, *PREVIEWED)]
    roots = [*root_fields("query").values(), *root_fields("subscription").values(), *acts]
    reached = set().union(*(fields_reached(field) for field in roots))
    payloads = {get_named_type(field.type).name for field in root_fields("mutation").values()}
    of_errors = {"DomainError", "ErrorParam"}
    root_types = {"Query", "Mutation", "Subscription"}
    expected = {
        f"{type_.name}.{name}"
        for type_ in api().type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        if type_.name not in payloads | of_errors | root_types
        if not type_.name.endswith("Edge")
        for name in type_.fields
        if name != "edges"
    }
    assert expected - reached == set()


def test_the_walk_gives_every_query_what_it_needs(garden: Garden) -> None:
    for name, field in root_fields("query").items():
        needed = {given for given, value in field.args.items() if is_required_argument(value)}
        for variables in arguments_of(name, garden):
            assert needed <= variables.keys(), f"{name} is asked without {needed}"


@pytest.mark.parametrize("name", ["marketSearch", "marketFacets", "marketSpelling"])
def test_a_hidden_word_searches_like_a_word_that_stands_nowhere(garden: Garden, name: str) -> None:
    query = document(name)
    for actor in ACTORS:
        client = client_of(garden, actor)
        found = {}
        for mark in (NONSENSE, *garden.searched):
            answer = client.post(
                "/graphql",
                data={"query": query, "variables": {"text": mark}},
                content_type="application/json",
            )
            found[mark] = answer.content
        for mark in garden.searched:
            if actor not in garden.readers[mark]:
                assert found[mark] == found[NONSENSE], f"{actor} learns that {mark} exists"


def test_a_demand_of_hidden_words_finds_nothing_for_a_firm_that_is_not_verified(
    garden: Garden,
) -> None:
    hidden = next(mark for mark in garden.readers if mark == "zqpublishedtitleqz")
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


def test_mails_and_notices_name_nobody_and_nothing(garden: Garden) -> None:
    while react_once(NOW):
        pass
    mails_send(NOW + dt.timedelta(days=1))
    written = [
        json.dumps(row, default=str)
        for model in (Notification, Mail)
        for row in model._base_manager.values()
    ]
    assert Notification.objects.count() > 10
    assert Mail.objects.count() > 3
    addresses = {mark for mark in garden.readers if mark.startswith("zqmail")}
    # a mail bears its own reader's address, and nobody else's
    for text in written:
        for mark in garden.readers.keys() - addresses:
            assert mark not in text
