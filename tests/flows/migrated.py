"""The tables of a new database; migrating takes seconds, so they are made once and copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.architecture.sources import PACKAGES, ROOT

KEPT = ROOT / "tests" / ".artifacts"
# as the settings name it below their folder
DATABASE = "sealbridge.sqlite3"


def migrate() -> None:
    """Make the tables of the empty database that the settings name."""
    if connection.vendor != "sqlite":
        call_command("migrate", verbosity=0)
        return
    tables_copied(Path(connection.settings_dict["NAME"]))


def tables_copied(target: Path) -> Path:
    """Return `target`, an SQLite database with all tables, as `manage.py migrate` makes them.

    Whoever is the first to ask makes them; others who ask at the same time wait for that.
    """
    KEPT.mkdir(exist_ok=True)
    kept = KEPT / f"migrated-{_fingerprint()}.sqlite3"
    with (KEPT / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in KEPT.glob("migrated-*"):
                old.unlink()
            _make(kept)
    _copy(kept, target)
    return target


def _make(kept: Path) -> None:
    variables = {name: v for name, v in os.environ.items() if not name.startswith("SEALBRIDGE_")}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory(prefix="sealbridge-migrated-") as home:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env=variables | {"SEALBRIDGE_HOME": home, "SEALBRIDGE_DEMO": "1"},
            check=True,
        )
        # under a name of its own until it is whole
        made = _copy(Path(home) / DATABASE, kept.with_suffix(".new"))
        made.replace(kept)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "requirements.lock").read_bytes())
    return digest.hexdigest()[:16]


def _copy(source: Path, target: Path) -> Path:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    return target
