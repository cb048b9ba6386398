"""Questions of a request and their answers in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from matching import services
from matching.policies import can_read_answers, can_read_matches
from matching.schema.matches import MatchType
from matching.selectors.asked import asked_firms_for, asked_match_for
from matching.selectors.matches import match_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.graphql.context import RequestContext
    from matching.models import Match, MatchQuestion
    from matching.selectors.asked import AskedFirms, AskedMatch
    from matching.selectors.matches import MatchRow

_READ = "matches:read"


class MatchQuestionType(graphene.ObjectType):
    """One question of a request; the two firms of the match read it and its answer."""

    class Meta:
        name = "MatchQuestion"

    id = graphene.ID(required=True, description="Its opaque id.")
    place = graphene.Int(required=True, description="Its place among the questions, from 1.")
    text = graphene.String(required=True, description="What is asked.")
    answer = graphene.String(description="What the firm that was asked answers; null until then.")
    answered_at = graphene.DateTime(description="When it was answered.")

    @staticmethod
    def resolve_id(question: MatchQuestion, _info: Any) -> str:
        """Return the opaque id."""
        return question.public_id

    @staticmethod
    def resolve_answer(question: MatchQuestion, _info: Any) -> str | None:
        """Return the answer, or None while there is none."""
        return question.answer or None


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(asked: AskedMatch, _info: Any) -> bool:
        return act in asked.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class AskedMatchType(graphene.ObjectType):
    """One request with its questions, as one of its two firms reads it."""

    class Meta:
        name = "AskedMatch"

    match = graphene.Field(MatchType, required=True, description="The match.")
    questions = graphene.List(
        graphene.NonNull(MatchQuestionType), required=True, description="What was asked with it."
    )
    seen_at = graphene.DateTime(
        description="When the firm that was asked said that it has seen the request."
    )
    reminded_at = graphene.DateTime(
        description="When the firm that asked last had the other one reminded; told to it alone."
    )
    waiting_days = graphene.Int(
        description="For how many whole days it is waited for; null where it is not."
    )
    open_count = graphene.Int(required=True, description="Questions without an answer.")
    can_answer = _can("answer", "Whether the reader may answer open questions.")
    can_see = _can("see", "Whether the reader may say that the request has been seen.")
    can_remind = _can(
        "remind", "Whether the reader may have the other side reminded, once it is time."
    )
    reminder_from = graphene.DateTime(
        description="From when on the other side may be reminded; null where it never may."
    )

    @staticmethod
    def resolve_match(asked: AskedMatch, _info: Any) -> MatchRow:
        """Return the match as its reader sees it."""
        return asked.row

    @staticmethod
    def resolve_seen_at(asked: AskedMatch, _info: Any) -> Any:
        """Return the moment, or None."""
        return asked.row.match.seen_at

    @staticmethod
    def resolve_reminded_at(asked: AskedMatch, _info: Any) -> Any:
        """Return the moment to the side that asked, or None."""
        row = asked.row
        return row.match.reminded_at if row.side == row.match.requested_by else None


class AskedLineType(graphene.ObjectType):
    """One question that went to one or several firms."""

    class Meta:
        name = "AskedLine"

    text = graphene.String(required=True, description="What is asked.")
    cells = graphene.List(
        MatchQuestionType,
        required=True,
        description="Each firm's own, in the order of the firms; null where it was not asked.",
    )


class AskedFirmsType(graphene.ObjectType):
    """The firms asked about one demand, and their answers question by question."""

    class Meta:
        name = "AskedFirms"

    firms = graphene.List(
        graphene.NonNull(AskedMatchType),
        required=True,
        description="One for each request, the first asked first; at most 50.",
    )
    lines = graphene.List(
        graphene.NonNull(AskedLineType), required=True, description="The questions."
    )


def _match_questions(_root: Any, info: Any, *, match_id: str) -> AskedMatch | None:
    context: RequestContext = info.context
    try:
        return asked_match_for(actor=context.actor, match_id=match_id, now=context.now)
    except NotFoundError:
        return None


def _demand_answers(_root: Any, info: Any, *, demand_id: str) -> AskedFirms:
    context: RequestContext = info.context
    return asked_firms_for(actor=context.actor, demand_id=demand_id, now=context.now)


class AskedQuery:
    """What people ask about questions and answers."""

    match_questions = guarded_field(
        AskedMatchType,
        policy=can_read_matches,
        scope=_READ,
        description="What was asked with a request; null for whoever is none of its two firms.",
        resolver=_match_questions,
        match_id=graphene.ID(required=True, description="The match."),
    )
    demand_answers = guarded_field(
        graphene.NonNull(AskedFirmsType),
        policy=can_read_answers,
        scope=_READ,
        description="Every firm that the reader's own asked about its demand, side by side.",
        resolver=_demand_answers,
        demand_id=graphene.ID(required=True, description="The demand."),
    )


class AnswerInput(graphene.InputObjectType):
    """The answer to one question."""

    question_id = graphene.ID(required=True, description="The question.")
    text = graphene.String(
        required=True, description="2,000 characters, without names before they are open."
    )


def _asked_field() -> graphene.Field:
    return graphene.Field(AskedMatchType, description="The request as it is now, or null.")


def _match_id() -> graphene.ID:
    return graphene.ID(required=True, description="The match.")


def _found(context: RequestContext, match_id: str) -> Match:
    return match_model_for(actor=context.actor, public_id=match_id)


def _payload(context: RequestContext, match: Match) -> Mapping[str, Any]:
    asked = asked_match_for(actor=context.actor, match_id=match.public_id, now=context.now)
    return {"asked": asked}


class AnswerMatchQuestions(DomainMutation):
    """Answer questions of a request, for the firm that asked alone; answers stay as they are."""

    class Meta:
        policy = signed_in

    class Arguments:
        match_id = _match_id()
        answers = graphene.List(
            graphene.NonNull(AnswerInput), required=True, description="The answers, or some."
        )

    asked = _asked_field()

    @staticmethod
    def perform(
        context: RequestContext, *, match_id: str, answers: Sequence[Mapping[str, str]]
    ) -> Mapping[str, Any]:
        """Store the answers."""
        given = {each["question_id"]: each["text"] for each in answers}
        if len(given) != len(answers):
            raise InvalidInputError("Answer each question once.", field="answers")
        match = _found(context, match_id)
        services.match_answer(actor=context.actor, match=match, answers=given, now=context.now)
        return _payload(context, match)


class SeeMatch(DomainMutation):
    """Tell the firm that asked that its request has been seen and is looked at."""

    class Meta:
        policy = signed_in

    class Arguments:
        match_id = _match_id()

    asked = _asked_field()

    @staticmethod
    def perform(context: RequestContext, *, match_id: str) -> Mapping[str, Any]:
        """Say so."""
        match = _found(context, match_id)
        services.match_see(actor=context.actor, match=match, now=context.now)
        return _payload(context, match)


class RemindMatch(DomainMutation):
    """Have the other side reminded; of open questions of a match by its coordinator."""

    class Meta:
        policy = signed_in

    class Arguments:
        match_id = _match_id()

    asked = _asked_field()

    @staticmethod
    def perform(context: RequestContext, *, match_id: str) -> Mapping[str, Any]:
        """Have it reminded."""
        match = _found(context, match_id)
        services.match_remind(actor=context.actor, match=match, now=context.now)
        return _payload(context, match)


class AskedMutation:
    """What people do to questions and answers."""

    answer_match_questions = AnswerMatchQuestions.Field()
    see_match = SeeMatch.Field()
    remind_match = RemindMatch.Field()
