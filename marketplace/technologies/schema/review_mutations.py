"""Reviewers decide; firm and reviewers talk. None of it is ever done by a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.technologies import services
from marketplace.technologies.schema.inputs import choice_value
from marketplace.technologies.schema.review_types import (
    ReviewCommentType,
    ReviewCriterionEnum,
    ReviewDecisionEnum,
    ReviewType,
)
from marketplace.technologies.schema.types import TechnologyType
from marketplace.technologies.scores import Score
from marketplace.technologies.selectors import technology_for, technology_model_for
from marketplace.technologies.selectors.history import comment_row, review_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.graphql.context import RequestContext
    from marketplace.technologies.rows import TechnologyRow


class ReviewScoreInput(graphene.InputObjectType):
    """One criterion scored."""

    criterion = graphene.InputField(
        ReviewCriterionEnum, required=True, description="What is scored."
    )
    score = graphene.Int(required=True, description="0 to 5; a 0 stands against an approval.")
    reason = graphene.String(description="Why, 1,000 characters; needed for 2 and lower.")


class ReviewTechnology(DomainMutation):
    """Approve or return with four scores; an approval puts the words on the market."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = graphene.ID(required=True, description="The technology's id.")
        revision = graphene.Int(required=True, description="The revision the reviewer read.")
        decision = graphene.Argument(
            ReviewDecisionEnum, required=True, description="What is decided."
        )
        scores = graphene.List(
            graphene.NonNull(ReviewScoreInput),
            required=True,
            description="Each of the four criteria once.",
        )
        words = graphene.String(
            description="What the firm is told, 1,000 characters; needed for a return."
        )
        leak_consent = graphene.Boolean(
            description="Agrees that words that stand in a deposit become public, as the firm asks."
        )

    technology = graphene.Field(
        TechnologyType, description="The technology, or null where the reviewer sees it no longer."
    )
    review = graphene.Field(ReviewType, description="The decision as it was stored, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        decision: Any,
        scores: Sequence[Mapping[str, Any]],
        words: str | None = None,
        leak_consent: bool | None = None,
    ) -> Mapping[str, Any]:
        """Decide."""
        review = services.technology_review(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=id),
            revision=revision,
            decision=choice_value(decision),
            scores=[
                Score(
                    criterion=choice_value(given["criterion"]),
                    score=given["score"],
                    reason=given.get("reason") or "",
                )
                for given in scores
            ],
            words=words or "",
            leak_consent=bool(leak_consent),
            now=context.now,
        )
        return {"technology": _seen(context, id), "review": review_row(review)}


class CommentOnReview(DomainMutation):
    """Ask or answer while a wording waits for its decision; sides are told, names are not."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = graphene.ID(required=True, description="The technology's id.")
        text = graphene.String(required=True, description="The remark, 2,000 characters.")

    comment = graphene.Field(ReviewCommentType, description="The remark as stored, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str, text: str) -> Mapping[str, Any]:
        """Store the remark."""
        comment = services.review_comment(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=id),
            text=text,
            now=context.now,
        )
        return {"comment": comment_row(context.actor, comment)}


def _seen(context: RequestContext, public_id: str) -> TechnologyRow | None:
    """Return the technology, or None: one that was returned is its firm's alone again."""
    try:
        return technology_for(actor=context.actor, public_id=public_id, now=context.now)
    except NotFoundError:
        return None
