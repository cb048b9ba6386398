"""Sealed files are read once by a program, isolated; of their words only keyed hashes stay."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction

from marketplace.accounts.roles import OrganisationKind
from marketplace.escrow.content import document
from marketplace.escrow.leak import KEY_BYTES, Fingerprint, fingerprint_read
from marketplace.escrow.models import DepositFile, FileFingerprint
from marketplace.escrow.states import DepositFileState, DepositState, FingerprintState
from marketplace.files.isolation import IsolatedError, RefusedContentError, isolated
from marketplace.files.services import file_complete, file_destroy, file_written
from marketplace.files.vault import TooLargeError, opened_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.files.models import StoredFile

LARGEST_READ: Final = 64 * 1024 * 1024
_FUNCTION: Final = "marketplace.escrow.leak:fingerprinted"
_SECONDS, _MEGABYTES = 60, 1024
_LARGEST_KEPT: Final = 40 * 1024 * 1024

log = structlog.get_logger(__name__)


def fingerprints_make(*, deposit_ids: Collection[str], now: datetime) -> int:
    """Read the files of these deposits that were not read yet, and return how many it were.

    Only those of small firms, with which their public words are compared. Called outside a
    transaction; again after a crash it reads only what is missing.

    Args:
        deposit_ids: Public ids of deposits; those that are not sealed are left alone.
        now: The moment of reading.
    """
    files = DepositFile.objects.filter(
        deposit__public_id__in=deposit_ids,
        deposit__state=DepositState.SEALED,
        deposit__organisation__kind=OrganisationKind.SME,
        state=DepositFileState.STORED,
    ).exclude(pk__in=FileFingerprint.objects.values("deposit_file_id"))
    made = 0
    for file in files.select_related("stored_file").order_by("pk"):
        made += _made(file, now)
    return made


def fingerprint_opened(row: FileFingerprint) -> Fingerprint | None:
    """Return a fingerprint to compare with, or None where there were no words."""
    if row.stored_file is None:
        return None
    stored = opened_whole(row.stored_file, largest=_LARGEST_KEPT)
    return fingerprint_read(stored, key=bytes(row.key))


def _made(file: DepositFile, now: datetime) -> int:
    key = secrets.token_bytes(KEY_BYTES)
    reason, state, stored = "", FingerprintState.UNREADABLE, None
    try:
        hashes = isolated(
            _FUNCTION,
            key + document(file, largest=LARGEST_READ),
            seconds=_SECONDS,
            megabytes=_MEGABYTES,
            largest=_LARGEST_KEPT,
        )
        is_whole = fingerprint_read(hashes, key=key).is_whole
        state = FingerprintState.READ if is_whole else FingerprintState.PARTLY
        stored = file_written(content=hashes, now=now)
    except TooLargeError:
        reason = "too_large"
    except RefusedContentError as error:
        reason = error.code
    except IsolatedError as error:
        if error.reason == "busy":
            raise
        log.warning("fingerprint_failed", file=file.public_id, reason=error.reason)
        reason = error.reason
    except (ValueError, KeyError, TypeError):
        # whoever took over the process may answer anything
        reason = "crashed"
    return _kept(file, key, state, reason, stored, now)


@transaction.atomic
def _kept(
    file: DepositFile,
    key: bytes,
    state: FingerprintState,
    reason: str,
    stored: StoredFile | None,
    now: datetime,
) -> int:
    """Keep it, unless somebody was quicker; then what was stored here goes again."""
    DepositFile.objects.select_for_update().get(pk=file.pk)
    _row, is_new = FileFingerprint.objects.get_or_create(
        deposit_file=file,
        defaults={
            "state": state,
            "reason": reason,
            "key": key,
            "stored_file": stored,
            "made_at": now,
        },
    )
    if stored is not None and is_new:
        file_complete(stored_file=stored, now=now)
    elif stored is not None:
        file_destroy(stored_file=stored)
    return int(is_new)
