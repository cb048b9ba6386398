"""The only way to what lies sealed in a deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import StaleStateError
from marketplace.escrow.states import DepositFileState
from marketplace.files.vault import opened, opened_part, opened_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.escrow.models import DepositFile
    from marketplace.files.models import StoredFile


def document(deposit_file: DepositFile, *, largest: int) -> bytes:
    """Return a sealed file, opened in memory.

    Args:
        deposit_file: The file; its caller has established who may have it opened.
        largest: Refuse files of more bytes.

    Raises:
        StaleStateError: It has not arrived, or was removed.
    """
    return opened_whole(_stored(deposit_file), largest=largest)


def chunks(deposit_file: DepositFile) -> Iterator[bytes]:
    """Return a sealed file piece by piece; a damaged one fails before its end.

    Args:
        deposit_file: The file; its caller has established who may have it opened.

    Raises:
        StaleStateError: It has not arrived, or was removed.
    """
    return opened(_stored(deposit_file))


def part_chunks(deposit_file: DepositFile, number: int) -> Iterator[bytes]:
    """Return one part of a sealed file piece by piece; a damaged one fails before its end.

    Args:
        deposit_file: The file; its caller has established who may have it opened.
        number: The part, from 0.

    Raises:
        StaleStateError: The file has not arrived, or was removed.
    """
    return opened_part(_stored(deposit_file), number)


def _stored(deposit_file: DepositFile) -> StoredFile:
    stored = deposit_file.stored_file
    if deposit_file.state != DepositFileState.STORED or stored is None:
        raise StaleStateError
    return stored
