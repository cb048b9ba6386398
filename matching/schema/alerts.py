"""What a firm hears of: choices in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.demands.selectors import demand_model_for
from marketplace.technologies.selectors import technology_model_for
from matching.alerts import services
from matching.alerts.policies import (
    can_choose_demand_alerts,
    can_choose_offer_alerts,
    can_read_alerts,
)
from matching.alerts.selectors import AlertChoices, AlertSubject, alert_choices
from matching.alerts.states import AlertPace
from matching.schema.saved import SavedSearchType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext

AlertPaceEnum = choices_enum(
    AlertPace, description="How soon somebody hears that a demand and a technology fit."
)


class AlertSubjectType(graphene.ObjectType):
    """A demand or a technology of the reader's firm, and how soon the firm hears of what fits."""

    class Meta:
        name = "AlertSubject"

    id = graphene.ID(required=True, description="Its opaque id.")
    title = graphene.String(
        required=True,
        language=graphene.Argument(LanguageEnum, description="The language wanted, if it has it."),
        description="Its title as the firm wrote it.",
    )
    pace = graphene.Field(
        AlertPaceEnum, description="What was chosen for it, or null where nothing was."
    )
    told = graphene.Int(
        required=True, description="How often the firm was told within the last 90 days."
    )
    last_at = graphene.DateTime(description="When the firm was last told, or null.")

    @staticmethod
    def resolve_id(subject: AlertSubject, _info: Any) -> str:
        """Return the opaque id."""
        return subject.public_id

    @staticmethod
    def resolve_title(subject: AlertSubject, info: Any, language: Any = None) -> str:
        """Return the title in the language wanted, or in the one that there is."""
        wanted = Language(getattr(language, "value", language) or info.context.language)
        return subject.titles.get(wanted) or next(iter(subject.titles.values()), "")


class AlertChoicesType(graphene.ObjectType):
    """What the reader's firm hears of."""

    class Meta:
        name = "AlertChoices"

    demands = graphene.List(
        graphene.NonNull(AlertSubjectType),
        required=True,
        description="Published demands of a large firm, for which new technologies are looked for.",
    )
    technologies = graphene.List(
        graphene.NonNull(AlertSubjectType),
        required=True,
        description="Technologies of a small firm on the market, which new demands may fit.",
    )
    pace = graphene.Field(
        AlertPaceEnum,
        description="What a small firm chose for all its technologies, or null: it hears of no "
        "demand.",
    )
    can_choose = graphene.Boolean(
        required=True, description="Whether the reader may change the choices of the firm."
    )
    searches = graphene.List(
        graphene.NonNull(SavedSearchType),
        required=True,
        description="The searches that the reader keeps, for which new technologies are looked "
        "for; what is new in them is not counted here.",
    )


def _choices(_root: Any, info: Any) -> AlertChoices:
    context: RequestContext = info.context
    return alert_choices(actor=context.actor, now=context.now)


class AlertQuery:
    """What people ask of alerts."""

    alert_choices = guarded_field(
        graphene.NonNull(AlertChoicesType),
        policy=can_read_alerts,
        scope="matches:read",
        description="What the reader's own firm hears of, and how soon.",
        resolver=_choices,
    )


class ChooseDemandAlerts(DomainMutation):
    """Choose how soon the firm hears of technologies that fit one of its demands."""

    class Meta:
        policy = can_choose_demand_alerts
        scope = "demands:write"

    class Arguments:
        demand_id = graphene.ID(required=True, description="The demand.")
        pace = graphene.Argument(AlertPaceEnum, required=True, description="How soon.")

    pace = graphene.Field(AlertPaceEnum, description="What is chosen now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, demand_id: str, pace: Any) -> Mapping[str, Any]:
        """Choose."""
        chosen = services.demand_alerts_choose(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=demand_id),
            pace=str(getattr(pace, "value", pace)),
            now=context.now,
        )
        return {"pace": chosen}


class ChooseOfferAlerts(DomainMutation):
    """Choose how soon the firm hears of demands that its technologies fit: all, or one of them."""

    class Meta:
        policy = can_choose_offer_alerts
        scope = "technologies:write"

    class Arguments:
        technology_id = graphene.ID(description="The technology; without it, all of the firm's.")
        pace = graphene.Argument(
            AlertPaceEnum, description="How soon; without it, a technology is as all are again."
        )

    pace = graphene.Field(AlertPaceEnum, description="What is chosen now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, pace: Any = None, technology_id: str | None = None
    ) -> Mapping[str, Any]:
        """Choose."""
        technology = technology_id and technology_model_for(
            actor=context.actor, public_id=technology_id
        )
        chosen = services.offer_alerts_choose(
            actor=context.actor,
            technology=technology or None,
            pace=None if pace is None else str(getattr(pace, "value", pace)),
            now=context.now,
        )
        return {"pace": chosen}


class AlertMutation:
    """What people choose to hear of."""

    choose_demand_alerts = ChooseDemandAlerts.Field()
    choose_offer_alerts = ChooseOfferAlerts.Field()
