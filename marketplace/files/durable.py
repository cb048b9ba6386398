"""Files and folders that stay after a power cut."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def folder_synced(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def folder_made(folder: Path) -> None:
    """Make a folder for its owner alone, with those above it, each durable in its parent."""
    if folder.is_dir():
        return
    folder_made(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder_synced(folder.parent)
