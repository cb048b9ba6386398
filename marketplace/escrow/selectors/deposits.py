"""Reading deposits: their own firm alone; and, unscoped, for the steps of a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.escrow.models import Certificate, Deposit, DepositFile
from marketplace.escrow.policies import visible_deposits
from marketplace.escrow.states import DepositFileState, DepositState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor


def deposit_for(*, actor: Actor, public_id: str) -> Deposit:
    """Return one deposit of the actor's own firm.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    rows = Deposit.objects.filter(visible_deposits(actor), public_id=public_id)
    deposit = _with_parts(rows).first() if is_opaque_id(public_id) else None
    if deposit is None:
        raise NotFoundError
    return deposit


def deposits_for(*, actor: Actor, after: tuple[int] | None, limit: int) -> list[Deposit]:
    """Return the deposits of the actor's own firm, newest first; discarded ones are left out.

    Args:
        actor: Who reads.
        after: The row key of the last one of the page before, or None.
        limit: Largest number of rows.
    """
    rows = Deposit.objects.filter(visible_deposits(actor)).exclude(state=DepositState.DISCARDED)
    if after is not None:
        rows = rows.filter(pk__lt=after[0])
    return list(_with_parts(rows).order_by("-pk")[:limit])


def deposits_tied_to(*, actor: Actor, technology_id: str) -> list[Deposit]:
    """Return the deposits of the actor's own firm that are tied to a technology, oldest first.

    Args:
        actor: Who reads.
        technology_id: Public id of the technology.
    """
    rows = Deposit.objects.filter(visible_deposits(actor), technology__public_id=technology_id)
    return list(_with_parts(rows).order_by("pk"))


def deposit_file_for(*, actor: Actor, public_id: str) -> DepositFile:
    """Return one file of a deposit of the actor's own firm; removed ones are gone.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    known = Deposit.objects.filter(visible_deposits(actor)).values("pk")
    rows = DepositFile.objects.filter(deposit__in=known, public_id=public_id).exclude(
        state=DepositFileState.REMOVED
    )
    found = rows.select_related(*_FILE_WITH).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def certificate_for(*, actor: Actor, deposit: Deposit, language: str) -> Certificate:
    """Return the certificate of a deposit in a language.

    Raises:
        NotFoundError: It is not made yet, or the deposit is not the actor's firm's.
    """
    known = Deposit.objects.filter(visible_deposits(actor)).values("pk")
    rows = Certificate.objects.filter(deposit__in=known, deposit=deposit, language=language)
    found = rows.select_related("deposit", "stored_file").first()
    if found is None:
        raise NotFoundError
    return found


def certificate_by_id(*, actor: Actor, public_id: str) -> Certificate:
    """Return a certificate of a deposit of the actor's own firm.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    known = Deposit.objects.filter(visible_deposits(actor)).values("pk")
    rows = Certificate.objects.filter(deposit__in=known, public_id=public_id)
    found = rows.select_related("deposit", "stored_file").first()
    if found is None:
        raise NotFoundError
    return found


def deposits_of(technology_id: int) -> QuerySet[Deposit]:
    """Return the sealed deposits of a technology, oldest first, whoever asks.

    Args:
        technology_id: Row key of the technology.
    """
    return Deposit.objects.filter(technology_id=technology_id, state=DepositState.SEALED).order_by(
        "pk"
    )


def deposit_files_of(technology_id: int) -> QuerySet[DepositFile]:
    """Return the files of a technology's sealed deposits, oldest first, whoever asks.

    Args:
        technology_id: Row key of the technology.
    """
    return (
        DepositFile.objects.filter(
            deposit__technology_id=technology_id,
            deposit__state=DepositState.SEALED,
            state=DepositFileState.STORED,
        )
        .select_related(*_FILE_WITH)
        .order_by("pk")
    )


_FILE_WITH = ("deposit__technology", "stored_file")


def _with_parts(rows: QuerySet[Deposit]) -> QuerySet[Deposit]:
    return rows.select_related("technology", "entry").prefetch_related(
        "files__stored_file", "contributors", "certificates"
    )
