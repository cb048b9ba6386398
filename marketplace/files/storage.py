"""Where ciphertext lies: a local folder, or S3-compatible storage.

An object is there whole or not at all; its name is never used twice.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from marketplace.core.durable_files import folder_made, folder_synced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_DRAFT_PREFIX: Final = ".draft-"


class ObjectDraft(Protocol):
    """An object that is being written and not there yet."""

    file: BinaryIO

    def keep(self, name: str) -> None:
        """Put it where it belongs; when this returns, it is durable."""


class ObjectStorage(Protocol):
    """What holds ciphertext."""

    @contextmanager
    def draft(self, folder: str) -> Iterator[ObjectDraft]:
        """Begin an object; unless it is kept, leaving the block leaves nothing of it."""

    def open(self, name: str) -> BinaryIO:
        """Open an object for reading.

        Raises:
            FileNotFoundError: There is none of that name.
        """

    def folder_remove(self, folder: str) -> None:
        """Remove all objects of a folder, drafts included; bear that there are none."""

    def remove(self, name: str) -> None:
        """Remove an object; bear that there is none."""

    def folder_swept(self, folder: str, names: Collection[str]) -> None:
        """Remove what lies in a folder besides the objects of these names."""


class LocalDraft:
    """A file beside the place where it is going to lie."""

    def __init__(self, root: Path, path: Path, file: BinaryIO) -> None:
        self.file, self.path = file, path
        self._root = root

    def keep(self, name: str) -> None:
        """Move it to its name, with file and folder synced."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.path.rename(self._root / name)
        folder_synced((self._root / name).parent)


class LocalObjects:
    """A folder of this machine.

    Args:
        root: The folder, made when the first object comes.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def draft(self, folder: str) -> Iterator[LocalDraft]:
        """Write beside the place where the object is going to lie."""
        folder_made(self._root / folder)
        path = self._root / folder / f"{_DRAFT_PREFIX}{secrets.token_hex(8)}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield LocalDraft(self._root, path, file)
        finally:
            path.unlink(missing_ok=True)

    def open(self, name: str) -> BinaryIO:
        """Open an object for reading."""
        return (self._root / name).open("rb")

    def folder_remove(self, folder: str) -> None:
        """Remove the folder."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._root / folder)
            folder_synced(self._root)

    def remove(self, name: str) -> None:
        """Remove the object."""
        (self._root / name).unlink(missing_ok=True)

    def folder_swept(self, folder: str, names: Collection[str]) -> None:
        """Remove what lies in the folder besides these."""
        for path in (self._root / folder).iterdir():
            if f"{folder}/{path.name}" not in names:
                path.unlink(missing_ok=True)


def object_storage() -> ObjectStorage:
    """Return the storage that the settings name."""
    return _storage(Path(settings.FILES_DIR), tuple(sorted(settings.FILES_S3.items())))


@lru_cache(maxsize=4)
def _storage(root: Path, options: tuple[tuple[str, object], ...]) -> ObjectStorage:
    if not options:
        return LocalObjects(root)
    # by name, because loading the client takes time and memory that most do not need
    s3_objects = import_string("marketplace.files.s3_storage.S3Objects")
    return cast("ObjectStorage", s3_objects(dict(options), root))
