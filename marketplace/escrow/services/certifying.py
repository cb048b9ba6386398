"""Certificates are made once the record of a sealing stands in a signed checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.languages import Language
from marketplace.escrow.certificate.rendering import CertifiedDeposit, certificate_made
from marketplace.escrow.models import Certificate, Deposit
from marketplace.escrow.services.recording import deposit_record
from marketplace.escrow.states import DepositFileState, DepositState
from marketplace.evidence.proofs import inclusion_proof, proof_formatted
from marketplace.evidence.selectors import checkpoint_latest, verifier_key_latest
from marketplace.files.services import file_complete, file_destroy, file_written

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.files.models import StoredFile


def certificates_make(*, deposit_ids: Collection[str], now: datetime) -> int:
    """Make what certificates are missing of these deposits, and return how many it were.

    Called outside a transaction; again after a crash it makes only what is not there.

    Args:
        deposit_ids: Public ids of deposits.
        now: The moment of making.

    Raises:
        LookupError: The newest checkpoint does not hold the record of a sealing yet.
    """
    sealed = Deposit.objects.filter(public_id__in=deposit_ids, state=DepositState.SEALED)
    rows = sealed.select_related("entry", "technology").order_by("pk")
    return sum(_certified(deposit, now) for deposit in rows)


def _certified(deposit: Deposit, now: datetime) -> int:
    there = set(deposit.certificates.values_list("language", flat=True))
    missing = [language for language in Language.values if language not in there]
    if not missing:
        return 0
    certified, size = _proved(deposit)
    drawn = {
        language: certificate_made(certified, language=language, now=now) for language in missing
    }
    stored = {language: file_written(content=pdf, now=now) for language, pdf in drawn.items()}
    return _kept(certified, stored, size, now)


def _proved(deposit: Deposit) -> tuple[CertifiedDeposit, int]:
    entry, checkpoint, vkey = deposit.entry, checkpoint_latest(), verifier_key_latest()
    index = entry.index if entry is not None else None
    if entry is None or index is None or checkpoint is None or checkpoint.size <= index or not vkey:
        message = "No checkpoint holds the record of this sealing yet."
        raise LookupError(message)
    path = inclusion_proof(index, checkpoint.size)
    files = deposit.files.filter(state=DepositFileState.STORED)
    certified = CertifiedDeposit(
        deposit=deposit,
        files=list(files.select_related("stored_file").order_by("pk")),
        contributors=list(deposit.contributors.order_by("pk")),
        entry=entry,
        checkpoint=checkpoint.note,
        proof=proof_formatted(index=index, path=path, note=checkpoint.note),
        vkey=vkey,
    )
    return certified, checkpoint.size


@transaction.atomic
def _kept(
    certified: CertifiedDeposit, stored: dict[str, StoredFile], size: int, now: datetime
) -> int:
    """Keep the documents, one of a language; who came second destroys its own again."""
    deposit, made = Deposit.objects.select_for_update().get(pk=certified.deposit.pk), 0
    index = certified.entry.index
    assert index is not None
    for language, file in stored.items():
        _, is_new = Certificate.objects.get_or_create(
            deposit=deposit,
            language=language,
            defaults={
                "stored_file": file,
                "index": index,
                "size": size,
                "made_at": now,
            },
        )
        if is_new:
            file_complete(stored_file=file, now=now)
        else:
            file_destroy(stored_file=file)
        made += is_new
    if made:
        deposit_record("deposit.certified", deposit, now, number=deposit.number or "", size=size)
    return made
