"""The same files on S3-compatible storage: moto's server holds nothing that it could read."""

from __future__ import annotations

import hashlib
import secrets
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from marketplace.core.errors import InvalidInputError
from marketplace.files import vault
from marketplace.files.ciphertext import DamagedFileError, part_chunks
from marketplace.files.models import StoredFile
from marketplace.files.services import file_begin, file_complete, file_destroy, part_write
from tests.damage import bit_turned
from tests.services.files.test_storing import NOW

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

pytestmark = [pytest.mark.external, pytest.mark.django_db]

BUCKET = "sealed"
PART = 200_000
CONTENT = secrets.token_bytes(2 * PART + 5)
SECRET = {"aws_access_key_id": "id", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Run moto's S3 until the module's tests are done."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def bucket(
    endpoint: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Return an empty bucket that files are stored in."""
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", PART)
    settings.FILES_DIR = tmp_path / "staging"
    settings.FILES_S3 = {
        "bucket_name": BUCKET,
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "access_key": "id",
        "secret_key": "secret",
        "location": "files",
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": True,
    }
    bucket = boto3.resource("s3", endpoint_url=endpoint, **SECRET).Bucket(BUCKET)
    bucket.create()
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def written(stored_file: StoredFile, number: int, content: bytes = CONTENT) -> None:
    piece = content[number * PART : (number + 1) * PART]
    part_write(stored_file=stored_file, number=number, source=BytesIO(piece), now=NOW)


def names(bucket: Any) -> list[str]:
    return [item.key for item in bucket.objects.all()]


def local(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "staging").rglob("*") if path.is_file()]


def test_parts_go_to_the_bucket_and_come_back(
    bucket: Any,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    stored_file = file_begin(recipients=[], size=len(CONTENT), now=NOW)
    for number in range(3):
        written(stored_file, number)
    bucket.put_object(Key=f"files/{stored_file.public_id}/left-by-a-kill", Body=b"x")
    with django_capture_on_commit_callbacks(execute=True):
        file_complete(stored_file=stored_file, now=NOW)
    assert len(names(bucket)) == 3
    assert local(tmp_path) == []
    assert b"".join(vault.opened(stored_file)) == CONTENT
    part = stored_file.parts.get(number=1)
    cipher = bucket.Object(f"files/{part.object_name}").get()["Body"].read()
    assert hashlib.sha256(cipher).hexdigest() == part.cipher_sha256
    assert b"".join(part_chunks(part)) == cipher
    with django_capture_on_commit_callbacks(execute=True):
        file_destroy(stored_file=stored_file)
    assert names(bucket) == []


def test_a_refused_part_reaches_no_bucket(bucket: Any, tmp_path: Path) -> None:
    stored_file = file_begin(recipients=[], size=PART, now=NOW)
    with pytest.raises(InvalidInputError):
        written(stored_file, 0, CONTENT[:100])
    assert names(bucket) == []
    assert local(tmp_path) == []


def test_what_is_missing_or_altered_in_the_bucket_is_told(bucket: Any) -> None:
    stored_file = file_begin(recipients=[], size=PART, now=NOW)
    written(stored_file, 0)
    file_complete(stored_file=stored_file, now=NOW)
    part = stored_file.parts.get()
    item = bucket.Object(f"files/{part.object_name}")
    cipher = item.get()["Body"].read()
    item.put(Body=bit_turned(cipher))
    with pytest.raises(DamagedFileError):
        b"".join(vault.opened(stored_file))
    with pytest.raises(DamagedFileError):
        b"".join(part_chunks(part))
    item.delete()
    with pytest.raises(DamagedFileError):
        b"".join(vault.opened(stored_file))
    with pytest.raises(DamagedFileError):
        b"".join(part_chunks(part))


def test_a_bucket_that_does_not_answer_leaves_no_row(
    bucket: Any, settings: Settings, tmp_path: Path
) -> None:
    stored_file = file_begin(recipients=[], size=PART, now=NOW)
    settings.FILES_S3 = settings.FILES_S3 | {"bucket_name": "another"}
    with pytest.raises(Exception, match="NoSuchBucket"):
        written(stored_file, 0)
    assert not stored_file.parts.exists()
    assert local(tmp_path) == []
