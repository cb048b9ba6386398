"""Reading technologies."""

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
from marketplace.core.policies import anyone
from marketplace.technologies.schema.review_queries import READ, ReviewQuery
from marketplace.technologies.schema.types import TechnologyConnection, TechnologyType
from marketplace.technologies.selectors import (
    technologies_market,
    technologies_own,
    technology_for,
)

if TYPE_CHECKING:
    from marketplace.core.graphql.connections import Page
    from marketplace.technologies.rows import TechnologyRow


def _technology(_root: Any, info: Any, id: str) -> TechnologyRow | None:
    context = info.context
    try:
        return technology_for(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _technologies(
    _root: Any, info: Any, *, first: int, after: str | None = None, mine: bool = False
) -> Page:
    if mine:
        if not info.context.actor.may(READ):
            raise NotAllowedError
        return _page(technologies_own, info, first, after, (int,))
    return _page(technologies_market, info, first, after, (int, str))


def _page(read: Any, info: Any, first: int, after: str | None, kinds: tuple[type, ...]) -> Page:
    context, size = info.context, page_size(first)
    key = decode_cursor(after, kinds=kinds)
    rows = read(actor=context.actor, now=context.now, after=key, limit=size + 1)
    return page_of(rows, size=size, key=lambda row: row.order_key)


class TechnologyQuery(ReviewQuery):
    """What people ask about technologies."""

    technology = guarded_field(
        TechnologyType,
        policy=anyone,
        scope="market:read",
        description="One technology, or null where the reader may not know of it.",
        resolver=_technology,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    technologies = connection_field(
        TechnologyConnection,
        policy=anyone,
        scope="market:read",
        description="The market, newest month first, or what the reader's own firm offers.",
        resolver=_technologies,
        mine=graphene.Boolean(
            default_value=False, description="Only what the reader's firm offers."
        ),
    )
