"""Saved searches in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, RegionEnum, TransferModeEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.alerts.selectors import SearchFinds, search_finds
from matching.alerts.states import SearchPace
from matching.saved import services
from matching.saved.content import SearchContent
from matching.saved.policies import can_save_searches
from matching.saved.selectors import KeptSearch, saved_searches
from matching.schema.conditions import CONDITIONS, EXAMPLES, SearchOrderEnum, filters_given
from matching.search import SearchOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext

SearchPaceEnum = choices_enum(
    SearchPace, description="How soon a person hears of what comes to the market for a search."
)
_CHOSEN = "What is chosen; empty where all pass."


def _list_of(enum: type[graphene.Enum], name: str) -> graphene.List:
    def resolve(kept: KeptSearch, _info: Any) -> list[str]:
        found: list[str] = getattr(kept.search, name)
        return found

    return graphene.List(
        graphene.NonNull(enum), required=True, resolver=resolve, description=_CHOSEN
    )


class SavedSearchType(graphene.ObjectType):
    """A search of the market that the reader keeps under a name."""

    class Meta:
        name = "SavedSearch"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="What the reader calls it.")
    text = graphene.String(required=True, description="The words searched for, or none.")
    like = graphene.ID(description="The technology that is searched by, or null.")
    industries = _list_of(IndustryEnum, "industries")
    trl_min = graphene.Int(description="Lowest readiness level, or null.")
    trl_max = graphene.Int(description="Highest readiness level, or null.")
    transfer_modes = _list_of(TransferModeEnum, "transfer_modes")
    origins = _list_of(OriginEnum, "origins")
    regions = _list_of(RegionEnum, "regions")
    order = graphene.Field(SearchOrderEnum, required=True, description="How it is sorted.")
    fresh = graphene.Int(
        description="How many technologies that it finds came to the market since the reader "
        "looked last; null where that cannot be told now."
    )
    pace = graphene.Field(
        SearchPaceEnum,
        required=True,
        description="How soon the reader hears of what comes to the market for it.",
    )
    told = graphene.Int(
        required=True,
        description="How many technologies the reader was told of because of it within the last "
        "90 days.",
    )
    last_at = graphene.DateTime(description="When the reader was last told, or null.")

    @staticmethod
    def resolve_id(kept: KeptSearch, _info: Any) -> str:
        """Return the opaque id."""
        return kept.search.public_id

    @staticmethod
    def resolve_name(kept: KeptSearch, _info: Any) -> str:
        """Return what the reader calls it."""
        return kept.search.name

    @staticmethod
    def resolve_text(kept: KeptSearch, _info: Any) -> str:
        """Return the words."""
        return kept.search.text

    @staticmethod
    def resolve_like(kept: KeptSearch, _info: Any) -> str | None:
        """Return the technology's opaque id."""
        return kept.search.example or None

    @staticmethod
    def resolve_trl_min(kept: KeptSearch, _info: Any) -> int | None:
        """Return the lowest level."""
        return kept.search.trl_min

    @staticmethod
    def resolve_trl_max(kept: KeptSearch, _info: Any) -> int | None:
        """Return the highest level."""
        return kept.search.trl_max

    @staticmethod
    def resolve_order(kept: KeptSearch, _info: Any) -> str:
        """Return how it is sorted."""
        return kept.search.order

    @staticmethod
    def resolve_pace(kept: KeptSearch, _info: Any) -> str:
        """Return how soon the reader hears."""
        return kept.search.pace


class SearchFindType(graphene.ObjectType):
    """A technology that the reader was told of because of a saved search."""

    class Meta:
        name = "SearchFind"

    technology = graphene.Field(
        TechnologyType, required=True, description="The technology, cut to what its reader may see."
    )
    told_at = graphene.DateTime(required=True, description="When the reader was told of it.")
    by_meaning = graphene.Boolean(
        required=True,
        description="Whether it is written in another language than the search, and was found by "
        "what it means.",
    )


class SearchFindsType(graphene.ObjectType):
    """A saved search and what it told the reader of."""

    class Meta:
        name = "SearchFinds"

    search = graphene.Field(SavedSearchType, required=True, description="The search.")
    finds = graphene.List(
        graphene.NonNull(SearchFindType),
        required=True,
        description="What it told of within the last 90 days and is on the market now, the latest "
        "first; at most 100.",
    )


def _finds(_root: Any, info: Any, id: str) -> SearchFinds:
    context: RequestContext = info.context
    return search_finds(actor=context.actor, public_id=id, now=context.now)


