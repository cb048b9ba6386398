"""Files of deposits on their way in, and ciphertext, certificates and releases on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.escrow.certificate.reading import certificate_chunks
from marketplace.escrow.policies import can_edit_deposit
from marketplace.escrow.selectors import (
    certificate_by_id,
    deposit_file_for,
    deposit_for,
    released_file_for,
)
from marketplace.escrow.services import (
    AGE_MEDIA_TYPE,
    MANIFEST_MEDIA_TYPE,
    certificate_fetchable,
    certificate_name,
    deposit_file_abandon,
    deposit_file_arrive,
    deposit_file_fetchable,
    deposit_part_record,
    manifest_fetchable,
    manifest_name,
    release_part_record,
    released_file_fetchable,
)
from marketplace.escrow.states import DepositFileState, DepositState
from marketplace.files.ciphertext import part_chunks
from marketplace.files.kinds import Download, DownloadKind, UploadKind

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile, Transfer


class DepositUpload(UploadKind):
    """A file on its way into a deposit."""

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow the firm's writers while the deposit is open; a repeated part may come later."""
        file = deposit_file_for(actor=actor, public_id=transfer.subject)
        if not can_edit_deposit(actor, file.deposit):
            raise NotAllowedError
        is_open = file.deposit.state == DepositState.DRAFT
        if not is_open and file.state != DepositFileState.STORED:
            raise StaleStateError

    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Commit to the file."""
        assert transfer.stored_file is not None
        deposit_file_arrive(public_id=transfer.subject, stored_file=transfer.stored_file)

    def aborted(self, *, transfer: Transfer, now: datetime) -> None:
        """Forget the file."""
        deposit_file_abandon(public_id=transfer.subject)


class DepositPartDownload(DownloadKind):
    """The ciphertext of a deposited file, for its own firm, which opens it with its keys."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow the firm's writers, as long as the file is there."""
        file = deposit_file_for(actor=actor, public_id=transfer.subject)
        deposit_file_fetchable(actor=actor, file=file)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Record it, then return the part as it lies."""
        file = deposit_file_for(actor=actor, public_id=transfer.subject)
        stored = deposit_file_fetchable(actor=actor, file=file)
        download = _ciphertext(stored, number, file.name)
        deposit_part_record(actor=actor, file=file, number=number, now=now)
        return download


class CertificateDownload(DownloadKind):
    """The certificate of a deposit."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow the firm's readers."""
        certificate = certificate_by_id(actor=actor, public_id=transfer.subject)
        certificate_fetchable(actor=actor, certificate=certificate)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return the document; it holds no technical data, and so nothing is recorded."""
        certificate = certificate_by_id(actor=actor, public_id=transfer.subject)
        stored = certificate_fetchable(actor=actor, certificate=certificate)
        if number != 0:
            raise NotFoundError
        return Download(
            chunks=certificate_chunks(certificate),
            size=stored.size,
            media_type="application/pdf",
            file_name=certificate_name(certificate),
            inline=True,
        )


class ManifestDownload(DownloadKind):
    """What was committed to when a deposit was sealed, for the firm to check by itself."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow the firm's readers."""
        deposit = deposit_for(actor=actor, public_id=transfer.subject)
        manifest_fetchable(actor=actor, deposit=deposit)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return salt and manifest; they hold no technical data, and so nothing is recorded."""
        deposit = deposit_for(actor=actor, public_id=transfer.subject)
        content = manifest_fetchable(actor=actor, deposit=deposit)
        if number != 0:
            raise NotFoundError
        return Download(
            chunks=[content],
            size=len(content),
            media_type=MANIFEST_MEDIA_TYPE,
            file_name=manifest_name(deposit),
        )


class ReleaseDownload(DownloadKind):
    """The ciphertext of a released file, for the buyer's people, who open it with their keys."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever stands at the full hand-over now, while the release stands."""
        released = released_file_for(actor=actor, public_id=transfer.subject)
        released_file_fetchable(actor=actor, released=released, now=now)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Record it, then return the part as it lies."""
        released = released_file_for(actor=actor, public_id=transfer.subject)
        stored = released_file_fetchable(actor=actor, released=released, now=now)
        download = _ciphertext(stored, number, released.deposit_file.name)
        release_part_record(actor=actor, released=released, number=number, now=now)
        return download


def _ciphertext(stored: StoredFile, number: int, name: str) -> Download:
    part = stored.parts.filter(number=number).first()
    if part is None:
        raise NotFoundError
    return Download(
        chunks=part_chunks(part),
        size=part.cipher_size,
        media_type=AGE_MEDIA_TYPE,
        # `age -d` of each, one after the other, gives the file
        file_name=f"{name}.{number:04}.age",
    )
