"""A pack on its way to its firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.protection.selectors import pack_for
from contracts.protection.services.requesting import pack_name
from contracts.protection.states import PackState
from marketplace.core.errors import NotFoundError, StaleStateError
from marketplace.files.kinds import Download, DownloadKind
from marketplace.files.vault import opened

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.protection.models import EvidencePack
    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile, Transfer


class PackDownload(DownloadKind):
    """An evidence pack, for those who lead the deals of its firm."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow them while the pack is there."""
        _ready(actor, transfer)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return the zip; it holds what its firm has already, and so nothing is recorded."""
        pack, stored = _ready(actor, transfer)
        if number != 0:
            raise NotFoundError
        return Download(
            chunks=opened(stored),
            size=stored.size,
            media_type="application/zip",
            file_name=pack_name(pack),
        )


def _ready(actor: Actor, transfer: Transfer) -> tuple[EvidencePack, StoredFile]:
    pack = pack_for(actor=actor, public_id=transfer.subject)
    if pack.state != PackState.READY or pack.stored_file is None:
        raise StaleStateError
    return pack, pack.stored_file
