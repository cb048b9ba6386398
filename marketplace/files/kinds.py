"""What a transfer is for: the apps above say it, through one table of the composition root."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.utils.module_loading import import_string

from marketplace.core.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import Transfer


@dataclass(frozen=True, slots=True)
class Download:
    """What goes out.

    Attributes:
        chunks: The bytes; taken in a thread of their own, never inside a transaction.
        size: How many there are, or None where that is not known before.
        media_type: For example `image/jpeg`.
        file_name: As the person's computer is going to call it.
        inline: Whether a page may show it; otherwise it is saved.
    """

    chunks: Iterable[bytes]
    size: int | None
    media_type: str
    file_name: str
    inline: bool = False


class TransferKind(ABC):
    """One kind of transfer."""

    @abstractmethod
    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Refuse whoever may not, or no longer; asked at every part and while bytes flow.

        Raises:
            NotFoundError: The actor may no longer know of the subject.
            NotAllowedError: The actor may not do this to it.
            StaleStateError: The subject is no longer in a state for it.
        """


class UploadKind(TransferKind):
    """A file on its way in."""

    @abstractmethod
    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Take the whole file, `transfer.stored_file`, in the transaction that completes it."""

    @abstractmethod
    def aborted(self, *, transfer: Transfer, now: datetime) -> None:
        """Let the row go that waited for the file, in the transaction that gives it up."""


class DownloadKind(TransferKind):
    """A file on its way out.

    Attributes:
        repeatable: Whether parts may be fetched again until the transfer expires; otherwise it
            is done once each part went out whole.
    """

    repeatable: ClassVar[bool] = False

    @abstractmethod
    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Record that the part is opened, in a transaction of its own, then return it."""

    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Note that every part went out, in the transaction that ends the transfer."""


def kind_named(name: str) -> TransferKind:
    """Return the kind of this name.

    Raises:
        NotFoundError: The product has none.
    """
    table: Mapping[str, TransferKind] = import_string(settings.TRANSFER_KINDS)
    if name not in table:
        raise NotFoundError
    return table[name]
