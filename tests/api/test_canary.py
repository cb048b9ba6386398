"""A mark planted in every private text reaches nobody who may not read it, on any path."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.test import Client
from graphql import GraphQLObjectType, get_named_type, is_required_argument

from contracts.deals.models import Contract
from contracts.nda.models import Nda
from contracts.payments.models import Installment
from contracts.rooms.models import GrantedFile, Room, RoomFile, TechnicalDataRequest
from marketplace.accounts.models import FirmCheck, FirmDocument
from marketplace.config.runner import react_once
from marketplace.demands.services import demand_create
from marketplace.escrow import content as sealed_content
from marketplace.escrow.models import Deposit
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.models import Transfer
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import mails_send
from matching.models import Case, Match
from matching.services import index_rebuild
from tests.api.garden import Garden
from tests.api.schema_walk import api, everything_of, fields_reached, root_fields
from tests.api.world_case import client_of
from tests.factories.market import need
from tests.factories.people import ACTORS, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model
    from pytest_django import Settings

NONSENSE = "zqnothinglikeit"
AT_ONCE = 20


@pytest.fixture
def garden(db: None, market_folders: None) -> Garden:
    """Return the marked world, recorded in the log and indexed."""
    made = Garden()
    sequence_once(NOW)
    index_rebuild(now=NOW)
    return made


def arguments_of(name: str, garden: Garden) -> list[dict[str, Any]]:
    """Return every way in which the walk asks a root field."""
    asked = _BY_ID.get(name)
    if asked is not None:
        argument, ids = asked
        size = 30 if name == "roomEvents" else 5
        few = {"first": size} if "first" in root_fields("query")[name].args else {}
        return [few | {argument: public_id} for public_id in ids(garden)]
    if name == "marketSearch":
        texts = ["", "insulation", *garden.searched]
        filtered: list[dict[str, Any]] = [
            {"text": "", "trlMin": 6, "trlMax": 6},
            {"text": "", "industries": ["ADVANCED_MATERIALS"], "transferModes": ["LICENCE"]},
            {"text": "", "origins": ["NATIVE"]},
        ]
        return [*({"text": text} for text in texts), *filtered]
    if name in {"technologies", "demands"}:
        return [{"first": 20, "mine": mine} for mine in (True, False)]
    if name == "firmChecks":
        return [{"state": state} for state in ("PENDING", "CONFIRMED", "DECLINED")]
    if name == "cases":
        few = {"first": 5}
        return [few | {"mine": m, "closed": c} for m in (True, False) for c in (True, False)]
    if name == "entries":
        return [{"first": 50}]
    if name == "entryCounts":
        return [{"bounds": ["2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"]}]
    if name == "dealStandings":
        return [{"matchIds": _matches(garden)}]
    return [{"first": 8}] if "first" in root_fields("query")[name].args else [{}]


def _cases(_garden: Garden) -> list[str]:
    return list(Case.objects.order_by("pk").values_list("public_id", flat=True))


def _matches(_garden: Garden) -> list[str]:
    return list(Match.objects.order_by("pk").values_list("public_id", flat=True))


def _checks(_garden: Garden) -> list[str]:
    return list(FirmCheck.objects.order_by("pk").values_list("public_id", flat=True))


def _entries(_garden: Garden) -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("uid", flat=True))


def _ids(model: type[Model]) -> Callable[[Garden], list[str]]:
    return lambda _garden: list(
        model._base_manager.order_by("pk").values_list("public_id", flat=True)
    )


def _documents(garden: Garden) -> list[str]:
    return _ids(GrantedFile)(garden) + _ids(RoomFile)(garden)


_OF_MATCH = (
    "roomOf",
    "disclosureOf",
    "evidencePacks",
    "ndasOf",
    "ndaChoices",
    "contractOf",
    "termSheetOf",
    "dealTerms",
    "paymentsOf",
    "dealStanding",
)
_OF_TECHNOLOGY = (
    "technology",
    "technologyDraft",
    "technologyVersions",
    "technologyDiff",
    "technologyReviews",
    "reviewComments",
)
_BY_ID: dict[str, tuple[str, Callable[[Garden], list[str]]]] = {
    **dict.fromkeys(_OF_TECHNOLOGY, ("id", lambda garden: garden.technologies)),
    "demand": ("id", lambda garden: garden.demands),
    "demandSuggestions": ("demandId", lambda garden: garden.demands),
    "proposable": ("demandId", lambda garden: garden.demands),
    "matchesOf": ("demandId", lambda garden: garden.demands),
    "match": ("id", _matches),
    "case": ("id", _cases),
    "firmCheck": ("id", _checks),
    "entry": ("id", _entries),
    "leakReport": ("technologyId", lambda garden: garden.technologies),
    **dict.fromkeys(_OF_MATCH, ("matchId", _matches)),
    "technologyDeposits": ("technologyId", lambda garden: garden.technologies),
    "technologySeals": ("technologyId", lambda garden: garden.technologies),
    "depositReleases": ("depositId", _ids(Deposit)),
    "dataRequestsOf": ("roomId", _ids(Room)),
    "roomFilesOf": ("roomId", _ids(Room)),
    "grantableFiles": ("roomId", _ids(Room)),
    "roomEvents": ("roomId", _ids(Room)),
    "room": ("id", _ids(Room)),
    "roomDocument": ("id", _documents),
    "dataRequest": ("id", _ids(TechnicalDataRequest)),
    "nda": ("id", _ids(Nda)),
    "deposit": ("id", _ids(Deposit)),
    "contract": ("id", _ids(Contract)),
    "payment": ("id", _ids(Installment)),
    "accountStatement": ("contractId", _ids(Contract)),
    "transfer": ("id", _ids(Transfer)),
}


# an act that changes nothing for anybody else, and answers what no query does
_PREPARED: dict[str, type[Nda | Contract]] = {
    "prepareNdaSignature": Nda,
    "prepareContractSignature": Contract,
}


def preparations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return each request for a statement to sign, of every agreement there is."""
    for name, model in _PREPARED.items():
        for one in model._base_manager.order_by("pk"):
            given = {"id": one.public_id, "revision": one.revision, "title": "Director"}
            yield name, document(name, kind="mutation"), given


