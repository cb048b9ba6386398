"""Search and suggestions in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    encode_cursor,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field, guarded_subscription
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.core.policies import anyone
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, TransferModeEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.engines.base import SearchFilters
from matching.policies import can_read_suggestions
from matching.scoring import FitCriterion, FitState
from matching.search import CursorKey, market_search
from matching.suggestions import ReasonKind, SuggestionList, demand_suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext

INDEX_GROUP: Final = "matching.index"
"""The live group that hears of every change of the index."""

_SUGGESTIONS: Final = 10
_MOST_VALUES: Final = 20

ReasonKindEnum = choices_enum(ReasonKind, description="What kind of reason it is.")
FitCriterionEnum = choices_enum(FitCriterion, description="What is compared besides words.")
FitStateEnum = choices_enum(FitState, description="How the offer stands to what is asked.")


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


class ReasonType(graphene.ObjectType):
    """One reason why a technology is suggested."""

    class Meta:
        name = "Reason"

    kind = graphene.Field(ReasonKindEnum, required=True, description="What kind of reason it is.")
    label = graphene.String(
        required=True,
        description="The word shared, the value offered as a code, or a percentage.",
    )
    detail = graphene.String(
        required=True, description="The sentence quoted, or the value asked as a code."
    )
    share = graphene.Int(description="Percentage of the text score, or of the demand for coverage.")


class FitType(graphene.ObjectType):
    """One criterion of the demand beside what the offer states."""

    class Meta:
        name = "Fit"

    criterion = graphene.Field(FitCriterionEnum, required=True, description="What is compared.")
    state = graphene.Field(FitStateEnum, required=True, description="Whether it fits.")
    wanted = graphene.String(
        required=True, description="What is asked: codes parted by commas, levels as 4-6."
    )
    offered = graphene.String(
        required=True, description="What is offered: codes parted by commas; empty if not stated."
    )


class SuggestionType(graphene.ObjectType):
    """A technology for a demand, and why."""

    class Meta:
        name = "Suggestion"

    technology = graphene.Field(
        TechnologyType, required=True, description="The technology, cut to what its reader may see."
    )
    relevance = graphene.Int(
        required=True, description="1 to 100, relative to the best suggestion of this list."
    )
    reasons = graphene.List(
        graphene.NonNull(ReasonType), required=True, description="What speaks for it."
    )
    fits = graphene.List(
        graphene.NonNull(FitType),
        required=True,
        description="Level, ways of transfer and industry beside what the demand asks.",
    )
    evidence = graphene.String(
        description="The sentence of its visible text that answers the demand best."
    )
    coverage = graphene.Int(
        required=True, description="Percentage of the demand's weight that its text holds."
    )


class SuggestionListType(graphene.ObjectType):
    """What the market has for a demand, best first."""

    class Meta:
        name = "SuggestionList"

    demand_id = graphene.ID(required=True, description="The demand's opaque id.")
    index_version = graphene.String(
        required=True, description="Changes whenever the index changes."
    )
    suggestions = graphene.List(
        graphene.NonNull(SuggestionType), required=True, description="Best first."
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


def _suggestions(
    _root: Any, info: Any, *, demand_id: str, first: int | None = None, language: Any = None
) -> SuggestionList | None:
    try:
        return _suggestion_list(info.context, demand_id, first, language)
    except NotFoundError:
        return None


def _suggestions_again(
    context: RequestContext, arguments: Mapping[str, Any], _event: Mapping[str, Any] | None
) -> SuggestionList:
    return _suggestion_list(
        context, arguments["demand_id"], arguments.get("first"), arguments.get("language")
    )


def _suggestion_list(
    context: RequestContext, demand_id: str, first: int | None, language: Any
) -> SuggestionList:
    return demand_suggestions(
        actor=context.actor,
        now=context.now,
        demand_id=demand_id,
        first=_SUGGESTIONS if first is None else first,
        language=Language(getattr(language, "value", language) or context.language),
    )


def _index_groups(_actor: Actor, _arguments: Mapping[str, Any]) -> list[str]:
    return [INDEX_GROUP]


def _choices(enum: type[graphene.Enum], description: str) -> graphene.Argument:
    return graphene.Argument(graphene.List(graphene.NonNull(enum)), description=description)


def _suggestion_arguments() -> dict[str, graphene.Argument]:
    return {
        "demand_id": graphene.Argument(
            graphene.ID, required=True, description="The demand's opaque id."
        ),
        "first": graphene.Argument(
            graphene.Int,
            default_value=_SUGGESTIONS,
            description="How many suggestions, 1 to 50.",
        ),
        "language": graphene.Argument(
            LanguageEnum, description="The language wanted for reasons, where there is a choice."
        ),
    }


class MatchingQuery:
    """What people ask of search and matching."""

    market_search = connection_field(
        TechnologyHitConnection,
        policy=anyone,
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
    demand_suggestions = guarded_field(
        SuggestionListType,
        policy=can_read_suggestions,
        description="Technologies for a demand of the reader's own firm, with reasons; null "
        "where it is not such a demand.",
        resolver=_suggestions,
        **_suggestion_arguments(),
    )


class MatchingSubscription:
    """What people listen to in matching."""

    demand_suggestions = guarded_subscription(
        graphene.NonNull(SuggestionListType),
        policy=can_read_suggestions,
        groups=_index_groups,
        resolve=_suggestions_again,
        shared=False,
        description="Technologies for a demand of the reader's own firm: at once, and again "
        "whenever the index changed.",
        **_suggestion_arguments(),
    )
