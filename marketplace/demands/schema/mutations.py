"""Writing demands: parse, call one service, give back the row as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt
from marketplace.core.policies import signed_in
from marketplace.demands import services
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.schema.types import DemandType
from marketplace.demands.selectors import TEXT_COLUMNS, demand_for, demand_model_for
from marketplace.taxonomy.schema import IndustryEnum, TransferModeEnum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from marketplace.demands.models import Demand

WRITE = "demands:write"


class DemandTextInput(graphene.InputObjectType):
    """The demand's words in one language."""

    language = graphene.InputField(
        LanguageEnum, required=True, description="Language of the words."
    )
    title = graphene.String(description="Title, 120 characters.")
    need = graphene.String(description="What is looked for, and why, 4,000 characters.")
    outcomes = graphene.String(description="What it has to achieve, 3,000 characters.")
    constraints = graphene.String(description="What it has to respect, 2,000 characters.")


class DemandInput(graphene.InputObjectType):
    """A whole demand; what is left out is stored as empty."""

    industries = graphene.List(graphene.NonNull(IndustryEnum), description="Fields of industry.")
    trl_min = graphene.Int(description="Lowest technology readiness level wanted, 1 to 9.")
    trl_max = graphene.Int(description="Highest technology readiness level wanted, 1 to 9.")
    transfer_modes = graphene.List(
        graphene.NonNull(TransferModeEnum), description="Ways of transfer wanted."
    )
    budget_min = graphene.InputField(
        BigInt, description="Lower end, in minor units of the currency."
    )
    budget_max = graphene.InputField(
        BigInt, description="Upper end, in minor units of the currency."
    )
    currency = graphene.String(description="ISO 4217 code, for example KRW.")
    deadline = graphene.Date(description="Last day in Korea on which it stays published.")
    exclusions = graphene.String(description="What is not wanted; stays with the firm.")
    texts = graphene.List(
        graphene.NonNull(DemandTextInput), description="The words, once per language."
    )


def demand_given(given: Mapping[str, Any]) -> DemandContent:
    """Return what a client sent as a demand."""
    return DemandContent(
        industries=tuple(_value(item) for item in given.get("industries") or ()),
        trl_min=given.get("trl_min"),
        trl_max=given.get("trl_max"),
        transfer_modes=tuple(_value(item) for item in given.get("transfer_modes") or ()),
        budget_min=given.get("budget_min"),
        budget_max=given.get("budget_max"),
        currency=given.get("currency") or "",
        deadline=given.get("deadline"),
        exclusions=given.get("exclusions") or "",
        texts=tuple(
            DemandWords(
                language=_value(text["language"]),
                **{name: text.get(name) or "" for name in TEXT_COLUMNS},
            )
            for text in given.get("texts") or ()
        ),
    )


def _value(choice: Any) -> str:
    return str(getattr(choice, "value", choice) or "")


def _demand_field() -> graphene.Field:
    return graphene.Field(DemandType, description="The demand as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The demand's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the writer saw.")


def _payload(context: RequestContext, demand: Demand) -> Mapping[str, Any]:
    return {"demand": demand_for(actor=context.actor, public_id=demand.public_id)}


class CreateDemand(DomainMutation):
    """Start a draft; sending the same request id again gives the same draft."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        input = DemandInput(required=True, description="The demand.")

    demand = _demand_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        request_id: str,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the draft."""
        demand = services.demand_create(
            actor=context.actor, request_id=request_id, content=demand_given(input), now=context.now
        )
        return _payload(context, demand)


class SaveDemand(DomainMutation):
    """Replace a draft's words."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        revision = _revision()
        input = DemandInput(required=True, description="The whole demand.")

    demand = _demand_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the words where nobody else stored others meanwhile."""
        demand = services.demand_save(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=id),
            revision=revision,
            content=demand_given(input),
        )
        return _payload(context, demand)


class PublishDemand(DomainMutation):
    """Show a demand, without the firm's name, to verified small firms."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        revision = _revision()

    demand = _demand_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Publish it."""
        demand = services.demand_publish(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=id),
            revision=revision,
            now=context.now,
        )
        return _payload(context, demand)


class CloseDemand(DomainMutation):
    """Stop searching for a demand; it stays closed."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()

    demand = _demand_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Close it."""
        demand = services.demand_close(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=id),
            now=context.now,
        )
        return _payload(context, demand)


class DuplicateDemand(DomainMutation):
    """Start a draft with the words of another demand of one's own firm."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )

    demand = _demand_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, request_id: str) -> Mapping[str, Any]:
        """Start the draft."""
        demand = services.demand_duplicate(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=id),
            request_id=request_id,
            now=context.now,
        )
        return _payload(context, demand)


class UnsealDemand(DomainMutation):
    """Take the deposit that a draft is sealed with out of it again; the deposit stays sealed."""

    class Meta:
        policy = signed_in
        scope = WRITE

    class Arguments:
        id = _id()

    demand = _demand_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Take it out."""
        demand = services.demand_unseal(
            actor=context.actor,
            demand=demand_model_for(actor=context.actor, public_id=id),
            now=context.now,
        )
        return _payload(context, demand)


class DemandMutation:
    """What people do to demands."""

    create_demand = CreateDemand.Field()
    save_demand = SaveDemand.Field()
    duplicate_demand = DuplicateDemand.Field()
    publish_demand = PublishDemand.Field()
    close_demand = CloseDemand.Field()
    unseal_demand = UnsealDemand.Field()
