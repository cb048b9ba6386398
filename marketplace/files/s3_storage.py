"""S3-compatible storage through django-storages."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files import File
from storages.backends.s3 import S3Storage

from marketplace.files.storage import LocalDraft, LocalObjects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path


class S3Draft:
    """A local file of ciphertext, sent once it is whole."""

    def __init__(self, storage: S3Storage, local: LocalDraft) -> None:
        self.file = local.file
        self._storage, self._local = storage, local

    def keep(self, name: str) -> None:
        """Send it; the storage acknowledges what is durable there."""
        self.file.flush()
        with self._local.path.open("rb") as whole:
            self._storage.save(name, File(whole))


class S3Objects:
    """A bucket.

    Args:
        options: Of django-storages' S3Storage.
        staging: A local folder for ciphertext that is not whole yet.
    """

    def __init__(self, options: Mapping[str, object], staging: Path) -> None:
        self._storage = S3Storage(**options)
        self._drafts = LocalObjects(staging)

    @contextmanager
    def draft(self, folder: str) -> Iterator[S3Draft]:
        """Write to the local folder first."""
        with self._drafts.draft(folder) as local:
            yield S3Draft(self._storage, local)

    def open(self, name: str) -> BinaryIO:
        """Open an object for reading."""
        return cast("BinaryIO", self._storage.open(name, "rb"))

    def folder_remove(self, folder: str) -> None:
        """Remove every object of the folder, and what was left of drafts."""
        self._drafts.folder_remove(folder)
        _, names = self._storage.listdir(folder)
        for name in names:
            self._storage.delete(f"{folder}/{name}")

    def remove(self, name: str) -> None:
        """Remove an object."""
        self._storage.delete(name)

    def folder_swept(self, folder: str, names: Collection[str]) -> None:
        """Remove what lies in the folder besides these, and its local part."""
        self._drafts.folder_remove(folder)
        _, found = self._storage.listdir(folder)
        for name in found:
            if f"{folder}/{name}" not in names:
                self._storage.delete(f"{folder}/{name}")
