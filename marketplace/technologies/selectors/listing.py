"""Single technologies and the lists of the market, of a firm and of a match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.ladder.selectors import known_technologies
from marketplace.ladder.stages import Stage
from marketplace.technologies.models import Technology
from marketplace.technologies.policies import (
    can_read_working_version,
    known_to_a_match,
    market_technologies,
    own_technologies,
    shared_technologies,
    visible_technologies,
)
from marketplace.technologies.selectors.cutting import technology_rows
from marketplace.technologies.states import TechnologyState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.rows import TechnologyRow


def technology_for(*, actor: Actor, public_id: str, now: datetime) -> TechnologyRow:
    """Return one technology as the actor may see it, also one that left the market after a match.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    known = known_to_a_match() & Q(pk__in=known_technologies(actor, now))
    where = (visible_technologies(actor) | known) & Q(public_id=public_id)
    rows = technology_rows(actor, where, now, limit=1)
    if not rows or not _is_shown(actor, rows[0]):
        raise NotFoundError
    return rows[0]


def technology_model_for(*, actor: Actor, public_id: str) -> Technology:
    """Return the stored technology for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    technology = (
        Technology.objects.select_related("version", "next_version")
        .filter(visible_technologies(actor), public_id=public_id)
        .first()
    )
    if technology is None:
        raise NotFoundError
    return technology


def technologies_market(
    *, actor: Actor, now: datetime, after: tuple[int, str] | None, limit: int
) -> list[TechnologyRow]:
    """Return published technologies, newest month first.

    Args:
        actor: Who reads.
        now: The moment of reading.
        after: `order_key` of the last row of the page before, or None.
        limit: Largest number of rows.
    """
    where = market_technologies()
    if after is not None:
        order, public_id = after
        where &= Q(published_order__lt=order) | Q(published_order=order, public_id__gt=public_id)
    rows = technology_rows(actor, where, now, limit=limit, order=("-published_order", "public_id"))
    return _keyed(rows, "published_order", "public_id")


def technologies_own(
    *, actor: Actor, now: datetime, after: tuple[int] | None, limit: int
) -> list[TechnologyRow]:
    """Return what the actor's firm offers, newest first."""
    where = own_technologies(actor)
    if after is not None:
        where &= Q(pk__lt=after[0])
    return _keyed(technology_rows(actor, where, now, limit=limit, order=("-pk",)), "pk")


def technologies_by_public_ids(
    *, actor: Actor, now: datetime, public_ids: Sequence[str]
) -> list[TechnologyRow]:
    """Return the published ones among these ids, in the order given.

    An index may lag behind; what left the market is dropped here.
    """
    where = market_technologies() & Q(public_id__in=public_ids)
    rows = technology_rows(actor, where, now, limit=len(public_ids))
    found = {row.public_id: row for row in rows}
    return [found[public_id] for public_id in public_ids if public_id in found]


def technologies_shared(
    *, actor: Actor, now: datetime, technology_ids: Collection[int]
) -> dict[int, TechnologyRow]:
    """Return technologies of any state but draft by their keys, cut like for any reader.

    The caller has established that the actor is a party, or the coordinator, of a match about
    each of them.
    """
    where = shared_technologies() & Q(pk__in=technology_ids)
    rows = technology_rows(actor, where, now, limit=len(technology_ids))
    return {row.pk: row for row in rows}


def _is_shown(actor: Actor, row: TechnologyRow) -> bool:
    """Tell whether the row is shown off the market too, where a barrier may stand against it."""
    on_market = row.state == TechnologyState.PUBLISHED
    return on_market or row.stage >= Stage.S2 or can_read_working_version(actor, row)


def _keyed(rows: list[TechnologyRow], *names: str) -> list[TechnologyRow]:
    for row in rows:
        key: tuple[Any, ...] = tuple(getattr(row, name) for name in names)
        row.order_key = key
    return rows
