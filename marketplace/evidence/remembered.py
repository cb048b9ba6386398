"""The last published checkpoint, kept beside the key and outside the database."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from marketplace.core.durable_files import file_replaced
from marketplace.evidence.notes import NoteError, checkpoint_parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OWNER_ONLY = 0o600


def remembered_note(key_path: Path) -> str | None:
    """Return the checkpoint beside the key, or None when none was ever published."""
    try:
        return _checkpoint_path(key_path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def checkpoint_remember(key_path: Path, note: str) -> None:
    """Keep a published checkpoint, unless a longer log's is kept already."""
    size = _size_of(note)
    with _locked(key_path):
        kept = remembered_note(key_path)
        if kept is None or _size_of(kept) < size:
            file_replaced(_checkpoint_path(key_path), note.encode())


def _size_of(note: str) -> int:
    """Return the size a checkpoint states, or -1 for what is none, so that any replaces it."""
    try:
        return checkpoint_parsed(note.partition("\n\n")[0] + "\n").size
    except NoteError:
        return -1


def _checkpoint_path(key_path: Path) -> Path:
    return key_path.with_name(f"{key_path.name}.checkpoint")


@contextmanager
def _locked(key_path: Path) -> Iterator[None]:
    """Hold the key's lock file: two sequencers must not overwrite the newer with the older."""
    path = key_path.with_name(f"{key_path.name}.lock")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
