"""Reading what was released to a buyer's firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.escrow.models import Release, ReleasedFile
from marketplace.escrow.policies import visible_releases

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def releases_for(*, actor: Actor, after: tuple[int] | None, limit: int) -> list[Release]:
    """Return what was released to the actor's own firm, newest first.

    Args:
        actor: Who reads.
        after: The row key of the last one of the page before, or None.
        limit: Largest number of rows.
    """
    rows = Release.objects.filter(visible_releases(actor))
    if after is not None:
        rows = rows.filter(pk__lt=after[0])
    rows = rows.select_related("deposit__technology").prefetch_related(
        "files__deposit_file__stored_file", "files__stored_file"
    )
    return list(rows.order_by("-pk")[:limit])


def released_file_for(*, actor: Actor, public_id: str) -> ReleasedFile:
    """Return one file that was released to the actor's own firm.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    known = Release.objects.filter(visible_releases(actor)).values("pk")
    rows = ReleasedFile.objects.filter(release__in=known, public_id=public_id)
    with_ = ("release__deposit__technology", "deposit_file__stored_file", "stored_file")
    found = rows.select_related(*with_).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found
