"""Two kinds of transfer without a meaning, whose policy a test changes at will."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from marketplace.core.actor import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.files.ciphertext import part_chunks
from marketplace.files.kinds import Download, DownloadKind, TransferKind, UploadKind
from marketplace.files.models import Transfer

# subject: how the policy refuses it
refusals: dict[str, type[NotAllowedError | NotFoundError | StaleStateError]] = {}
events: list[tuple[str, str]] = []
# set by the test when an endless download may go on
go_on = threading.Event()


def clear() -> None:
    """Forget what the last test did."""
    refusals.clear()
    events.clear()
    go_on.clear()


def _authorize(transfer: Transfer) -> None:
    if transfer.subject in refusals:
        raise refusals[transfer.subject]


class Inbox(UploadKind):
    """Takes anything."""

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        _authorize(transfer)

    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        assert transfer.stored_file is not None
        assert transfer.stored_file.state == "whole"
        events.append(("completed", transfer.subject))

    def aborted(self, *, transfer: Transfer, now: datetime) -> None:
        events.append(("aborted", transfer.subject))


class Outbox(DownloadKind):
    """Gives the ciphertext of a stored file, or words where there is none."""

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        _authorize(transfer)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        events.append(("opened", f"{transfer.subject} {number}"))
        if transfer.stored_file is None:
            words = f"page {number}".encode()
            return Download([words], len(words), "text/plain", "쪽.txt", inline=True)
        part = transfer.stored_file.parts.get(number=number)
        return Download(
            part_chunks(part), part.cipher_size, "application/octet-stream", f"{number}.age"
        )

    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        events.append(("completed", transfer.subject))


class Pages(Outbox):
    """Gives its parts as often as they are asked for."""

    repeatable: ClassVar[bool] = True


class Endless(Outbox):
    """Gives a little, then waits, then breaks or goes on."""

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        events.append(("opened", transfer.subject))
        return Download(_endless(transfer.subject), None, "text/plain", "endless")


def _endless(subject: str) -> Iterator[bytes]:
    yield b"begin"
    go_on.wait(10)
    if subject == "breaks":
        message = "the secret of the stream"
        raise ValueError(message)
    yield from [bytes(64 * 1024)] * 10_000


KINDS: dict[str, TransferKind] = {
    "toy.in": Inbox(),
    "toy.out": Outbox(),
    "toy.pages": Pages(),
    "toy.endless": Endless(),
}
