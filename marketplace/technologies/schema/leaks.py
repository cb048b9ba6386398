"""What the API says of words compared with the sealed deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum
from marketplace.core.policies import signed_in
from marketplace.technologies import services
from marketplace.technologies.policies import owns_technology
from marketplace.technologies.selectors import leak_report_for, technology_model_for
from marketplace.technologies.states import LeakState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from marketplace.technologies.models import LeakReport

LeakStateEnum = choices_enum(LeakState, description="How far a comparison with the deposits is.")


class LeakPassageType(graphene.ObjectType):
    """A piece of the public words that stands in a sealed deposit too."""

    class Meta:
        name = "LeakPassage"

    language = graphene.Field(LanguageEnum, required=True, description="Language of the words.")
    field = graphene.String(required=True, description="The field of the offer, in camelCase.")
    text = graphene.String(required=True, description="The words, as the offer has them.")
    permille = graphene.Int(description="How much of them stands there; null for a figure.")


def _pieces(column: str, description: str) -> graphene.List:
    def resolve(report: LeakReport, info: Any) -> list[Mapping[str, Any]] | None:
        is_own = owns_technology(info.context.actor, report.technology)
        return getattr(report, column) if is_own else None

    return graphene.List(
        graphene.NonNull(LeakPassageType), description=description, resolver=resolve
    )


class LeakReportType(graphene.ObjectType):
    """What one wording would give away of the deposits behind it."""

    class Meta:
        name = "LeakReport"

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(LeakStateEnum, required=True, description="How far it is.")
    deposits = graphene.List(
        graphene.NonNull(graphene.ID), required=True, description="The deposits compared."
    )
    passages = _pieces("passages", "The passages found, for the firm alone.")
    numbers = _pieces("numbers", "The figures found, for the firm alone.")
    found = graphene.Int(required=True, description="How many passages and figures were found.")
    unreadable = graphene.Int(
        required=True, description="Sealed files no text could be taken from, drawings for example."
    )
    requested_at = graphene.DateTime(required=True, description="When it was asked for.")
    checked_at = graphene.DateTime(description="When it ended.")
    override_reason = graphene.String(
        required=True, description="Why the firm lets it out all the same; empty if it does not."
    )
    overridden_at = graphene.DateTime(description="When the firm said so.")

    @staticmethod
    def resolve_id(report: LeakReport, _info: Any) -> str:
        """Return the opaque id."""
        return report.public_id

    @staticmethod
    def resolve_found(report: LeakReport, _info: Any) -> int:
        """Return how much was found."""
        return len(report.passages) + len(report.numbers)


def _report(_root: Any, info: Any, technology_id: str) -> LeakReport | None:
    actor = info.context.actor
    technology = technology_model_for(actor=actor, public_id=technology_id)
    return leak_report_for(actor=actor, technology=technology)


class LeakQuery:
    """What firm and reviewers ask about the comparison with the deposits."""

    leak_report = guarded_field(
        LeakReportType,
        policy=signed_in,
        description="The comparison that counts for the words shown, or null before the first.",
        resolver=_report,
        technology_id=graphene.ID(required=True, description="The technology's opaque id."),
    )


class OverrideLeakReport(DomainMutation):
    """Let words out although they stand in a deposit; a reviewer has to agree."""

    class Meta:
        policy = signed_in

    class Arguments:
        technology_id = graphene.ID(required=True, description="The technology's id.")
        report_id = graphene.ID(required=True, description="The report that was read.")
        reason = graphene.String(
            required=True, description="Why it may be public, 1,000 characters."
        )

    report = graphene.Field(LeakReportType, description="As it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, technology_id: str, report_id: str, reason: str
    ) -> Mapping[str, Any]:
        """Override."""
        report = services.leak_report_override(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=technology_id),
            report_id=report_id,
            reason=reason,
            now=context.now,
        )
        return {"report": report}


class LeakMutation:
    """What a firm does about a comparison with its deposits."""

    override_leak_report = OverrideLeakReport.Field()
