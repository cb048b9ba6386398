"""Search in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import graphene

from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    encode_cursor,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.policies import anyone
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, RegionEnum, TransferModeEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.facet_search import market_facets
from matching.nearest_spelling import nearest_spelling
from matching.schema.conditions import CONDITIONS, EXAMPLES, SearchOrderEnum, filters_given
from matching.search import CursorKey, SearchOrder, market_search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from matching.facets import Facets


class ConceptMetType(graphene.ObjectType):
    """A word of the search and another word for the same, which an offer has instead."""

    class Meta:
        name = "ConceptMet"

    asked = graphene.String(required=True, description="The search's word.")
    found = graphene.String(required=True, description="The offer's word for it.")


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
    concepts = graphene.List(
        graphene.NonNull(ConceptMetType),
        required=True,
        description="What the search names and its visible text has another word of the glossary "
        "for.",
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


class RegionCountType(graphene.ObjectType):
    """How many offers there are that seek partners in a part of the world."""

    class Meta:
        name = "RegionCount"

    region = graphene.Field(RegionEnum, required=True, description="The part of the world.")
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
    regions = graphene.List(
        graphene.NonNull(RegionCountType),
        description="By part of the world where partners are sought; null for readers of cards "
        "alone, who may not ask by it.",
    )
    without_regions = graphene.Int(
        required=True, description="How many state no region, and pass every choice."
    )
    without_modes = graphene.Int(
        required=True, description="How many state no way of transfer, and pass every choice."
    )
    without_level = graphene.Int(
        required=True, description="How many state no level, and pass every choice."
    )

    @staticmethod
    def resolve_regions(facets: Facets, _info: Any) -> list[dict[str, Any]] | None:
        """Return the counts, or None for who may not ask by regions."""
        if facets.regions is None:
            return None
        return [{"region": each, "count": count} for each, count in sorted(facets.regions.items())]


TechnologyHitConnection = connection_type(TechnologyHitType, "TechnologyHit")


def _market_search(
    _root: Any,
    info: Any,
    *,
    text: str | None = None,
    like: str | None = None,
    document: str | None = None,
    first: int | None = None,
    after: str | None = None,
    order: SearchOrder = SearchOrder.RELEVANCE,
    **conditions: Any,
) -> Page:
    context: RequestContext = info.context
    passed: Any = decode_cursor(after, kinds=(int, str, str))
    page = market_search(
        actor=context.actor,
        now=context.now,
        text=text or "",
        like=like or "",
        document=document or "",
        filters=filters_given(conditions),
        first=page_size(first),
        after=CursorKey(*passed) if passed else None,
        order=SearchOrder(order),
    )
    return Page(page.hits, [encode_cursor(key) for key in page.keys], has_next=page.has_next)


def _market_facets(
    _root: Any,
    info: Any,
    *,
    text: str | None = None,
    like: str | None = None,
    document: str | None = None,
    **conditions: Any,
) -> Facets:
    context: RequestContext = info.context
    return market_facets(
        actor=context.actor,
        now=context.now,
        text=text or "",
        like=like or "",
        document=document or "",
        filters=filters_given(conditions),
    )


def _market_spelling(_root: Any, info: Any, *, text: str) -> str | None:
    context: RequestContext = info.context
    return nearest_spelling(actor=context.actor, now=context.now, text=text)


class SearchQuery:
    """What people ask of search."""

    market_search = connection_field(
        TechnologyHitConnection,
        policy=anyone,
        scope="market:read",
        limit="search",
        description="Published technologies that answer a text, best first, or the newest. "
        "Only texts that the reader may see are searched. A text finds at most 200, and so does "
        "an example in its place.",
        resolver=_market_search,
        order=graphene.Argument(
            SearchOrderEnum,
            default_value=SearchOrder.RELEVANCE,
            description="How the hits are sorted; the newest first where nothing is asked by.",
        ),
        **CONDITIONS,
        **EXAMPLES,
    )
    market_facets = guarded_field(
        graphene.NonNull(MarketFacetsType),
        policy=anyone,
        scope="market:read",
        limit="facets",
        description="How many of the technologies that `marketSearch` would find state which "
        "facts, to narrow an answer down.",
        resolver=_market_facets,
        **CONDITIONS,
        **EXAMPLES,
    )
    market_spelling = guarded_field(
        graphene.String,
        policy=anyone,
        scope="market:read",
        limit="spelling",
        description="The text with the nearest spelling of those words that stand in no text which "
        "the reader may see, or null where there is none. Words of one firm alone are not told.",
        resolver=_market_spelling,
        text=graphene.Argument(graphene.String, required=True, description="What was typed."),
    )
