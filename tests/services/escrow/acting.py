"""What tests of deposits share: checking that a refusal leaves no trace, and reading with `age`."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.models import Timer
from marketplace.escrow.models import (
    Certificate,
    Contributor,
    Deposit,
    DepositFile,
    DepositNumber,
    Release,
    ReleasedFile,
)
from marketplace.evidence.models import Entry
from marketplace.files.ciphertext import part_chunks
from marketplace.files.models import FilePart, StoredFile, Transfer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyrage

TABLES = (
    Deposit,
    DepositNumber,
    Contributor,
    DepositFile,
    Certificate,
    Release,
    ReleasedFile,
    StoredFile,
    FilePart,
    Transfer,
    Timer,
    Entry,
)


def everything() -> list[Any]:
    """Return what an act on a deposit could have written."""
    return [list(table._base_manager.order_by("pk").values()) for table in TABLES]


def refused(error: type[Exception], act: Callable[[], object]) -> Any:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def kinds(type_: str, ref: str) -> list[str]:
    """Return what the log has of a thing, in order."""
    rows = Entry.objects.filter(subjects__type=type_, subjects__ref=ref)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def opened_by_age(stored: StoredFile | None, key: pyrage.x25519.Identity, folder: Path) -> bytes:
    """Return what the `age` program makes of a file's parts with a key, one after the other."""
    assert stored is not None
    secret = folder / "key.txt"
    secret.write_text(f"{key}\n")
    return b"".join(
        subprocess.run(
            ["age", "-d", "-i", str(secret)],
            input=b"".join(part_chunks(part)),
            capture_output=True,
            check=True,
        ).stdout
        for part in stored.parts.order_by("number")
    )
