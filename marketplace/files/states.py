"""States of stored files and of their way in or out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Mapping


class FileState(models.TextChoices):
    """Whether a file is there."""

    WRITING = "writing", "Its parts are arriving"
    WHOLE = "whole", "Every part is stored"
    DESTROYED = "destroyed", "Its key is gone and its parts are removed"


class TransferState(models.TextChoices):
    """How far a file's way in or out has come."""

    OPEN = "open", "Parts may travel"
    DONE = "done", "Every part has travelled"
    ABORTED = "aborted", "Given up by whoever opened it"
    EXPIRED = "expired", "Its time is over"


class Direction(models.TextChoices):
    """Which way the bytes go."""

    UPLOAD = "upload", "To the server"
    DOWNLOAD = "download", "To the client"


FILE_MOVES: Final[Mapping[str, frozenset[str]]] = {
    FileState.WRITING: frozenset({FileState.WHOLE, FileState.DESTROYED}),
    FileState.WHOLE: frozenset({FileState.DESTROYED}),
    FileState.DESTROYED: frozenset(),
}

TRANSFER_MOVES: Final[Mapping[str, frozenset[str]]] = {
    TransferState.OPEN: frozenset(
        {TransferState.DONE, TransferState.ABORTED, TransferState.EXPIRED}
    ),
    TransferState.DONE: frozenset(),
    TransferState.ABORTED: frozenset(),
    TransferState.EXPIRED: frozenset(),
}
