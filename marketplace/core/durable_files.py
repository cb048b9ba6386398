"""Small files that are there whole or not at all, and stay there after a power cut."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OWNER_ONLY = 0o600


def file_created(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone may read.

    Raises:
        FileExistsError: There is one already; it stays as it is.
    """
    draft = _draft_written(path, content)
    try:
        os.link(draft, path)  # unlike a rename, this refuses to replace
    finally:
        draft.unlink()
    folder_synced(path.parent)


def file_replaced(path: Path, content: bytes) -> None:
    """Write a file that its owner alone may read, in place of the one that was there."""
    _draft_written(path, content).replace(path)
    folder_synced(path.parent)


def folder_made(folder: Path) -> None:
    """Make a folder for its owner alone, with those above it, each durable in its parent."""
    if folder.is_dir():
        return
    folder_made(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder_synced(folder.parent)


def folder_synced(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _draft_written(path: Path, content: bytes) -> Path:
    folder_made(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