def _saved(_root: Any, info: Any) -> list[KeptSearch]:
    context: RequestContext = info.context
    return saved_searches(actor=context.actor, now=context.now)


class SavedSearchQuery:
    """What people ask of the searches they keep."""

    saved_searches = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(SavedSearchType))),
        policy=can_save_searches,
        limit="facets",
        description="The searches that the reader keeps, the latest saved first; at most 50.",
        resolver=_saved,
    )
    search_finds = guarded_field(
        graphene.NonNull(SearchFindsType),
        policy=can_save_searches,
        description="What a saved search told the reader of.",
        resolver=_finds,
        id=graphene.ID(required=True, description="The search."),
    )


class SaveSearch(DomainMutation):
    """Keep a search of the market under a name."""

    class Meta:
        policy = can_save_searches

    class Arguments:
        name = graphene.String(required=True, description="What the reader calls it.")
        text = CONDITIONS["text"]
        like = EXAMPLES["like"]
        industries = CONDITIONS["industries"]
        trl_min = CONDITIONS["trl_min"]
        trl_max = CONDITIONS["trl_max"]
        transfer_modes = CONDITIONS["transfer_modes"]
        origins = CONDITIONS["origins"]
        regions = CONDITIONS["regions"]
        order = graphene.Argument(
            SearchOrderEnum, default_value=SearchOrder.RELEVANCE, description="How it is sorted."
        )
        pace = graphene.Argument(
            SearchPaceEnum,
            default_value=SearchPace.OFF,
            description="How soon the reader hears of what comes to the market for it.",
        )

    search = graphene.Field(SavedSearchType, description="As it is kept now.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        name: str,
        text: str | None = None,
        like: str | None = None,
        order: Any = SearchOrder.RELEVANCE,
        pace: Any = SearchPace.OFF,
        **conditions: Any,
    ) -> Mapping[str, Any]:
        """Save."""
        content = SearchContent(
            text=text or "",
            example=like or "",
            filters=filters_given(conditions),
            order=str(getattr(order, "value", order) or ""),
        )
        kept = services.search_save(
            actor=context.actor,
            content=content,
            name=name,
            now=context.now,
            pace=str(getattr(pace, "value", pace) or ""),
        )
        return {"search": KeptSearch(kept)}


class RenameSavedSearch(DomainMutation):
    """Call a saved search otherwise."""

    class Meta:
        policy = can_save_searches

    class Arguments:
        id = graphene.ID(required=True, description="The search.")
        name = graphene.String(required=True, description="Its new name.")

    search = graphene.Field(SavedSearchType, description="As it is kept now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str, name: str) -> Mapping[str, Any]:
        """Rename."""
        kept = services.saved_search_rename(actor=context.actor, public_id=id, name=name)
        return {"search": KeptSearch(kept, None)}


class DeleteSavedSearch(DomainMutation):
    """Keep a search no longer."""

    class Meta:
        policy = can_save_searches

    class Arguments:
        id = graphene.ID(required=True, description="The search.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Delete."""
        services.saved_search_delete(actor=context.actor, public_id=id)
        return {}


class LookAtSavedSearch(DomainMutation):
    """Note that the reader looks at what a saved search finds; all of it then counts as seen."""

    class Meta:
        policy = can_save_searches

    class Arguments:
        id = graphene.ID(required=True, description="The search.")

    search = graphene.Field(SavedSearchType, description="As it is kept now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Note it."""
        kept = services.saved_search_look(actor=context.actor, public_id=id, now=context.now)
        return {"search": KeptSearch(kept)}


class ChooseSearchAlerts(DomainMutation):
    """Choose how soon the reader hears of what comes to the market for a saved search."""

    class Meta:
        policy = can_save_searches

    class Arguments:
        id = graphene.ID(required=True, description="The search.")
        pace = graphene.Argument(SearchPaceEnum, required=True, description="How soon.")

    search = graphene.Field(SavedSearchType, description="As it is kept now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str, pace: Any) -> Mapping[str, Any]:
        """Choose."""
        kept = services.search_alerts_choose(
            actor=context.actor,
            public_id=id,
            pace=str(getattr(pace, "value", pace)),
            now=context.now,
        )
        return {"search": KeptSearch(kept, None)}


class SavedSearchMutation:
    """What people do with the searches they keep."""

    save_search = SaveSearch.Field()
    rename_saved_search = RenameSavedSearch.Field()
    delete_saved_search = DeleteSavedSearch.Field()
    look_at_saved_search = LookAtSavedSearch.Field()
    choose_search_alerts = ChooseSearchAlerts.Field()
