"""Times away of coordinators and the monthly report, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from matching import services
from matching.policies import can_read_cases, runs_cases
from matching.schema.cases import CaseOutcomeEnum
from matching.schema.coordinators import CaseWeight, Coordinator
from matching.schema.matches import CaseStageEnum
from matching.selectors.desk import AbsenceRow, absence_of
from matching.selectors.reports import CaseReport, case_report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from matching.models import CoordinatorAbsence


class DeputyType(graphene.ObjectType):
    """A coordinator who could have the reader's cases meanwhile."""

    class Meta:
        name = "Deputy"
        interfaces = (Coordinator,)


class CoordinatorAbsenceType(graphene.ObjectType):
    """A time away of the reader."""

    class Meta:
        name = "CoordinatorAbsence"

    id = graphene.ID(required=True, description="Its opaque id.")
    from_on = graphene.Date(required=True, description="First day away, in Korea.")
    until_on = graphene.Date(required=True, description="Last day away, in Korea.")
    deputy_name = graphene.String(required=True, description="Who has the cases meanwhile.")
    has_begun = graphene.Boolean(required=True, description="Whether the deputy has them now.")

    @staticmethod
    def resolve_id(absence: CoordinatorAbsence, _info: Any) -> str:
        """Return the opaque id."""
        return absence.public_id

    @staticmethod
    def resolve_deputy_name(absence: CoordinatorAbsence, _info: Any) -> str:
        """Return the deputy's name."""
        return absence.deputy.user.name

    @staticmethod
    def resolve_has_begun(absence: CoordinatorAbsence, _info: Any) -> bool:
        """Return whether it is under way."""
        return absence.began_at is not None


class AbsencePlan(graphene.ObjectType):
    """The reader's time away, planned or under way, and who could be the deputy."""

    absence = graphene.Field(CoordinatorAbsenceType, description="The time away, or null.")
    covered_cases = graphene.Int(
        required=True, description="How many cases somebody else has meanwhile."
    )
    deputies = graphene.List(
        graphene.NonNull(DeputyType),
        required=True,
        description="The institution's other coordinators.",
    )


class MonthCountsType(graphene.ObjectType):
    """How many cases a month opened and closed."""

    class Meta:
        name = "CaseMonthCounts"

    year = graphene.Int(required=True, description="The year.")
    month = graphene.Int(required=True, description="The month, from 1.")
    opened = graphene.Int(required=True, description="Cases opened in it.")
    closed = graphene.Int(required=True, description="Cases closed in it.")


class StageTimeType(graphene.ObjectType):
    """How long cases were at a stage that they left in the month."""

    class Meta:
        name = "CaseStageTime"

    stage = graphene.Field(CaseStageEnum, required=True, description="The stage.")
    left = graphene.Int(required=True, description="How many cases left it.")
    median_days = graphene.Int(description="Median of their whole days there; null without any.")
    longest_days = graphene.Int(description="The longest of them; null without any.")


class OutcomeCountType(graphene.ObjectType):
    """How many cases were closed in one way."""

    class Meta:
        name = "CaseOutcomeCount"

    outcome = graphene.Field(CaseOutcomeEnum, required=True, description="How they were closed.")
    count = graphene.Int(required=True, description="How many they are.")


class AgeCountsType(graphene.ObjectType):
    """The cases open at the end of the month, by whole days since they were opened."""

    class Meta:
        name = "CaseAgeCounts"

    month = graphene.Int(required=True, description="Up to 30 days.")
    quarter = graphene.Int(required=True, description="31 to 90 days.")
    half = graphene.Int(required=True, description="91 to 180 days.")
    older = graphene.Int(required=True, description="More than 180 days.")


class CoordinatorMonthType(graphene.ObjectType):
    """What a coordinator had open at the end of the month."""

    class Meta:
        name = "CoordinatorMonth"
        interfaces = (CaseWeight,)

    name = graphene.String(required=True, description="The person's name; empty for nobody.")


class CaseReportType(graphene.ObjectType):
    """A month of cases, as far as its reader may know of them."""

    class Meta:
        name = "CaseReport"

    year = graphene.Int(required=True, description="The year.")
    month = graphene.Int(required=True, description="The month, from 1.")
    months = graphene.List(
        graphene.NonNull(MonthCountsType),
        required=True,
        description="This month and the five before it, the oldest first.",
    )
    stages = graphene.List(
        graphene.NonNull(StageTimeType), required=True, description="Time per stage."
    )
    outcomes = graphene.List(
        graphene.NonNull(OutcomeCountType), required=True, description="How cases were closed."
    )
    ages = graphene.Field(AgeCountsType, required=True, description="How old the open ones are.")
    loads = graphene.List(
        graphene.NonNull(CoordinatorMonthType),
        required=True,
        description="What each coordinator had open, the most first.",
    )


def _absence(_root: Any, info: Any) -> AbsenceRow:
    return absence_of(actor=info.context.actor)


def _report(_root: Any, info: Any, *, year: int, month: int) -> CaseReport:
    context: RequestContext = info.context
    return case_report(actor=context.actor, year=year, month=month, now=context.now)


class DeskQuery:
    """What coordinators ask of their desk."""

    coordinator_absence = guarded_field(
        graphene.NonNull(AbsencePlan),
        policy=runs_cases,
        description="The reader's time away, and who could have the cases meanwhile.",
        resolver=_absence,
    )
    case_report = guarded_field(
        graphene.NonNull(CaseReportType),
        policy=can_read_cases,
        description="A month of the reader's own cases, or of the institution for its owner.",
        resolver=_report,
        year=graphene.Int(required=True, description="The year."),
        month=graphene.Int(required=True, description="The month in Korea, from 1."),
    )


class PlanAbsence(DomainMutation):
    """Plan a time away; on its first day a deputy gets the reader's open cases."""

    class Meta:
        policy = runs_cases

    class Arguments:
        deputy_id = graphene.ID(required=True, description="The deputy's membership.")
        from_on = graphene.Date(required=True, description="First day away, in Korea.")
        until_on = graphene.Date(required=True, description="Last day away, in Korea.")

    plan = graphene.Field(AbsencePlan, description="As it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, deputy_id: str, from_on: dt.date, until_on: dt.date
    ) -> Mapping[str, Any]:
        """Plan it."""
        services.absence_plan(
            actor=context.actor,
            deputy_id=deputy_id,
            from_on=from_on,
            until_on=until_on,
            now=context.now,
        )
        return {"plan": absence_of(actor=context.actor)}


class EndAbsence(DomainMutation):
    """Come back, or call a planned time away off; the cases still covered come back."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = graphene.ID(required=True, description="The time away.")

    plan = graphene.Field(AbsencePlan, description="As it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """End it."""
        services.absence_end(actor=context.actor, public_id=id, now=context.now)
        return {"plan": absence_of(actor=context.actor)}


class DeskMutation:
    """What coordinators do at their desk."""

    plan_absence = PlanAbsence.Field()
    end_absence = EndAbsence.Field()
