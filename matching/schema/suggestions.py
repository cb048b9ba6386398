"""Suggestions for a demand in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field, guarded_subscription
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.demands.selectors import demand_model_for
from marketplace.technologies.schema.types import TechnologyType
from marketplace.technologies.selectors import technology_model_for
from matching import services
from matching.policies import can_judge_suggestions, can_read_suggestions
from matching.schema.fits import FitType
from matching.schema.matches import MatchStateEnum
from matching.states import JudgementReason
from matching.suggestions import ReasonKind, SuggestionList, demand_suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext
    from matching.selectors.said import OpenRequest

INDEX_GROUP: Final = "matching.index"
"""The live group that hears of every change of the index."""

_SUGGESTIONS: Final = 10

JudgementReasonEnum = choices_enum(JudgementReason, description="Why a suggestion is not relevant.")
ReasonKindEnum = choices_enum(ReasonKind, description="What kind of reason it is.")


class ReasonType(graphene.ObjectType):
    """One reason why a technology is suggested."""

    class Meta:
        name = "Reason"

    kind = graphene.Field(ReasonKindEnum, required=True, description="What kind of reason it is.")
    label = graphene.String(
        required=True,
        description="The word shared, the offer's word for a concept, the value offered as a "
        "code, or a percentage.",
    )
    detail = graphene.String(
        required=True,
        description="The sentence quoted, the demand's word for a concept, or the value asked "
        "as a code.",
    )
    share = graphene.Int(description="Percentage of the text score, or of the demand for coverage.")


class MatchBrief(graphene.ObjectType):
    """An open match, as far as a list needs it."""

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(MatchStateEnum, required=True, description="How far it is.")

    @staticmethod
    def resolve_id(request: OpenRequest, _info: Any) -> str:
        """Return the opaque id."""
        return request.public_id


class Judgement(graphene.ObjectType):
    """Why a suggestion is not relevant, as the demand's own firm says."""

    reason = graphene.Field(JudgementReasonEnum, required=True, description="Why.")
    note = graphene.String(required=True, description="In own words; may be empty.")
    judged_at = graphene.DateTime(required=True, description="When it was said.")


class SetAsideSuggestion(graphene.ObjectType):
    """A technology that the demand's firm judged as not relevant."""

    technology = graphene.Field(
        TechnologyType, required=True, description="The technology, cut to what its reader may see."
    )
    judgement = graphene.Field(Judgement, required=True, description="What was said of it.")


class CloseSentencesType(graphene.ObjectType):
    """A sentence of the demand and one of the offer that say most nearly the same."""

    class Meta:
        name = "CloseSentences"

    asked = graphene.String(required=True, description="The demand's; may be empty.")
    offered = graphene.String(required=True, description="The offer's; may be empty.")


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
    is_new = graphene.Boolean(
        required=True, description="Whether it came among the best within the last seven days."
    )
    match = graphene.Field(MatchBrief, description="The open request for this pair, or null.")
    meaning = graphene.Field(
        CloseSentencesType,
        description="Set where the offer shares no word with the demand, often since it is "
        "written in another language, and was found by what it means.",
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
    set_aside = graphene.List(
        graphene.NonNull(SetAsideSuggestion),
        required=True,
        description="What the firm judged as not relevant, the latest first.",
    )
    can_request = graphene.Boolean(
        required=True, description="Whether the reader may ask for a match for this demand."
    )


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


class SuggestionQuery:
    """What people ask of suggestions."""

    demand_suggestions = guarded_field(
        SuggestionListType,
        policy=can_read_suggestions,
        scope="demands:read",
        description="Technologies for a demand of the reader's own firm, with reasons; null "
        "where it is not such a demand.",
        resolver=_suggestions,
        **_suggestion_arguments(),
    )


class SuggestionSubscription:
    """What people listen to of suggestions."""

    demand_suggestions = guarded_subscription(
        graphene.NonNull(SuggestionListType),
        policy=can_read_suggestions,
        scope="demands:read",
        groups=_index_groups,
        resolve=_suggestions_again,
        shared=False,
        description="Technologies for a demand of the reader's own firm: at once, and again "
        "whenever the index changed.",
        **_suggestion_arguments(),
    )


class JudgeSuggestion(DomainMutation):
    """Set a suggestion aside as not relevant, with the reason."""

    class Meta:
        policy = can_judge_suggestions
        scope = "demands:write"

    class Arguments:
        demand_id = graphene.ID(required=True, description="The demand.")
        technology_id = graphene.ID(required=True, description="The technology.")
        reason = graphene.Argument(JudgementReasonEnum, required=True, description="Why.")
        note = graphene.String(description="In own words, 500 characters.")

    judgement = graphene.Field(Judgement, description="What was said, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        demand_id: str,
        technology_id: str,
        reason: Any,
        note: str | None = None,
    ) -> Mapping[str, Any]:
        """Set it aside."""
        judgement = services.suggestion_judge(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=demand_id),
            technology=technology_model_for(actor=context.actor, public_id=technology_id),
            reason=str(getattr(reason, "value", reason)),
            note=note or "",
            now=context.now,
        )
        return {"judgement": judgement}


class UndoJudgement(DomainMutation):
    """Bring a suggestion that was set aside back."""

    class Meta:
        policy = can_judge_suggestions
        scope = "demands:write"

    class Arguments:
        demand_id = graphene.ID(required=True, description="The demand.")
        technology_id = graphene.ID(required=True, description="The technology.")

    judgement = graphene.Field(Judgement, description="Null: nothing is said of it any more.")

    @staticmethod
    def perform(
        context: RequestContext, *, demand_id: str, technology_id: str
    ) -> Mapping[str, Any]:
        """Bring it back."""
        services.judgement_undo(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=demand_id),
            technology=technology_model_for(actor=context.actor, public_id=technology_id),
            now=context.now,
        )
        return {"judgement": None}


class SuggestionMutation:
    """What people say of suggestions."""

    judge_suggestion = JudgeSuggestion.Field()
    undo_judgement = UndoJudgement.Field()
