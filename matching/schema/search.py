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
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from marketplace.core.policies import anyone
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, TransferModeEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.engines.base import SearchFilters
from matching.facet_search import market_facets
from matching.search import CursorKey, SearchOrder, market_search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.graphql.context import RequestContext
    from matching.facets import Facets

_MOST_VALUES: Final = 20

SearchOrderEnum = choices_enum(SearchOrder, description="How the hits of a text are sorted.")


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
    by_meaning = graphene.Boolean(
        required=True,
        description="Whether it shares no word with the search, often since it is written in "
        "another language, and was found by what it means.",
    )


_COUNT: Final = "How many offers of the answer state it."


class IndustryCountType(graphene.ObjectType):
    """How many offers there are of a field of industry."""

    class Meta:
        name = "IndustryCount"

    industry = graphene.Field(IndustryEnum, required=True, description="The field of industry.")
    count = graphene.Int(required=True, description=_COUNT)


class TransferModeCountType(graphene.ObjectType):
    """How many offers there are by a way of transfer."""

    class Meta:
        name = "TransferModeCount"

    mode = graphene.Field(TransferModeEnum, required=True, description="The way of transfer.")
    count = graphene.Int(required=True, description=_COUNT)


class OriginCountType(graphene.ObjectType):
    """How many offers there are from a source."""

    class Meta:
        name = "OriginCount"

    origin = graphene.Field(OriginEnum, required=True, description="The source.")
    count = graphene.Int(required=True, description=_COUNT)


class LevelCountType(graphene.ObjectType):
    """How many offers there are of a readiness level."""

    class Meta:
        name = "LevelCount"

    level = graphene.Int(required=True, description="The level, 1 to 9.")
    count = graphene.Int(required=True, description=_COUNT)


def _counts(type_: type[graphene.ObjectType], name: str, value: str, text: str) -> graphene.Field:
    """Return a list of counts, drawn from a mapping of values to counts."""

    def resolve(facets: Facets, _info: Any) -> list[dict[str, Any]]:
        found = cast("Mapping[Any, int]", getattr(facets, name))
        return [{value: each, "count": count} for each, count in sorted(found.items())]

    return graphene.Field(
        graphene.List(graphene.NonNull(type_)), required=True, resolver=resolve, description=text
    )


class MarketFacetsType(graphene.ObjectType):
    """How many offers of an answer state which facts.

    The counts of one kind of fact leave out what was chosen of that kind.
    """

    class Meta:
        name = "MarketFacets"

    total = graphene.Int(required=True, description="How many offers pass every filter.")
    is_complete = graphene.Boolean(
        required=True,
        description="Whether all that answer were counted; a text finds at most 200.",
    )
    industries = _counts(IndustryCountType, "industries", "industry", "By field of industry.")
    transfer_modes = _counts(TransferModeCountType, "transfer_modes", "mode", "By way of transfer.")
    origins = _counts(OriginCountType, "origins", "origin", "By source.")
    levels = _counts(LevelCountType, "levels", "level", "By readiness level.")
    without_modes = graphene.Int(
        required=True, description="How many state no way of transfer, and pass every choice."
    )
    without_level = graphene.Int(
        required=True, description="How many state no level, and pass every choice."
    )


TechnologyHitConnection = connection_type(TechnologyHitType, "TechnologyHit")


def _market_search(
    _root: Any,
    info: Any,
    *,
    text: str | None = None,
    first: int | None = None,
    after: str | None = None,
    order: SearchOrder = SearchOrder.RELEVANCE,
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
        order=SearchOrder(order),
    )
    return Page(page.hits, [encode_cursor(key) for key in page.keys], has_next=page.has_next)


def _market_facets(_root: Any, info: Any, *, text: str | None = None, **conditions: Any) -> Facets:
    context: RequestContext = info.context
    return market_facets(
        actor=context.actor, now=context.now, text=text or "", filters=_filters(conditions)
    )


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


_CONDITIONS: Final[dict[str, graphene.Argument]] = {
    "text": graphene.Argument(
        graphene.String, default_value="", description="Words, in Korean or English."
    ),
    "industries": _choices(IndustryEnum, "Only these fields of industry."),
    "trl_min": graphene.Argument(
        graphene.Int, description="Lowest readiness level, 1 to 9; unstated levels pass."
    ),
    "trl_max": graphene.Argument(
        graphene.Int, description="Highest readiness level, 1 to 9; unstated levels pass."
    ),
    "transfer_modes": _choices(
        TransferModeEnum, "Any of these ways of transfer; offers that state none pass."
    ),
    "origins": _choices(OriginEnum, "Only listings from these sources."),
}


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
        order=graphene.Argument(
            SearchOrderEnum,
            default_value=SearchOrder.RELEVANCE,
            description="How the hits of a text are sorted; without a text the newest come first.",
        ),
        **_CONDITIONS,
    )
    market_facets = guarded_field(
        graphene.NonNull(MarketFacetsType),
        policy=anyone,
        scope="market:read",
        limit="facets",
        description="How many of the technologies that `marketSearch` would find state which "
        "facts, to narrow an answer down.",
        resolver=_market_facets,
        **_CONDITIONS,
    )
