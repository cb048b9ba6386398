"""Search in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import graphene

from marketplace.core.errors import InvalidInputError
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    encode_cursor,
    page_size,
)
from marketplace.core.policies import anyone
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, TransferModeEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.engines.base import SearchFilters
from matching.search import CursorKey, market_search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.graphql.context import RequestContext

_MOST_VALUES: Final = 20


class TechnologyHitType(graphene.ObjectType):
    """A technology that a search found."""

    class Meta:
        name = "TechnologyHit"

    technology = graphene.Field(
        TechnologyType, required=True, description="The technology, cut to what its reader may see."
    )
    relevance = graphene.Int(
        required=True, description="1 to 100, relative to the best hit of this answer."
    )
    highlights = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The words of its visible text that the search met.",
    )


TechnologyHitConnection = connection_type(TechnologyHitType, "TechnologyHit")


def _market_search(
    _root: Any,
    info: Any,
    *,
    text: str | None = None,
    first: int | None = None,
    after: str | None = None,
    **conditions: Any,
) -> Page:
    context: RequestContext = info.context
    page = market_search(
        actor=context.actor,
        now=context.now,
        text=text or "",
        filters=_filters(conditions),
        first=page_size(first),
        after=cast("CursorKey | None", decode_cursor(after, kinds=(int, str))),
    )
    return Page(page.hits, [encode_cursor(key) for key in page.keys], has_next=page.has_next)


def _filters(conditions: Mapping[str, Any]) -> SearchFilters:
    return SearchFilters(
        industries=_values(conditions, "industries", "industries"),
        trl_min=conditions.get("trl_min"),
        trl_max=conditions.get("trl_max"),
        transfer_modes=_values(conditions, "transfer_modes", "transferModes"),
        origins=_values(conditions, "origins", "origins"),
    )


def _values(conditions: Mapping[str, Any], name: str, field: str) -> tuple[str, ...]:
    given: Sequence[Any] = conditions.get(name) or ()
    if len(given) > _MOST_VALUES:
        raise InvalidInputError(
            f"Choose at most {_MOST_VALUES} values.",
            field=field,
            code="too_many",
            params={"max": str(_MOST_VALUES)},
        )
    return tuple(dict.fromkeys(str(getattr(value, "value", value)) for value in given))


def _choices(enum: type[graphene.Enum], description: str) -> graphene.Argument:
    return graphene.Argument(graphene.List(graphene.NonNull(enum)), description=description)


class SearchQuery:
    """What people ask of search."""

    market_search = connection_field(
        TechnologyHitConnection,
        policy=anyone,
        scope="market:read",
        limit="search",
        description="Published technologies that answer a text, best first, or the newest. "
        "Only texts that the reader may see are searched. A text finds at most 200.",
        resolver=_market_search,
        text=graphene.Argument(
            graphene.String, default_value="", description="Words, in Korean or English."
        ),
        industries=_choices(IndustryEnum, "Only these fields of industry."),
        trl_min=graphene.Argument(
            graphene.Int, description="Lowest readiness level, 1 to 9; unstated levels pass."
        ),
        trl_max=graphene.Argument(
            graphene.Int, description="Highest readiness level, 1 to 9; unstated levels pass."
        ),
        transfer_modes=_choices(
            TransferModeEnum, "Any of these ways of transfer; offers that state none pass."
        ),
        origins=_choices(OriginEnum, "Only listings from these sources."),
    )
