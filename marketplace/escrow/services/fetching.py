"""The ways out: the firm's own ciphertext, its proofs, and what a buyer was released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.escrow.manifest import manifest_text
from marketplace.escrow.policies import (
    can_edit_deposit,
    can_read_deposits,
    can_read_releases,
    is_fetchable,
)
from marketplace.escrow.services.recording import deposit_record, release_record
from marketplace.escrow.states import DepositFileState, DepositState
from marketplace.files.services import transfer_open
from marketplace.files.states import Direction
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.escrow.models import Certificate, Deposit, DepositFile, ReleasedFile
    from marketplace.files.models import StoredFile
    from marketplace.files.services import OpenedTransfer

PART_KIND: Final = "deposit.part"
CERTIFICATE_KIND: Final = "deposit.certificate"
MANIFEST_KIND: Final = "deposit.manifest"
RELEASE_KIND: Final = "release.file"
AGE_MEDIA_TYPE: Final = "application/age"
MANIFEST_MEDIA_TYPE: Final = "application/octet-stream"
_PDF: Final = "application/pdf"


@transaction.atomic
def deposit_file_open(*, actor: Actor, file: DepositFile, now: datetime) -> OpenedTransfer:
    """Return the way out of a file's ciphertext, which opens with the firm's own keys.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It has not arrived.
    """
    stored = deposit_file_fetchable(actor=actor, file=file)
    return transfer_open(
        actor=actor,
        kind=PART_KIND,
        subject=file.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=stored,
        file_name=file.name,
        media_type=AGE_MEDIA_TYPE,
    )


@transaction.atomic
def certificate_open(*, actor: Actor, certificate: Certificate, now: datetime) -> OpenedTransfer:
    """Return the way out of a certificate.

    Raises:
        NotAllowedError: The actor may not read the firm's deposits.
    """
    certificate_fetchable(actor=actor, certificate=certificate)
    return transfer_open(
        actor=actor,
        kind=CERTIFICATE_KIND,
        subject=certificate.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=certificate.stored_file,
        file_name=certificate_name(certificate),
        media_type=_PDF,
    )


@transaction.atomic
def manifest_open(*, actor: Actor, deposit: Deposit, now: datetime) -> OpenedTransfer:
    """Return the way out of what was committed to: its SHA-256 is the deposit's commitment.

    Raises:
        NotAllowedError: The actor may not read the firm's deposits.
        StaleStateError: It is not sealed.
    """
    content = manifest_fetchable(actor=actor, deposit=deposit)
    return transfer_open(
        actor=actor,
        kind=MANIFEST_KIND,
        subject=deposit.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        size=len(content),
        file_name=manifest_name(deposit),
        media_type=MANIFEST_MEDIA_TYPE,
    )


@transaction.atomic
def released_file_open(*, actor: Actor, released: ReleasedFile, now: datetime) -> OpenedTransfer:
    """Return the way out of a released file's ciphertext, which opens with the buyer's keys.

    Raises:
        NotAllowedError: The person has not reached the full hand-over, or not any more.
        StaleStateError: It is not encrypted yet, or was taken back.
    """
    stored = released_file_fetchable(actor=actor, released=released, now=now)
    return transfer_open(
        actor=actor,
        kind=RELEASE_KIND,
        subject=released.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=stored,
        file_name=released.deposit_file.name,
        media_type=AGE_MEDIA_TYPE,
    )


def deposit_file_fetchable(*, actor: Actor, file: DepositFile) -> StoredFile:
    """Return the ciphertext of a file that the actor may fetch now.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It has not arrived.
    """
    if not can_edit_deposit(actor, file.deposit):
        raise NotAllowedError
    if file.state != DepositFileState.STORED or file.stored_file is None:
        raise StaleStateError
    return file.stored_file


def certificate_fetchable(*, actor: Actor, certificate: Certificate) -> StoredFile:
    """Return the document of a certificate that the actor may fetch now.

    Raises:
        NotAllowedError: The actor may not read the firm's deposits.
    """
    is_own = certificate.deposit.organisation_id == actor.organisation_id
    if not can_read_deposits(actor) or not is_own:
        raise NotAllowedError
    return certificate.stored_file


def manifest_fetchable(*, actor: Actor, deposit: Deposit) -> bytes:
    """Return the salt and the manifest of a deposit that the actor may fetch now.

    Raises:
        NotAllowedError: The actor may not read the firm's deposits.
        StaleStateError: It is not sealed.
    """
    is_own = deposit.organisation_id == actor.organisation_id
    if not can_read_deposits(actor) or not is_own:
        raise NotAllowedError
    if deposit.state != DepositState.SEALED:
        raise StaleStateError
    stored = deposit.files.filter(state=DepositFileState.STORED).select_related("stored_file")
    manifest = manifest_text(
        deposit,
        files=list(stored.order_by("pk")),
        contributors=list(deposit.contributors.order_by("pk")),
    )
    return bytes.fromhex(deposit.salt) + manifest


def released_file_fetchable(*, actor: Actor, released: ReleasedFile, now: datetime) -> StoredFile:
    """Return the ciphertext of a released file that the actor may fetch now.

    Raises:
        NotFoundError: It was released to another firm.
        NotAllowedError: The person has not reached the full hand-over, or not any more.
        StaleStateError: It is not encrypted yet, or was taken back.
    """
    release = released.release
    if not can_read_releases(actor) or release.organisation_id != actor.organisation_id:
        raise NotFoundError
    technology = release.deposit.technology
    if technology is None or stage_for(actor, technology, now) < Stage.S5:
        raise NotAllowedError
    if not is_fetchable(release) or released.stored_file is None:
        raise StaleStateError
    return released.stored_file


@transaction.atomic
def deposit_part_record(*, actor: Actor, file: DepositFile, number: int, now: datetime) -> None:
    """Record that a part of a file's ciphertext is about to go out to its own firm."""
    deposit_record(
        "deposit.file_fetched",
        file.deposit,
        now,
        actor=actor,
        file=file.public_id,
        commitment=file.commitment,
        part=number,
    )


@transaction.atomic
def release_part_record(
    *, actor: Actor, released: ReleasedFile, number: int, now: datetime
) -> None:
    """Record that a part of a released file is about to go out to the buyer."""
    release_record(
        "deposit.release_fetched",
        released.release,
        now,
        actor=actor,
        file=released.deposit_file.public_id,
        commitment=released.deposit_file.commitment,
        part=number,
    )


def certificate_name(certificate: Certificate) -> str:
    """Return what a certificate is called where it is saved."""
    return f"{certificate.deposit.number}-{certificate.language}.pdf"


def manifest_name(deposit: Deposit) -> str:
    """Return what a manifest is called where it is saved."""
    return f"{deposit.number}.manifest"