def document(name: str, *, kind: str = "query") -> str:
    """Return the request for everything below a root field, taking all its arguments."""
    field = root_fields(kind)[name]
    given = {argument: str(value.type) for argument, value in field.args.items()}
    head = ", ".join(f"${argument}: {type_}" for argument, type_ in given.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in given)
    selection = everything_of(field)
    if not given:
        return f"{{ {name} {selection} }}"
    return f"{kind}({head}) {{ {name}({passed}) {selection} }}"


def entries_document(count: int) -> str:
    """Return the request for so many entries at once, each in a place of its own."""
    ids = range(count)
    head = ", ".join(f"$id{number}: ID!" for number in ids)
    selection = everything_of(root_fields("query")["entry"])
    places = " ".join(f"e{number}: entry(id: $id{number}) {selection}" for number in ids)
    return f"query({head}) {{ {places} }}"


def requests_of(garden: Garden) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return every request of the walk by name, document and variables.

    There are hundreds of entries, and one that is not given is null; so they are asked for by
    twenty.
    """
    for name in root_fields("query"):
        asked = arguments_of(name, garden)
        if name != "entry":
            yield from ((name, document(name), variables) for variables in asked)
            continue
        ids = [variables["id"] for variables in asked]
        for first in range(0, len(ids), AT_ONCE):
            some = ids[first : first + AT_ONCE]
            variables = {f"id{number}": uid for number, uid in enumerate(some)}
            yield name, entries_document(len(some)), variables
    yield from preparations()


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


def paths() -> list[str]:
    """Return every address there is to ask; of proofs one for each kind of entry."""
    # a proof is made of hashes, by the same code for all that is of one kind
    newest = dict(Entry.objects.order_by("pk").values_list("kind", "uid"))
    proofs = [f"/records/{uid}.tlog-proof" for uid in newest.values()]
    documents = FirmDocument.objects.order_by("pk").values_list("public_id", flat=True)
    proofs += [f"/firm-check/documents/{public_id}" for public_id in documents]
    log = ["/log/checkpoint", "/log/vkey", "/log/tile/0/000.p/1", "/log/tile/entries/000.p/1"]
    return [*proofs, *log, "/healthz", "/readyz", "/market", *_ACCOUNT_PATHS]


_ACCOUNT_PATHS = tuple(
    f"/_allauth/browser/v1/{path}"
    for path in ("auth/session", "auth/sessions", "account/email", "account/authenticators")
)


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
    acts = [root_fields("mutation")[name] for name in _PREPARED]
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


def test_a_hidden_word_searches_like_a_word_that_stands_nowhere(garden: Garden) -> None:
    query = document("marketSearch")
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
