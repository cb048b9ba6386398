"""Writing technologies: parse, call one service, give back the row as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.technologies import services
from marketplace.technologies.schema.inputs import TechnologyInput, offer_given
from marketplace.technologies.schema.review_mutations import CommentOnReview, ReviewTechnology
from marketplace.technologies.schema.types import TechnologyType
from marketplace.technologies.selectors import technology_for, technology_model_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marketplace.core.graphql.context import RequestContext
    from marketplace.technologies.models import Technology

WRITE = "technologies:write"


def _technology_field() -> graphene.Field:
    return graphene.Field(TechnologyType, description="The technology as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The technology's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the writer saw.")


def _payload(context: RequestContext, technology: Technology) -> Mapping[str, Any]:
    row = technology_for(actor=context.actor, public_id=technology.public_id, now=context.now)
    return {"technology": row}


def _moved(
    service: Callable[..., Technology], context: RequestContext, public_id: str, **given: Any
) -> Technology:
    technology = technology_model_for(actor=context.actor, public_id=public_id)
    return service(actor=context.actor, technology=technology, now=context.now, **given)


class CreateTechnology(DomainMutation):
    """Start a draft; sending the same request id again gives the same draft."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        input = TechnologyInput(required=True, description="The offer.")

    technology = _technology_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        request_id: str,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the draft."""
        technology = services.technology_create(
            actor=context.actor, request_id=request_id, content=offer_given(input), now=context.now
        )
        return _payload(context, technology)


class SaveTechnology(DomainMutation):
    """Replace the words of whichever draft is open."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        revision = _revision()
        input = TechnologyInput(required=True, description="The whole offer.")

    technology = _technology_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the words where nobody else stored others meanwhile."""
        technology = services.technology_save(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=id),
            revision=revision,
            content=offer_given(input),
            now=context.now,
        )
        return _payload(context, technology)


class SubmitTechnology(DomainMutation):
    """Freeze the words of whichever draft is open and hand them to the reviewers."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        revision = _revision()

    technology = _technology_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Submit it."""
        done = _moved(services.technology_submit, context, id, revision=revision)
        return _payload(context, done)


class DuplicateTechnology(DomainMutation):
    """Start a draft with the newest words of another technology of one's own firm."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )

    technology = _technology_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, request_id: str) -> Mapping[str, Any]:
        """Start the draft."""
        done = _moved(services.technology_duplicate, context, id, request_id=request_id)
        return _payload(context, done)


def _move_mutation(
    name: str, service: Callable[..., Technology], description: str
) -> type[DomainMutation]:
    """Return the mutation of a move that needs nothing but the technology."""

    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        return _payload(context, _moved(service, context, id))

    members = {
        "__doc__": description,
        "__module__": __name__,
        "Meta": type("Meta", (), {"policy": staticmethod(signed_in), "scope": WRITE}),
        "Arguments": type("Arguments", (), {"id": _id()}),
        "technology": _technology_field(),
        "perform": staticmethod(perform),
    }
    return type(name, (DomainMutation,), members)


class TechnologyMutation:
    """What people do to technologies."""

    create_technology = CreateTechnology.Field()
    save_technology = SaveTechnology.Field()
    submit_technology = SubmitTechnology.Field()
    duplicate_technology = DuplicateTechnology.Field()
    revise_technology = _move_mutation(
        "ReviseTechnology",
        services.technology_revise,
        "Start a new wording of a technology that is published or paused; "
        "the old one stays until approval.",
    ).Field()
    discard_revision = _move_mutation(
        "DiscardRevision",
        services.revision_discard,
        "Give up a new wording, also one that waits for a reviewer; the public one stays.",
    ).Field()
    review_technology = ReviewTechnology.Field()
    comment_on_review = CommentOnReview.Field()
    pause_technology = _move_mutation(
        "PauseTechnology",
        services.technology_pause,
        "Take a published technology off the market until it is resumed.",
    ).Field()
    resume_technology = _move_mutation(
        "ResumeTechnology",
        services.technology_resume,
        "Put a paused technology back on the market, with the words approved last.",
    ).Field()
    withdraw_technology = _move_mutation(
        "WithdrawTechnology",
        services.technology_withdraw,
        "Take a technology off the market for good; a new wording goes with it.",
    ).Field()
