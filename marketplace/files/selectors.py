"""Reading transfers: everybody sees their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.files.models import FilePart, Transfer
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def transfer_for(*, actor: Actor, public_id: str) -> Transfer:
    """Return a transfer of the actor's own.

    Raises:
        NotFoundError: There is none for this person.
    """
    if actor.user_id is None or actor.token_id is not None or not is_opaque_id(public_id):
        raise NotFoundError
    rows = Transfer.objects.filter(public_id=public_id, user_id=actor.user_id)
    transfer = rows.select_related("stored_file").first()
    if transfer is None:
        raise NotFoundError
    return transfer


def transfer_numbers(transfer: Transfer) -> list[int]:
    """Return the numbers of the parts that have travelled whole, in order."""
    if transfer.direction == Direction.DOWNLOAD:
        return sorted(transfer.delivered)
    rows = FilePart.objects.filter(stored_file_id=transfer.stored_file_id)
    return list(rows.order_by("number").values_list("number", flat=True))


def parts_received(transfer: Transfer) -> int:
    """Return how many parts of an upload are stored."""
    return FilePart.objects.filter(stored_file_id=transfer.stored_file_id).count()
