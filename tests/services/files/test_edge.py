"""Parts travel over HTTP for whoever may, as long as they may, and leave nothing half there."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.core.live import publish
from marketplace.files import vault
from marketplace.files.models import FilePart, StoredFile, Transfer
from marketplace.files.services import file_store
from tests.services.files import toy_kinds
from tests.services.files.edge_server import (
    HAN,
    EdgeServer,
    all_of,
    download,
    edge_server,
    run_out,
    upload,
    wait_for,
)
from tests.services.files.test_storing import NOW

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)

PART = 300_000
CONTENT = secrets.token_bytes(2 * PART + 7)
UNKNOWN = "x" * 22


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", PART)
    monkeypatch.setattr("marketplace.files.consumers.watch.RECHECK_SECONDS", 0.1)
    settings.FILES_DIR = tmp_path / "files"
    settings.TRANSFER_KINDS = "tests.services.files.toy_kinds.KINDS"
    toy_kinds.clear()
    return tmp_path / "files"


@pytest.fixture
def server(folder: Path) -> Iterator[EdgeServer]:
    with edge_server() as running:
        yield running


def piece(number: int) -> bytes:
    return CONTENT[number * PART : (number + 1) * PART]


def objects(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def drafts(folder: Path) -> list[Path]:
    return [path for path in objects(folder) if path.name.startswith(".draft-")]


def test_a_cut_upload_goes_on_where_it_was_cut(server: EdgeServer, folder: Path) -> None:
    url = upload(len(CONTENT)).url
    assert server.put(f"{url}/parts/0", piece(0))[0] == 200
    with server.half_sent(f"{url}/parts/1", PART, piece(1)[: PART // 2]):
        wait_for(lambda: drafts(folder))
    wait_for(lambda: not drafts(folder))
    assert len(objects(folder)) == FilePart.objects.count() == 1
    status = server.status(url)
    assert (status["state"], status["parts"], status["received"]) == ("open", 3, [0])
    assert (status["partBytes"], status["size"]) == (PART, len(CONTENT))
    assert server.put(f"{url}/parts/2", piece(2))[0] == 200
    assert toy_kinds.events == []
    assert server.put(f"{url}/parts/1", piece(1))[1]["state"] == "done"
    assert toy_kinds.events == [("completed", "s1")]
    stored_file = StoredFile.objects.get()
    assert b"".join(vault.opened(stored_file)) == CONTENT
    assert stored_file.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_part_sent_twice_is_there_once(server: EdgeServer, folder: Path) -> None:
    url = upload(PART).url
    for _ in range(2):
        status, answer = server.put(f"{url}/parts/0", piece(0))
        assert (status, answer["state"]) == (200, "done")
    assert server.put(f"{url}/parts/0", piece(1))[0] == 400
    assert toy_kinds.events == [("completed", "s1")]
    assert len(objects(folder)) == 1


def test_links_of_others_all_look_alike(server: EdgeServer) -> None:
    url = upload(PART).url
    _, _, public_id, secret = url.split("/")
    forged = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    answers = {
        server.ask("GET", path, cookie=cookie, **headers)[:2]
        for path, cookie, headers in (
            (f"/transfers/{public_id}/{forged}", "han", {}),
            (f"/transfers/{UNKNOWN}/{secret}", "han", {}),
            (f"/transfers/{public_id}", "han", {}),
            ("/transfers/../etc", "han", {}),
            (url, "han-elsewhere", {}),
            (url, "kim", {}),
            (url, "nobody", {}),
            (url, None, {}),
            (url, "han", {"Authorization": "Bearer sb_something"}),
        )
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert server.ask("PUT", f"{url}/parts/0", piece(0), cookie="kim")[0] == 404
    assert server.ask("DELETE", url, cookie="kim")[0] == 404
    assert Transfer.objects.get().state == "open"
    assert not FilePart.objects.exists()


def test_a_link_opened_without_a_session_opens_nothing(server: EdgeServer) -> None:
    url = upload(PART).url
    Transfer.objects.update(session="")
    assert server.ask("GET", url)[0] == 404


def test_an_expired_link_says_so(server: EdgeServer, folder: Path) -> None:
    opened = upload(PART)
    run_out(opened)
    for method, path in (("GET", opened.url), ("DELETE", opened.url)):
        status, body, _ = server.ask(method, path)
        assert status == 410
        assert b"transfer_expired" in body
    assert server.put(f"{opened.url}/parts/0", piece(0))[0] == 410
    assert not objects(folder)


def test_a_page_of_another_origin_moves_nothing(server: EdgeServer, folder: Path) -> None:
    url = upload(PART).url
    status, _ = server.put(f"{url}/parts/0", piece(0), Origin="https://evil.example")
    assert status == 403
    assert server.ask("DELETE", url, Origin="null")[0] == 403
    assert not objects(folder)
    assert Transfer.objects.get().state == "open"
    assert server.put(f"{url}/parts/0", piece(0), Origin="http://testserver")[0] == 200


def test_a_part_that_is_not_as_announced_leaves_nothing(server: EdgeServer, folder: Path) -> None:
    url = upload(len(CONTENT)).url
    other = base64.b64encode(bytes(32)).decode()
    asked: tuple[tuple[Any, dict[str, str], int, str], ...] = (
        (bytes(PART + 1), {}, 413, "part_too_large"),
        (bytes(PART - 1), {}, 400, "part_incomplete"),
        (b"", {}, 400, "part_incomplete"),
        ([bytes(PART), b"more"], {}, 413, "part_too_large"),
        ([bytes(PART - 1)], {}, 400, "part_incomplete"),
        (bytes(PART), {"Content_Digest": "sha-256=:nonsense:"}, 400, "invalid"),
        (bytes(PART), {"Content_Digest": f"sha-256=:{other}:"}, 400, "digest_wrong"),
        (bytes(PART), {"Content_Length": "many"}, 400, ""),
    )
    for body, headers, status, code in asked:
        found, answer, _ = server.ask("PUT", f"{url}/parts/0", body, **headers)
        assert found == status, (len(body), headers)
        assert not code or json.loads(answer)["errors"][0]["code"] == code
        assert not objects(folder)
        assert server.status(url)["received"] == []


def test_a_right_digest_is_taken_and_an_empty_part_is_one(server: EdgeServer) -> None:
    url = upload(0).url
    digest = base64.b64encode(hashlib.sha256(b"").digest()).decode()
    status, answer = server.put(f"{url}/parts/0", b"", Content_Digest=f"sha-256=:{digest}:")
    assert (status, answer["state"]) == (200, "done")


def test_whoever_may_no_more_sends_no_more(server: EdgeServer, folder: Path) -> None:
    for error, status in ((NotAllowedError, 403), (NotFoundError, 403), (StaleStateError, 409)):
        url = upload(len(CONTENT), subject=error.__name__).url
        with server.half_sent(f"{url}/parts/0", PART, piece(0)[:1000]) as connection:
            wait_for(lambda: drafts(folder))
            toy_kinds.refusals[error.__name__] = error
            answer = all_of(connection)
        assert answer.startswith(f"HTTP/1.1 {status}".encode())
        assert server.put(f"{url}/parts/0", piece(0))[0] == status
        assert not objects(folder)


def test_whoever_is_told_to_go_goes_at_once(server: EdgeServer, folder: Path) -> None:
    url = upload(PART).url
    for group, event in (
        (f"user.{HAN.user_id}", {"close": True}),
        (f"session.{HAN.session_key}", {}),
    ):
        with server.half_sent(f"{url}/parts/0", PART, piece(0)[:1000]) as connection:
            wait_for(lambda: drafts(folder))
            publish(group, event)
            assert all_of(connection).startswith(b"HTTP/1.1 403")
        assert not objects(folder)


def test_a_session_that_ends_ends_its_upload(server: EdgeServer, folder: Path) -> None:
    url = upload(PART).url
    with server.half_sent(f"{url}/parts/0", PART, piece(0)[:1000]) as connection:
        wait_for(lambda: drafts(folder))
        del server.sessions["han"]
        assert all_of(connection).startswith(b"HTTP/1.1 404")
    assert not objects(folder)


def test_what_is_given_up_goes_with_its_parts(server: EdgeServer, folder: Path) -> None:
    url = upload(len(CONTENT)).url
    server.put(f"{url}/parts/0", piece(0))
    with server.half_sent(f"{url}/parts/1", PART, piece(1)[:1000]) as connection:
        wait_for(lambda: drafts(folder))
        assert server.ask("DELETE", url)[0] == 200
        assert all_of(connection).startswith(b"HTTP/1.1 410")
    assert toy_kinds.events == [("aborted", "s1")]
    assert not objects(folder)
    assert StoredFile.objects.get().state == "destroyed"
    assert server.put(f"{url}/parts/1", piece(1))[0] == 410
    assert server.ask("DELETE", url)[0] == 409
    assert server.status(url)["state"] == "aborted"


def test_a_client_that_sends_nothing_is_not_waited_for(
    server: EdgeServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.files.consumers.upload.IDLE_SECONDS", 0.3)
    url = upload(PART).url
    with server.half_sent(f"{url}/parts/0", PART, piece(0)[:1000]) as connection:
        assert all_of(connection).startswith(b"HTTP/1.1 408")
    assert not objects(folder)


def test_one_person_moves_so_many_parts_at_a_time(server: EdgeServer, folder: Path) -> None:
    url = upload(len(CONTENT)).url
    half_sent = [server.half_sent(f"{url}/parts/0", PART, b"x") for _ in range(6)]
    for connection in half_sent:
        connection.__enter__()
    try:
        wait_for(lambda: len(drafts(folder)) == 6)
        status, answer = server.put(f"{url}/parts/1", piece(1))
        assert (status, answer["errors"][0]["code"]) == (503, "transfer_busy")
        assert server.status(url)["received"] == []
    finally:
        for connection in half_sent:
            connection.__exit__(None, None, None)
    wait_for(lambda: not drafts(folder))
    assert server.put(f"{url}/parts/1", piece(1))[0] == 200


def test_parts_go_out_once_each(server: EdgeServer) -> None:
    stored_file = file_store(content=piece(0), now=NOW)
    url = download(stored_file=stored_file).url
    status, body, headers = server.ask("GET", f"{url}/parts/0")
    assert status == 200
    assert hashlib.sha256(body).hexdigest() == stored_file.parts.get().cipher_sha256
    assert headers["Content-Length"] == str(len(body))
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''0.age"
    assert "no-store" in headers["Cache-Control"]
    assert "sandbox" in headers["Content-Security-Policy"]
    wait_for(lambda: Transfer.objects.get().state == "done")
    status, body, _ = server.ask("GET", f"{url}/parts/0")
    assert status == 410
    assert b"transfer_ended" in body
    assert toy_kinds.events == [("opened", "s1 0"), ("completed", "s1")]


def test_pages_may_be_turned_back(server: EdgeServer) -> None:
    url = download("toy.pages", parts=2).url
    for number in (0, 1, 0):
        status, body, headers = server.ask("GET", f"{url}/parts/{number}")
        assert (status, body) == (200, f"page {number}".encode())
        assert headers["Content-Disposition"].startswith("inline; filename*=UTF-8''%EC")
    assert server.status(url)["state"] == "open"
    assert server.ask("GET", f"{url}/parts/2")[0] == 400


@pytest.mark.parametrize("how", ["policy", "told"])
def test_a_download_ends_where_the_right_ends(server: EdgeServer, how: str) -> None:
    url = download("toy.endless").url
    with server.being_fetched(f"{url}/parts/0") as connection:
        assert b"200 OK" in connection.recv(65536)
        if how == "policy":
            toy_kinds.refusals["s1"] = NotAllowedError
        else:
            publish(f"user.{HAN.user_id}", {"close": True})
        # the stream waits for nothing but this
        rest = all_of(connection)
    toy_kinds.go_on.set()
    assert len(rest) < 1000
    assert not rest.endswith(b"0\r\n\r\n")
    assert Transfer.objects.get().delivered == []


def test_a_refused_download_opens_nothing(server: EdgeServer) -> None:
    url = download().url
    toy_kinds.refusals["s1"] = NotFoundError
    assert server.ask("GET", f"{url}/parts/0")[0] == 403
    assert toy_kinds.events == []


def test_a_stream_that_breaks_is_not_taken_for_whole(server: EdgeServer) -> None:
    url = download("toy.endless", subject="breaks").url
    toy_kinds.go_on.set()
    with server.being_fetched(f"{url}/parts/0") as connection:
        answer = all_of(connection)
    assert b"begin" in answer
    assert b"secret" not in answer
    assert not answer.endswith(b"0\r\n\r\n")
    assert Transfer.objects.get().delivered == []


def test_an_upload_link_gives_nothing_and_a_download_link_takes_nothing(
    server: EdgeServer, folder: Path
) -> None:
    out, into = download(parts=1).url, upload(PART).url
    assert server.put(f"{out}/parts/0", piece(0))[0] == 410
    assert server.ask("GET", f"{into}/parts/0")[0] == 410
    assert server.ask("POST", into, b"")[0] == 405
    assert server.ask("DELETE", f"{into}/parts/0")[0] == 405
    assert server.ask("GET", into, Host="evil.example")[0] == 400
    assert not objects(folder)
