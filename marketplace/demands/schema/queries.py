"""Reading demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.policies import signed_in
from marketplace.demands.schema.types import DemandConnection, DemandType
from marketplace.demands.selectors import demand_for, demands_own, demands_published

if TYPE_CHECKING:
    from marketplace.core.graphql.connections import Page
    from marketplace.demands.rows import DemandRow

MARKET_READ, READ = "market:read", "demands:read"


def _demand(_root: Any, info: Any, id: str) -> DemandRow | None:
    try:
        return demand_for(actor=info.context.actor, public_id=id)
    except NotFoundError:
        return None


def _demands(
    _root: Any, info: Any, *, first: int, after: str | None = None, mine: bool = False
) -> Page:
    actor, size = info.context.actor, page_size(first)
    if mine:
        if not actor.may(READ):
            raise NotAllowedError
        key: Any = decode_cursor(after, kinds=(int,))
        own = demands_own(actor=actor, after=key, limit=size + 1)
        return page_of(own, size=size, key=lambda row: (row.pk,))
    key = decode_cursor(after, kinds=(int, str))
    rows = demands_published(actor=actor, after=key, limit=size + 1)
    return page_of(rows, size=size, key=lambda row: (row.published_order or 0, row.public_id))


class DemandQuery:
    """What people ask about demands."""

    demand = guarded_field(
        DemandType,
        policy=signed_in,
        scope=MARKET_READ,
        description="One demand, or null where the reader may not know of it.",
        resolver=_demand,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    demands = connection_field(
        DemandConnection,
        policy=signed_in,
        scope=MARKET_READ,
        description="Published demands that the reader may read, or those of the reader's firm.",
        resolver=_demands,
        mine=graphene.Boolean(
            default_value=False, description="Only the demands of the reader's firm."
        ),
    )
