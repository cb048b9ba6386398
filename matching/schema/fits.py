"""How an offer stands to what a demand asks besides its words, in the API."""

from __future__ import annotations

import graphene

from marketplace.core.graphql.types import choices_enum
from matching.scoring import FitCriterion, FitState

FitCriterionEnum = choices_enum(FitCriterion, description="What is compared besides words.")
FitStateEnum = choices_enum(FitState, description="How the offer stands to what is asked.")


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
