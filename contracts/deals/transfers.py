"""The signed contract on its way to whoever may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals.selectors.contracts import contract_model_for
from marketplace.core.errors import NotFoundError
from marketplace.files.kinds import Download, DownloadKind
from marketplace.files.vault import opened

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile, Transfer


class ContractDocumentDownload(DownloadKind):
    """The contract as both sides signed it."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever may read the contract."""
        _document(actor, transfer)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return the document; it holds no technical data, and so nothing is recorded."""
        stored = _document(actor, transfer)
        if number != 0:
            raise NotFoundError
        return Download(
            chunks=opened(stored),
            size=stored.size,
            media_type="application/pdf",
            file_name=f"contract-{transfer.subject}.pdf",
            inline=True,
        )


def _document(actor: Actor, transfer: Transfer) -> StoredFile:
    stored = contract_model_for(actor=actor, public_id=transfer.subject).document
    if stored is None:
        raise NotFoundError
    return stored
