"""What coordinators and owners of institutions do to cases, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from matching import services
from matching.policies import assigns_cases, runs_cases
from matching.schema.cases import CaseOutcomeEnum, CaseType
from matching.schema.matches import CaseStageEnum, StepSideEnum
from matching.selectors.cases import case_for, case_model_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from marketplace.core.graphql.context import RequestContext


def _case_field() -> graphene.Field:
    return graphene.Field(CaseType, description="The case as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The case's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the reader saw.")


def _done(
    service: Callable[..., object], context: RequestContext, public_id: str, **given: Any
) -> Mapping[str, Any]:
    case = case_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, case=case, now=context.now, **given)
    return {"case": case_for(actor=context.actor, public_id=public_id, now=context.now)}


def _value(choice: Any) -> str:
    return str(getattr(choice, "value", choice) or "")


class MoveCase(DomainMutation):
    """Move a case to the stage it has reached; closing it without a contract ends the match."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        stage = graphene.Argument(CaseStageEnum, required=True, description="The stage reached.")
        outcome = graphene.Argument(CaseOutcomeEnum, description="How it ended, when it closes.")

    case = _case_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, stage: Any, outcome: Any = None
    ) -> Mapping[str, Any]:
        """Move it."""
        return _done(
            services.case_move,
            context,
            id,
            revision=revision,
            stage=_value(stage),
            outcome=_value(outcome),
        )


class SetNextStep(DomainMutation):
    """Say what has to happen next; both firms read it."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        text = graphene.String(required=True, description="What has to happen, 300 characters.")
        side = graphene.Argument(StepSideEnum, required=True, description="Whose turn it is.")
        due_on = graphene.Date(description="Last day in Korea for it.")

    case = _case_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        text: str,
        side: Any,
        due_on: dt.date | None = None,
    ) -> Mapping[str, Any]:
        """Set it."""
        return _done(
            services.case_next_step_set,
            context,
            id,
            revision=revision,
            text=text,
            side=_value(side),
            due_on=due_on,
        )


class RemindCase(DomainMutation):
    """Remind a side that it is waited for: a notice and a mail that tells nothing of the deal."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = _id()
        side = graphene.Argument(
            StepSideEnum, required=True, description="Whom to remind, once a day each."
        )

    case = _case_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, side: Any) -> Mapping[str, Any]:
        """Remind it."""
        return _done(services.case_remind, context, id, side=_value(side))


class DeclareInterest(DomainMutation):
    """Declare an interest of one's own in a case, or none; it is recorded, and no firm reads it."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = _id()
        has_interest = graphene.Boolean(required=True, description="Whether there is an interest.")
        words = graphene.String(
            default_value="", description="Which interest it is, 300 characters."
        )

    case = _case_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, has_interest: bool, words: str = ""
    ) -> Mapping[str, Any]:
        """Declare it."""
        return _done(services.interest_declare, context, id, has_interest=has_interest, words=words)


class DecideConflict(DomainMutation):
    """Decide that a coordinator keeps a case in spite of what was found or declared."""

    class Meta:
        policy = assigns_cases

    class Arguments:
        id = _id()
        reason = graphene.String(required=True, description="Why, 300 characters.")

    case = _case_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, reason: str) -> Mapping[str, Any]:
        """Decide it."""
        return _done(services.conflict_decide, context, id, reason=reason)


class CaseMutation:
    """What coordinators and owners of institutions do to cases."""

    declare_interest = DeclareInterest.Field()
    decide_conflict = DecideConflict.Field()
    move_case = MoveCase.Field()
    set_next_step = SetNextStep.Field()
    remind_case = RemindCase.Field()
