"""How many deals stand at which step, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from matching.policies import can_read_matches
from matching.selectors.pipeline import PipelineStage, PipelineStep, pipeline_for

if TYPE_CHECKING:
    from marketplace.core.graphql.context import RequestContext

PipelineStageEnum = choices_enum(
    PipelineStage, description="A step on the way of a deal, from the request to the payments."
)


class PipelineStepType(graphene.ObjectType):
    """The deals at one step, by how many whole days they have been there."""

    class Meta:
        name = "PipelineStep"

    stage = graphene.Field(PipelineStageEnum, required=True, description="The step.")
    week = graphene.Int(required=True, description="Up to 7 days.")
    month = graphene.Int(required=True, description="8 to 30 days.")
    quarter = graphene.Int(required=True, description="31 to 90 days.")
    longer = graphene.Int(required=True, description="More than 90 days.")
    overdue = graphene.Int(
        description="How many have taken too long, for their coordinator; null for firms."
    )


def _pipeline(_root: Any, info: Any) -> list[PipelineStep]:
    context: RequestContext = info.context
    return pipeline_for(actor=context.actor, now=context.now)


class PipelineQuery:
    """What people ask of their deals as a whole."""

    pipeline = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(PipelineStepType))),
        policy=can_read_matches,
        description="The reader's open deals by step and age, in the order of the steps: a "
        "firm's own, or a coordinator's cases. Of more than 500 the latest are counted.",
        resolver=_pipeline,
    )
