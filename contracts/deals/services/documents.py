"""The signed contract as a PDF, made once both signed, outside any transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contracts.deals.models import Contract
from contracts.deals.rendering import contract_pdf
from contracts.deals.selectors.contracts import CONTRACT_DOCUMENT, DOCUMENT_TYPE
from contracts.deals.services.recording import contract_record
from contracts.deals.states import ContractState
from contracts.nda.signing import signatures_of
from marketplace.core.errors import NotFoundError
from marketplace.core.pdf_seal import sealed
from marketplace.files.services import file_complete, file_destroy, file_written, transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile
    from marketplace.files.services import OpenedTransfer


def contract_documents_make(*, contract_ids: Collection[str], now: datetime) -> int:
    """Make the documents that signed contracts lack, and return how many were made.

    Called outside a transaction; again after a crash it makes only what is not there.

    Args:
        contract_ids: Public ids of contracts.
        now: The moment of making.

    Raises:
        SealKeyError: The key of the seal is missing, wrong or unsafe.
        KekError: The key-encryption key is missing or wrong.
    """
    rows = Contract.objects.filter(
        public_id__in=list(contract_ids), state=ContractState.SIGNED, document=None
    )
    wanted = rows.select_related("sheet", "match__technology").order_by("pk")
    return sum(_made(contract, now) for contract in wanted)


def contract_document_open(*, actor: Actor, contract: Contract, now: datetime) -> OpenedTransfer:
    """Give leave to fetch the signed document, which the actor may read.

    Raises:
        NotFoundError: It is not signed, or the document is not made yet.
    """
    if contract.document is None:
        raise NotFoundError
    return transfer_open(
        actor=actor,
        kind=CONTRACT_DOCUMENT,
        subject=contract.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=contract.document,
        file_name=f"contract-{contract.public_id}.pdf",
        media_type="application/pdf",
    )


def _made(contract: Contract, now: datetime) -> int:
    signatures = signatures_of(DOCUMENT_TYPE, contract.public_id)
    drawn = sealed(contract_pdf(contract, signatures), now=now, reason="Both sides signed")
    return _kept(contract, file_written(content=drawn, now=now), now)


@transaction.atomic
def _kept(contract: Contract, stored: StoredFile, now: datetime) -> int:
    """Keep the document; who came second destroys its own again."""
    if Contract.objects.filter(pk=contract.pk, document=None).update(document=stored) != 1:
        file_destroy(stored_file=stored)
        return 0
    file_complete(stored_file=stored, now=now)
    contract_record("contract.document_made", contract, now, pdf_sha256=stored.sha256)
    return 1
