"""Files come in as age ciphertext, part by part, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage
import pytest
from django.db import transaction

from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.models import Timer
from marketplace.files import vault
from marketplace.files.ciphertext import DamagedFileError, manifest, part_chunks
from marketplace.files.models import FilePart, StoredFile
from marketplace.files.running_digests import running_digests
from marketplace.files.services import (
    file_begin,
    file_complete,
    file_destroy,
    file_store,
    part_write,
    unfinished_file_drop,
)
from tests.clock import begun_at
from tests.damage import bit_turned
from tests.requirements import require_tool

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

NOW = begun_at()
PART = 1000
CONTENT = secrets.token_bytes(2 * PART + 345)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep files in a folder of the test's own, in parts of a thousand bytes."""
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", PART)
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def begun(content: bytes = CONTENT, **options: list[str]) -> StoredFile:
    return file_begin(size=len(content), now=NOW, recipients=options.get("recipients", []))


def written(stored_file: StoredFile, number: int, content: bytes = CONTENT) -> FilePart:
    piece = content[number * PART : (number + 1) * PART]
    return part_write(stored_file=stored_file, number=number, source=BytesIO(piece), now=NOW)


def stored(content: bytes = CONTENT, order: tuple[int, ...] = (0, 1, 2)) -> StoredFile:
    stored_file = begun(content)
    for number in order:
        written(stored_file, number, content)
    return file_complete(stored_file=stored_file, now=NOW)


