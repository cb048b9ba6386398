"""Files come into a deposit and leave it again, until it is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Sum

from marketplace.accounts.selectors import active_age_recipients
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.transitions import advance
from marketplace.escrow.manifest import commitment_of, new_salt
from marketplace.escrow.models import Deposit, DepositFile
from marketplace.escrow.policies import can_edit_deposit
from marketplace.escrow.services.drafting import draft_taken
from marketplace.escrow.states import DEPOSIT_FILE_MOVES, DepositFileState, DepositState
from marketplace.escrow.wording import file_name_checked, media_type_checked, name_key
from marketplace.files.services import file_begin, file_destroy, transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile
    from marketplace.files.services import OpenedTransfer

UPLOAD_KIND: Final = "deposit.file"
FILES_MAX: Final = 200
FIRM_BYTES_MAX: Final = 200 * 1024**3
UNCHECKED_FIRM_BYTES_MAX: Final = 2 * 1024**3
"""Anybody may found a firm, and nobody may fill the disk that all deposits lie on."""


@transaction.atomic
def deposit_file_add(
    *,
    actor: Actor,
    deposit: Deposit,
    revision: int,
    name: str,
    media_type: str,
    size: int,
    now: datetime,
) -> tuple[DepositFile, OpenedTransfer]:
    """Make room for a file and return the way in; it is encrypted as its parts arrive.

    Args:
        actor: Who adds it.
        deposit: A deposit that is not sealed.
        revision: The revision the writer saw.
        name: Its name, once in a deposit.
        media_type: Its media type, or empty.
        size: Its bytes.
        now: The moment of asking.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It is sealed or discarded, or somebody else changed it meanwhile.
        InvalidInputError: Name, type or size is wrong, the name is taken (`name_taken`), or the
            file is more than the firm has room for (`too_large`).
        MarketplaceError: The firm has no age key (`no_recipient`), or too many files are there.
    """
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    file_name = file_name_checked(name)
    checked_type = media_type_checked(media_type)
    _size_checked(size)
    draft_taken(deposit, revision=revision)
    _room_checked(deposit, file_name)
    _space_checked(actor, deposit, size)
    recipients = active_age_recipients(deposit.organisation_id)
    if not recipients:
        raise MarketplaceError(
            "no_recipient", "Add and confirm an age key of the firm first; files go to it."
        )
    stored = file_begin(recipients=recipients, size=size, now=now)
    file = DepositFile.objects.create(
        deposit=deposit, name=file_name, media_type=checked_type, stored_file=stored, added_at=now
    )
    opened = transfer_open(
        actor=actor,
        kind=UPLOAD_KIND,
        subject=file.public_id,
        direction=Direction.UPLOAD,
        now=now,
        stored_file=stored,
        file_name=file_name,
        media_type=checked_type,
    )
    return file, opened


@transaction.atomic
def deposit_file_arrive(*, public_id: str, stored_file: StoredFile) -> DepositFile:
    """Take the file whose last part has arrived, and commit to it.

    Raises:
        StaleStateError: The deposit was sealed or discarded meanwhile, or the file removed.
    """
    file = _arriving(public_id)
    salt = new_salt()
    advance(
        file,
        moves=DEPOSIT_FILE_MOVES,
        to=DepositFileState.STORED,
        salt=salt,
        commitment=commitment_of(salt=salt, sha256=stored_file.sha256),
    )
    return file


@transaction.atomic
def deposit_file_abandon(*, public_id: str) -> None:
    """Forget a file that never arrived; bear that it is gone already."""
    DepositFile.objects.filter(public_id=public_id, state=DepositFileState.ARRIVING).delete()


@transaction.atomic
def deposit_file_remove(
    *,
    actor: Actor,
    file: DepositFile,
    revision: int,
    now: datetime,
) -> Deposit:
    """Take a file out of a deposit that is not sealed; its bytes are destroyed.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: The deposit is sealed or discarded, or somebody else changed it.
    """
    deposit = file.deposit
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    draft_taken(deposit, revision=revision)
    file_take_out(file)
    return deposit


def file_take_out(file: DepositFile) -> None:
    """Destroy a file's bytes, and with them what still arrives; the caller holds the deposit.

    Raises:
        StaleStateError: It was removed meanwhile.
    """
    stored = file.stored_file
    advance(file, moves=DEPOSIT_FILE_MOVES, to=DepositFileState.REMOVED, stored_file=None)
    if stored is not None:
        file_destroy(stored_file=stored)


def _arriving(public_id: str) -> DepositFile:
    """Return the file while its deposit is held open: sealing waits, or has come first."""
    file = DepositFile.objects.filter(public_id=public_id).first()
    if file is None:
        raise StaleStateError
    deposit = Deposit.objects.select_for_update().get(pk=file.deposit_id)
    if deposit.state != DepositState.DRAFT:
        raise StaleStateError
    return file


def _size_checked(size: int) -> None:
    if size < 1:
        raise InvalidInputError("This file is empty.", field="size", code="empty_file")


def _room_checked(deposit: Deposit, name: str) -> None:
    names = list(
        deposit.files.exclude(state=DepositFileState.REMOVED).values_list("name", flat=True)
    )
    if len(names) >= FILES_MAX:
        raise MarketplaceError(
            "too_many_files",
            f"A deposit holds at most {FILES_MAX} files; put some into an archive.",
            params={"max": str(FILES_MAX)},
        )
    if name_key(name) in {name_key(other) for other in names}:
        raise InvalidInputError(
            "A file of this name is there already.", field="name", code="name_taken"
        )


def _space_checked(actor: Actor, deposit: Deposit, size: int) -> None:
    """Refuse what the firm has no room for; what is still arriving counts as it was announced."""
    files = DepositFile.objects.filter(deposit__organisation_id=deposit.organisation_id)
    kept = files.exclude(state=DepositFileState.REMOVED).aggregate(size=Sum("stored_file__size"))
    most = FIRM_BYTES_MAX if actor.organisation_verified else UNCHECKED_FIRM_BYTES_MAX
    left = max(0, most - (kept["size"] or 0))
    if size > left:
        raise InvalidInputError(
            f"Your firm has room for {left} bytes more.",
            field="size",
            code="too_large",
            params={"max": str(left)},
        )
