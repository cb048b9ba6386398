"""A transfer is for one person, ends in its time, and takes with it what waited for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.config.reactions import TIMERS
from marketplace.config.schema import schema
from marketplace.config.timers import timers_once
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.graphql.context import RequestContext
from marketplace.core.languages import Language
from marketplace.core.models import Timer
from marketplace.files.models import FilePart, StoredFile, Transfer
from marketplace.files.selectors import transfer_for
from marketplace.files.services import (
    TRANSFER_TIMER,
    OpenedTransfer,
    file_begin,
    transfer_abort,
    transfer_expire,
    transfer_open,
    transfer_part_write,
    unfinished_file_drop,
)
from tests.services.files import toy_kinds
from tests.services.files.edge_server import HAN, KIM
from tests.services.files.test_storing import NOW

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

pytestmark = pytest.mark.django_db

PART = 1000
TOKEN = replace(HAN, session_key=None, token_id=1)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", PART)
    settings.FILES_DIR = tmp_path / "files"
    settings.TRANSFER_KINDS = "tests.services.files.toy_kinds.KINDS"
    toy_kinds.clear()
    return tmp_path / "files"


def upload(size: int = 2 * PART, actor: Actor = HAN, kind: str = "toy.in") -> OpenedTransfer:
    stored_file = file_begin(recipients=[], size=size, now=NOW)
    return transfer_open(
        actor=actor,
        kind=kind,
        subject="s1",
        direction="upload",
        now=NOW,
        stored_file=stored_file,
        file_name="drawing.pdf",
    )


def send(opened: OpenedTransfer, number: int, actor: Actor = HAN) -> None:
    transfer_part_write(
        actor=actor,
        transfer=opened.transfer,
        number=number,
        source=BytesIO(bytes(PART)),
        now=NOW,
    )


def objects(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_last_part_completes_file_and_transfer_together() -> None:
    opened = upload()
    send(opened, 1)
    assert (Transfer.objects.get().state, StoredFile.objects.get().state) == ("open", "writing")
    send(opened, 0)
    assert (Transfer.objects.get().state, StoredFile.objects.get().state) == ("done", "whole")
    send(opened, 0)
    assert toy_kinds.events == [("completed", "s1")]


def test_a_right_lost_with_the_last_part_completes_nothing() -> None:
    opened = upload(PART)

    class Late(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            toy_kinds.refusals["s1"] = NotAllowedError
            return super().read(size)

    with pytest.raises(NotAllowedError):
        transfer_part_write(
            actor=HAN, transfer=opened.transfer, number=0, source=Late(bytes(PART)), now=NOW
        )
    assert (Transfer.objects.get().state, StoredFile.objects.get().state) == ("open", "writing")
    assert toy_kinds.events == []


def test_the_secret_is_told_once_and_not_kept() -> None:
    opened = upload()
    secret = opened.url.rsplit("/", 1)[1]
    assert len(secret) == 43
    assert secret not in str(Transfer.objects.values().get())


@pytest.mark.parametrize("actor", [ANONYMOUS, TOKEN])
def test_nobody_and_no_token_moves_a_file(actor: Actor) -> None:
    stored_file = file_begin(recipients=[], size=1, now=NOW)
    with pytest.raises(NotAllowedError):
        transfer_open(
            actor=actor,
            kind="toy.in",
            subject="s1",
            direction="upload",
            now=NOW,
            stored_file=stored_file,
        )
    assert not Transfer.objects.exists()
    assert not Timer.objects.filter(kind=TRANSFER_TIMER).exists()


def test_a_kind_that_there_is_not_is_not_opened() -> None:
    with pytest.raises(NotFoundError):
        upload(kind="toy.unknown")
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("actor", [ANONYMOUS, TOKEN, KIM])
def test_everybody_sees_and_gives_up_their_own(actor: Actor) -> None:
    opened = upload()
    with pytest.raises(NotFoundError):
        transfer_for(actor=actor, public_id=opened.transfer.public_id)
    with pytest.raises(NotFoundError):
        transfer_abort(actor=actor, transfer=opened.transfer, now=NOW)
    assert Transfer.objects.get().state == "open"
    assert toy_kinds.events == []


def test_what_is_given_up_is_gone_for_good(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    opened = upload()
    send(opened, 0)
    with django_capture_on_commit_callbacks(execute=True):
        transfer_abort(actor=HAN, transfer=opened.transfer, now=NOW)
    assert not objects(folder)
    assert StoredFile.objects.get().state == "destroyed"
    assert not FilePart.objects.exists()
    assert toy_kinds.events == [("aborted", "s1")]
    for again in (
        lambda: transfer_abort(actor=HAN, transfer=opened.transfer, now=NOW),
        lambda: send(opened, 1),
    ):
        with pytest.raises(StaleStateError):
            again()
    assert toy_kinds.events == [("aborted", "s1")]


def test_what_is_done_is_not_given_up() -> None:
    opened = upload(PART)
    send(opened, 0)
    with pytest.raises(StaleStateError):
        transfer_abort(actor=HAN, transfer=opened.transfer, now=NOW)
    assert StoredFile.objects.get().state == "whole"


def test_its_time_runs_out_by_the_runners_timers(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    opened = upload()
    send(opened, 0)
    expiry = opened.transfer.expires_at
    assert timers_once(expiry - timedelta(seconds=1), TIMERS) == 0
    with django_capture_on_commit_callbacks(execute=True):
        timers_once(expiry, TIMERS)
    assert Transfer.objects.get().state == "expired"
    assert StoredFile.objects.get().state == "destroyed"
    assert toy_kinds.events == [("aborted", "s1")]
    assert not objects(folder)
    timers_once(expiry + timedelta(days=7), TIMERS)
    assert not Transfer.objects.exists()
    transfer_expire(subject=opened.transfer.public_id, now=expiry)


def test_what_is_done_stays_when_its_transfer_is_forgotten() -> None:
    opened = upload(PART)
    send(opened, 0)
    expiry = opened.transfer.expires_at
    timers_once(expiry, TIMERS)
    assert Transfer.objects.get().state == "done"
    timers_once(expiry + timedelta(days=7), TIMERS)
    assert not Transfer.objects.exists()
    assert StoredFile.objects.get().state == "whole"


def test_a_file_on_its_way_is_not_dropped_as_unfinished() -> None:
    opened = upload()
    unfinished_file_drop(subject=StoredFile.objects.get().public_id, now=NOW)
    assert StoredFile.objects.get().state == "writing"
    send(opened, 0)


def test_a_part_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        send(upload(), 2)
    assert not FilePart.objects.exists()


QUERY = """query ($id: ID!) { transfer(id: $id) {
    id url partBytes parts size received state expiresAt } }"""
ABORT = """mutation ($id: ID!) { abortTransfer(id: $id) {
    transfer { id state received } errors { code } } }"""


def asked(query: str, actor: Actor, transfer_id: str) -> dict[str, Any]:
    context = RequestContext(actor, NOW, Language.EN, "test")
    answer = schema.execute(query, variable_values={"id": transfer_id}, context_value=context)
    assert not answer.errors
    return dict(answer.data)


def test_the_api_shows_ones_own() -> None:
    opened = upload()
    send(opened, 1)
    public_id = opened.transfer.public_id
    shown = asked(QUERY, HAN, public_id)["transfer"]
    assert shown | {"expiresAt": None} == {
        "id": public_id,
        "url": None,
        "partBytes": PART,
        "parts": 2,
        "size": "2000",
        "received": [1],
        "state": "OPEN",
        "expiresAt": None,
    }
    assert asked(QUERY, KIM, public_id) == {"transfer": None}
    assert asked(QUERY, KIM, "x" * 22) == {"transfer": None}


def test_the_api_gives_up_ones_own() -> None:
    public_id = upload().transfer.public_id
    refusal = asked(ABORT, KIM, public_id)["abortTransfer"]
    assert refusal == {"transfer": None, "errors": [{"code": "not_found"}]}
    assert Transfer.objects.get().state == "open"
    done = asked(ABORT, HAN, public_id)["abortTransfer"]
    assert done == {
        "transfer": {"id": public_id, "state": "ABORTED", "received": []},
        "errors": [],
    }
    again = asked(ABORT, HAN, public_id)["abortTransfer"]
    assert again["errors"] == [{"code": "stale_state"}]
