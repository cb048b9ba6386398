"""Make what is missing and may be made; refuse to start where a key is missing or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from marketplace.core.durable_files import file_created
from marketplace.core.pdf_seal import seal_key_load, seal_key_made, seal_key_path
from marketplace.evidence.keys import log_key_create, log_key_path
from marketplace.files.keys import kek_path
from marketplace.files.services import check_kek, kek_create

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def keys_make(*, now: datetime, with_log_key: bool = True) -> list[Path]:
    """Make each key that is missing, and return the files that were made.

    Args:
        now: The moment of making.
        with_log_key: Whether the log key too, which may belong to another machine.

    Raises:
        LogKeyError: The log key is missing, and there is a log that only it can continue.
        KekError: The key-encryption key is missing, and there are files that only it opens.
    """
    made = []
    if with_log_key and not log_key_path().exists():
        log_key_create()
        made.append(log_key_path())
    if not kek_path().exists():
        kek_create()
        made.append(kek_path())
    if not seal_key_path().exists():
        # may be made anew: each document carries the certificate it was sealed with
        file_created(seal_key_path(), seal_key_made(name=settings.LOG_ORIGIN, now=now).text())
        made.append(seal_key_path())
    return made


def check_keys() -> None:
    """Refuse to go on unless files can be opened and documents sealed.

    Raises:
        KekError: The key-encryption key is missing, wrong, or open to others.
        SealKeyError: The seal key is.
    """
    check_kek()
    seal_key_load()
