"""Two worlds that differ only in what is sealed and agreed are one world to whoever reads neither.

Whatever a stranger asks, the answers are the same bytes, but for chance: ids, hashes, signatures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.test import Client

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.models import Transfer
from matching.services import index_rebuild
from tests.api.garden_deal import GardenDeal
from tests.api.normalised import normalised, told
from tests.api.questions import arguments_of, document, paths
from tests.api.schema_walk import root_fields
from tests.api.world_case import client_of
from tests.factories.market import match_made
from tests.factories.people import NOW, People, late_cast_joined, people_made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytest_django import Settings

STRANGERS = (
    "anonymous",
    "no_firm",
    "former_member",
    "narrow_token",
    "outsider_large",
    "rival_scout",
    "buyer_scout",
    "buyer_member",
    "removed_holder",
    "other_coordinator",
    "verifier",
    "auditor",
    "operator",
)
# of other lengths too, so that a length gives itself away
SECRETS = ("argon", "a much longer word about neon")
SEALED = ("deposit", "file name", "terms", "why")


@dataclass
class World:
    """One match with a whole deal behind it."""

    people: People
    deal: GardenDeal
    technologies: list[str] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)


def world_made(secret: str) -> World:
    people = people_made()
    match = match_made(people, "matched")
    late_cast_joined(people)

    def mark(name: str, _readers: frozenset[str]) -> str:
        return secret if any(word in name for word in SEALED) else f"the {name}"

    world = World(people, GardenDeal(people, match, mark, secret=secret))
    world.technologies.append(match.technology.public_id)
    world.demands.append(match.demand.public_id)
    sequence_once(NOW)
    index_rebuild(now=NOW)
    return world


def asked(world: World) -> Iterator[tuple[str, str]]:
    """Return every question, by a name that both worlds share, with its answer for a stranger."""
    for who in STRANGERS:
        client = client_of(world, who)  # type: ignore[arg-type]
        yield from _fields(world, client, who, root_fields("query"))
        yield from _addresses(client, who)


def asked_by_party(world: World) -> dict[str, str]:
    """Return what the small firm reads of what is sealed and agreed."""
    client = client_of(world, "seller_owner")  # type: ignore[arg-type]
    return dict(_fields(world, client, "seller_owner", ("deposits", "termSheetOf", "paymentsOf")))


def _fields(
    world: World, client: Client, who: str, names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for name in names:
        for number, variables in enumerate(arguments_of(name, world)):  # type: ignore[arg-type]
            body = {"query": document(name), "variables": variables}
            answer = client.post("/graphql", data=body, content_type="application/json")
            yield f"{who} {name} {number}", _told(answer)


def _addresses(client: Client, who: str) -> Iterator[tuple[str, str]]:
    for number, path in enumerate(paths()):
        yield f"{who} address {number}", _told(client.get(path))
    for number, public_id in enumerate(
        Transfer.objects.order_by("pk").values_list("public_id", flat=True)
    ):
        yield f"{who} transfer {number}", _told(client.get(f"/transfers/{public_id}/{'x' * 43}"))


def _told(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return told(answer.status_code, dict(answer.headers), body)


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_neither_cannot_tell_two_worlds_apart(
    settings: Settings, tmp_path: Path
) -> None:
    strangers: list[dict[str, str]] = []
    parties: list[dict[str, str]] = []
    key = b""  # both logs are signed by one
    for secret in SECRETS:
        call_command("flush", verbosity=0, interactive=False)
        settings.LOG_KEY_FILE = tmp_path / secret / "log_key"
        settings.INDEX_DIR = tmp_path / secret / "index"
        if key:
            settings.LOG_KEY_FILE.parent.mkdir()
            settings.LOG_KEY_FILE.write_bytes(key)
        else:
            log_key_create()
            key = settings.LOG_KEY_FILE.read_bytes()
        world = world_made(secret)
        strangers.append(dict(asked(world)))
        parties.append(asked_by_party(world))
    # the comparison would hold as well if nothing differed at all
    assert {name for name in parties[0] if parties[0][name] != parties[1][name]} == set(parties[0])
    one, other = strangers
    assert one.keys() == other.keys()
    different = [name for name in one if one[name] != other[name]]
    assert not different, "\n".join(
        f"{name}: {_first_difference(one[name], other[name])}" for name in different[:20]
    )


def _first_difference(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    place = next((at for at, (left, right) in pairs if left != right), 0)
    return f"{one[max(place - 60, 0) : place + 60]!r} / {other[place : place + 60]!r}"


def test_normalising_takes_chance_away_and_nothing_else() -> None:
    first, second = "Cfy3SPCoBZ4MoTAvPMee9A", "Dxv2RzduqojA_vgdWkxt-Q"
    assert normalised(f"{first} {second} {first}") == "<id 0> <id 1> <id 0>"
    assert normalised(f'"{first}"') == normalised(f'"{second}"')
    assert normalised(f"{first} {first}") != normalised(f"{first} {second}")
    assert normalised("a" * 64) == normalised("b" * 64) == "<hash 0>"
    parts = (
        ("database", "GOOD", "0.1 ms", "SLOW", "112.4 ms"),
        ("disk", "GOOD", "5.1 GB free", "SLOW", "5.0 GB free"),
        ("timers", "SLOW", "8 overdue, 599 s, 0 failed", "BAD", "9 overdue, 631 s, 0 failed"),
    )
    for name, *states in parts:
        before, after = (
            f'{{"name":"{name}","state":"{state}","figure":"{figure}"}}'
            for state, figure in (states[:2], states[2:])
        )
        assert normalised(before) == normalised(after)
    for one, other in (
        (
            '"name":"timers","state":"BAD","figure":"8 overdue, 5 s, 0 failed"',
            '"name":"timers","state":"BAD","figure":"8 overdue, 5 s, 1 failed"',
        ),
        ("812 °C", "813 °C"),
        ('"figure":"812"', '"figure":"813"'),
        ("2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z"),
        ("size: 5", "size: 50"),
        ('{"state": "SIGNED"}', '{"state": "OFFERED"}'),
        ("[]", "[{}]"),
        ("a" * 63, "b" * 63),
    ):
        assert normalised(one) != normalised(other)


def test_a_status_and_a_header_tell_too() -> None:
    headers = {"Content-Type": "text/plain", "X-Request-Id": "1", "Set-Cookie": "sessionid=1"}
    assert told(200, headers, b"") == told(200, {"content-type": "text/plain"}, b"")
    assert told(200, headers, b"") != told(404, headers, b"")
    assert told(200, headers, b"") != told(200, {"Content-Type": "image/jpeg"}, b"")
