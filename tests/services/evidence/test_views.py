"""The public log as files, and the proof file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client, RequestFactory

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.merkle import leaf_hash
from marketplace.evidence.models import Checkpoint, Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.views import proof_view
from tests.services.evidence.conftest import NOON
from tests.services.evidence.test_reading import AUDITOR, OPERATOR_OF_A_PARTY, OUTSIDER, PARTY

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from pytest_django import Settings

    from marketplace.evidence.keys import LogKey
    from tests.services.evidence.conftest import Recorder


@pytest.fixture
def client(settings: Settings) -> Client:
    """Return a client of the log's addresses."""
    settings.ROOT_URLCONF = "tests.services.evidence.urls"
    settings.MIDDLEWARE = []
    return Client()


@pytest.fixture
def log(log_key: LogKey, record: Recorder) -> LogKey:
    """Return the key of a log of 300 entries, signed at 100 and 300."""
    for count in (100, 200):
        record(count)
        sequence_once(NOON)
    return log_key


def leaves() -> list[bytes]:
    return [leaf_data(bytes(entry.commitment)) for entry in Entry.objects.order_by("index")]


def test_the_checkpoint_is_text_that_is_not_cached(client: Client, log: LogKey) -> None:
    answer = client.get("/log/checkpoint")
    assert answer.content.decode() == Checkpoint.objects.get(size=300).note
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"


def test_the_public_key_is_text(client: Client, log: LogKey) -> None:
    answer = client.get("/log/vkey")
    assert answer.content.decode() == log.verifier.text() + "\n"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [("000", 0, 256), ("000.p/100", 0, 100), ("001.p/44", 256, 300), ("001.p/1", 256, 257)],
)
def test_tiles_and_bundles_hold_what_their_paths_say(
    client: Client, log: LogKey, path: str, first: int, last: int
) -> None:
    tile = client.get(f"/log/tile/0/{path}")
    assert tile.content == b"".join(leaf_hash(leaf) for leaf in leaves()[first:last])
    bundle = client.get(f"/log/tile/entries/{path}")
    assert bundle.content == b"".join(
        len(leaf).to_bytes(2, "big") + leaf for leaf in leaves()[first:last]
    )
    for answer in (tile, bundle):
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_bundles_are_compressed_for_who_takes_that(client: Client, log: LogKey) -> None:
    answer = client.get("/log/tile/entries/000", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 16_000 < 256 * 80


def test_the_level_above_holds_full_tiles_only(client: Client, log: LogKey) -> None:
    assert len(client.get("/log/tile/1/000.p/1").content) == 32
    assert client.get("/log/tile/1/000.p/2").status_code == 404
    assert client.get("/log/tile/1/000").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "0/001", "0/001.p/45", "0/002.p/1", "0/000.p/0", "0/000.p/256", "0/000.p/00", "00/000",
        "64/000", "-1/000", "x/000", "0/0", "0/x000/000", "0/000/", "0/../0/000", "2/000.p/1",
        "entries/001", "entries/001.p/45", "entries/002.p/1", "entries/0", "entries/000.p/256",
        "0/x999/x999/x999/x999/999", "entries/x999/x999/x999/x999/999.p/255",
        "0/x999/x999/x999/x999/x999/999", "63/x999/x999/x999/x999/999",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_404(client: Client, log: LogKey, path: str) -> None:
    answer = client.get(f"/log/tile/{path}")
    assert answer.status_code == 404
    assert answer.get("Cache-Control", "no-store") == "no-store"


def test_a_log_without_a_checkpoint_is_404(client: Client, db: None) -> None:
    for path in ("checkpoint", "vkey", "tile/0/000.p/1", "tile/entries/000.p/1"):
        assert client.get(f"/log/{path}").status_code == 404


def test_the_log_is_only_read(client: Client, log: LogKey) -> None:
    for path in ("checkpoint", "vkey", "tile/0/000", "tile/entries/000"):
        assert client.post(f"/log/{path}").status_code == 405
        assert client.head(f"/log/{path}").status_code == 200


def proof_for(actor: Actor, uid: str) -> HttpResponseBase:
    request = RequestFactory().get(f"/records/{uid}.tlog-proof")
    request.actor = actor  # type: ignore[attr-defined]
    return proof_view(request, uid=uid)


@pytest.mark.parametrize("actor", [PARTY, AUDITOR])
def test_who_may_know_of_an_entry_takes_its_proof(log: LogKey, actor: Actor) -> None:
    entry = Entry.objects.get(index=77)
    answer = proof_for(actor, entry.uid)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{entry.uid}.tlog-proof"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"c2sp.org/tlog-proof@v1\nindex 77\n")  # type: ignore[attr-defined]


@pytest.mark.parametrize("actor", [OUTSIDER, OPERATOR_OF_A_PARTY, ANONYMOUS])
def test_others_get_what_they_get_for_an_id_that_is_none(log: LogKey, actor: Actor) -> None:
    answers = [proof_for(actor, uid) for uid in (Entry.objects.get(index=77).uid, "x" * 22, "x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1  # type: ignore[attr-defined]


def test_an_entry_that_waits_has_no_proof_yet(log: LogKey, record: Recorder) -> None:
    assert proof_for(PARTY, record()[0].uid).status_code == 404
