"""The tables of a new database; migrating takes seconds, so they are made once and copied."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.architecture.sources import PACKAGES, ROOT

KEPT = ROOT / "tests" / ".artifacts"


def migrate() -> None:
    """Make the tables of the empty database that the settings name."""
    if connection.vendor != "sqlite":
        call_command("migrate", verbosity=0)
        return
    kept = KEPT / f"migrated-{_fingerprint()}.sqlite3"
    if kept.exists():
        _copy(kept, Path(connection.settings_dict["NAME"]))
        return
    call_command("migrate", verbosity=0)
    connection.close()
    KEPT.mkdir(exist_ok=True)
    # under a name of its own until it is whole, for others do the same at the same time
    made = kept.with_suffix(f".{os.getpid()}")
    _copy(Path(connection.settings_dict["NAME"]), made)
    made.replace(kept)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "requirements.lock").read_bytes())
    return digest.hexdigest()[:16]


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