def objects(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def plain(stored_file: StoredFile) -> bytes:
    return b"".join(vault.opened(stored_file))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_what_was_stored_opens_again(order: tuple[int, ...]) -> None:
    stored_file = stored(order=order)
    assert plain(stored_file) == CONTENT
    assert stored_file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert [part.size for part in stored_file.parts.order_by("number")] == [PART, PART, 345]


def test_the_digest_is_read_again_where_this_process_did_not_carry_it() -> None:
    stored_file = begun()
    for number in range(3):
        written(stored_file, number)
        running_digests.take(stored_file.pk, parts=0)
    assert file_complete(stored_file=stored_file, now=NOW).sha256 == (
        hashlib.sha256(CONTENT).hexdigest()
    )


def test_an_empty_file_is_one_empty_part() -> None:
    stored_file = file_store(content=b"", now=NOW)
    assert plain(stored_file) == b""
    assert stored_file.sha256 == hashlib.sha256(b"").hexdigest()


def test_a_small_document_in_one_go() -> None:
    stored_file = file_store(content=b"small", now=NOW)
    assert vault.opened_whole(stored_file, largest=5) == b"small"
    with pytest.raises(vault.TooLargeError):
        vault.opened_whole(stored_file, largest=4)
    with pytest.raises(InvalidInputError):
        file_store(content=bytes(PART + 1), now=NOW)


@pytest.mark.external
def test_age_opens_each_part_with_the_owners_key(folder: Path, tmp_path: Path) -> None:
    age = require_tool("age")
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{identity}\n")
    stored_file = begun(recipients=[str(identity.to_public())])
    for number in range(3):
        written(stored_file, number)
    file_complete(stored_file=stored_file, now=NOW)
    opened = b""
    for part in stored_file.parts.order_by("number"):
        cipher = b"".join(part_chunks(part))
        assert len(cipher) == part.cipher_size
        assert hashlib.sha256(cipher).hexdigest() == part.cipher_sha256
        command = [str(age), "-d", "-i", str(tmp_path / "key")]
        opened += subprocess.run(command, input=cipher, check=True, capture_output=True).stdout
    assert opened == CONTENT
    assert manifest(stored_file)["sha256"] == hashlib.sha256(opened).hexdigest()


def test_nothing_readable_lies_in_the_folder(folder: Path) -> None:
    content = b"the secret temperature is 685 degrees " * 60
    stored(content)
    found = b"".join(path.read_bytes() for path in objects(folder))
    assert found
    assert b"temperature" not in found
    assert all(path.stat().st_mode & 0o077 == 0 for path in objects(folder))


@pytest.mark.parametrize(
    ("content", "code"), [(bytes(PART - 1), "part_incomplete"), (bytes(PART + 1), "part_too_large")]
)
def test_a_part_of_another_size_leaves_nothing(folder: Path, content: bytes, code: str) -> None:
    stored_file = begun()
    with pytest.raises(InvalidInputError) as refusal:
        part_write(stored_file=stored_file, number=0, source=BytesIO(content), now=NOW)
    assert refusal.value.code == code
    assert not objects(folder)
    assert not stored_file.parts.exists()


def test_an_altered_part_leaves_nothing(folder: Path) -> None:
    stored_file = begun()
    with pytest.raises(InvalidInputError) as refusal:
        part_write(
            stored_file=stored_file,
            number=0,
            source=BytesIO(CONTENT[:PART]),
            now=NOW,
            sha256=hashlib.sha256(b"other").hexdigest(),
        )
    assert refusal.value.code == "digest_wrong"
    assert not objects(folder)


class Cut(BytesIO):
    """A source that breaks after some bytes."""

    def read(self, _size: int | None = -1, /) -> bytes:
        if self.tell() >= 400:
            raise ConnectionError
        return super().read(200)


def test_a_cut_part_leaves_nothing_and_can_come_again(folder: Path) -> None:
    stored_file = begun()
    written(stored_file, 0)
    with pytest.raises(ConnectionError):
        part_write(stored_file=stored_file, number=1, source=Cut(CONTENT[PART:]), now=NOW)
    assert len(objects(folder)) == 1
    written(stored_file, 1)
    written(stored_file, 2)
    file_complete(stored_file=stored_file, now=NOW)
    assert plain(stored_file) == CONTENT


def test_the_same_part_again_is_the_part_that_is_there(folder: Path) -> None:
    stored_file = begun()
    assert written(stored_file, 0).pk == written(stored_file, 0).pk
    assert len(objects(folder)) == 1
    with pytest.raises(InvalidInputError) as refusal:
        written(stored_file, 0, bytes(len(CONTENT)))
    assert refusal.value.code == "part_differs"
    assert len(objects(folder)) == 1


@pytest.mark.parametrize("number", [-1, 3, 10**9])
def test_there_is_no_part_beyond_the_last(folder: Path, number: int) -> None:
    with pytest.raises(InvalidInputError, match="no such part"):
        part_write(stored_file=begun(), number=number, source=BytesIO(b"x"), now=NOW)
    assert not objects(folder)


def test_a_file_with_a_missing_part_is_not_whole() -> None:
    stored_file = begun()
    written(stored_file, 0)
    written(stored_file, 2)
    with pytest.raises(StaleStateError):
        file_complete(stored_file=stored_file, now=NOW)
    with pytest.raises(DamagedFileError, match="missing"):
        plain(stored_file)


@pytest.mark.parametrize("size", [-1, 10 * 1024**3 + 1])
def test_sizes_have_an_end(size: int) -> None:
    with pytest.raises(InvalidInputError):
        file_begin(recipients=[], size=size, now=NOW)
    assert not StoredFile.objects.exists()


def test_only_age_recipients_are_taken() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        file_begin(recipients=["age1nonsense"], size=1, now=NOW)
    assert refusal.value.code == "not_a_recipient"
    assert not StoredFile.objects.exists()


def test_a_part_is_not_written_inside_a_transaction(folder: Path) -> None:
    stored_file = begun()
    with transaction.atomic(), pytest.raises(RuntimeError):
        written(stored_file, 0)
    assert not objects(folder)


def test_damage_is_told_before_the_last_chunk(folder: Path) -> None:
    stored_file = stored()
    last = stored_file.parts.get(number=1)
    path = folder / last.object_name
    path.write_bytes(bit_turned(path.read_bytes()))
    with pytest.raises(DamagedFileError):
        plain(stored_file)
    with pytest.raises(DamagedFileError):
        b"".join(part_chunks(last))
    path.unlink()
    with pytest.raises(DamagedFileError):
        plain(stored_file)
    with pytest.raises(DamagedFileError):
        b"".join(part_chunks(last))


def test_a_part_in_anothers_place_is_told() -> None:
    stored_file = stored()
    first, second = stored_file.parts.filter(number__lt=2).order_by("number")
    FilePart.objects.filter(pk=first.pk).update(object_name=second.object_name)
    with pytest.raises(DamagedFileError):
        plain(stored_file)


def test_a_destroyed_file_opens_no_more(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    stored_file = stored()
    with django_capture_on_commit_callbacks(execute=True):
        file_destroy(stored_file=stored_file)
        assert len(objects(folder)) == 3
    assert not objects(folder)
    assert StoredFile.objects.get().wrapped_identity is None
    with pytest.raises(vault.DestroyedFileError):
        plain(stored_file)
    with pytest.raises(StaleStateError):
        written(stored_file, 0)
    file_destroy(stored_file=stored_file)


def test_what_a_killed_writer_left_goes_with_the_last_part(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    stored_file = begun()
    for number in range(3):
        written(stored_file, number)
    left = folder / stored_file.public_id / "00001-0000.age"
    left.write_bytes(b"no row tells of it")
    with django_capture_on_commit_callbacks(execute=True):
        file_complete(stored_file=stored_file, now=NOW)
    assert not left.exists()
    assert plain(stored_file) == CONTENT


def test_a_file_that_never_becomes_whole_is_dropped(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    stored_file = begun()
    written(stored_file, 0)
    assert Timer.objects.get(subject=stored_file.public_id).due_at > NOW
    with django_capture_on_commit_callbacks(execute=True):
        unfinished_file_drop(subject=stored_file.public_id, now=NOW)
    assert not objects(folder)
    whole = stored()
    unfinished_file_drop(subject=whole.public_id, now=NOW)
    assert plain(whole) == CONTENT


def test_each_part_has_more_than_one_reader_but_no_other(folder: Path) -> None:
    stored_file = stored()
    stranger = pyrage.x25519.Identity.generate()
    cipher = objects(folder)[0].read_bytes()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(cipher, [stranger])
    assert os.fsencode(stored_file.vault_recipient) not in cipher
