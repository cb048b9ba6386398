"""Barriers, affiliates and the separation of duties in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.choices import DutyRule
from marketplace.accounts.policies import can_relax_duties, is_member, is_owner
from marketplace.accounts.schema.enums import BarrierKindEnum, value_of
from marketplace.accounts.selectors import (
    affiliates_own,
    barriers_own,
    has_duties,
    standing_relaxation,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.accounts.models import Affiliate, Barrier, DutyRelaxation
    from marketplace.core.graphql.context import RequestContext


class BarrierType(graphene.ObjectType):
    """A firm kept out; whether it is here, nobody is told."""

    class Meta:
        name = "Barrier"

    id = graphene.ID(required=True, description="Its opaque id.")
    kind = graphene.Field(BarrierKindEnum, required=True, description="Why the firm is kept out.")
    registration_number = graphene.String(
        required=True, description="The ten digits of the firm's business registration number."
    )
    name = graphene.String(required=True, description="The name one remembers the firm by.")
    reason = graphene.String(required=True, description="Why, in one's own words; may be empty.")
    declared_at = graphene.DateTime(required=True, description="Since when the firm is kept out.")

    @staticmethod
    def resolve_id(barrier: Barrier, _info: Any) -> str:
        """Return the opaque id."""
        return barrier.public_id


class AffiliateType(graphene.ObjectType):
    """A firm of one's own group; whoever keeps one of them out keeps both out."""

    class Meta:
        name = "Affiliate"

    id = graphene.ID(required=True, description="Its opaque id.")
    registration_number = graphene.String(
        required=True, description="The ten digits of the firm's business registration number."
    )
    name = graphene.String(required=True, description="The firm's name.")
    declared_at = graphene.DateTime(required=True, description="When it was named.")

    @staticmethod
    def resolve_id(affiliate: Affiliate, _info: Any) -> str:
        """Return the opaque id."""
        return affiliate.public_id


class DutySeparationType(graphene.ObjectType):
    """How the institution parts duties."""

    class Meta:
        name = "DutySeparation"

    review_after_check_relaxed = graphene.Boolean(
        required=True,
        description="Whether who checked a firm may review its technologies within 30 days.",
    )
    relaxed_at = graphene.DateTime(description="Since when, or null.")


def _barriers(_root: Any, info: Any) -> list[Barrier]:
    return barriers_own(actor=info.context.actor)


def _affiliates(_root: Any, info: Any) -> list[Affiliate]:
    return affiliates_own(actor=info.context.actor)


def _duty_separation(_root: Any, info: Any) -> Mapping[str, Any] | None:
    actor = info.context.actor
    if not has_duties(actor):
        return None
    return _separation(standing_relaxation(actor=actor, rule=DutyRule.REVIEW_AFTER_CHECK))


def _separation(relaxation: DutyRelaxation | None) -> Mapping[str, Any]:
    return {
        "review_after_check_relaxed": relaxation is not None,
        "relaxed_at": relaxation.relaxed_at if relaxation else None,
    }


class KeepingOutQuery:
    """What owners ask about the firms they keep out, and how duties are parted."""

    barriers = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(BarrierType))),
        policy=is_owner,
        description="The firms one's own firm keeps out, the newest first.",
        resolver=_barriers,
    )
    affiliates = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(AffiliateType))),
        policy=is_owner,
        description="The firms one's own firm named as its group, the newest first.",
        resolver=_affiliates,
    )
    duty_separation = guarded_field(
        DutySeparationType,
        policy=is_member,
        description="How one's own institution parts duties; null for firms.",
        resolver=_duty_separation,
    )


class DeclareBarrier(DomainMutation):
    """Keep a firm out from now on; the answer is the same whether or not it is here."""

    class Meta:
        policy = is_owner

    class Arguments:
        kind = BarrierKindEnum(required=True, description="Why the firm is kept out.")
        registration_number = graphene.String(
            required=True, description="Its business registration number."
        )
        name = graphene.String(required=True, description="A name to remember it by.")
        reason = graphene.String(description="Why, for one's own memory, 500 characters.")

    barrier = graphene.Field(BarrierType, description="The barrier, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        kind: Any,
        registration_number: str,
        name: str,
        reason: str | None = None,
    ) -> Mapping[str, Any]:
        """Declare it."""
        barrier = services.barrier_declare(
            actor=context.actor,
            kind=value_of(kind),
            registration_number=registration_number,
            name=name,
            reason=reason or "",
            now=context.now,
        )
        return {"barrier": barrier}


class LiftBarrier(DomainMutation):
    """Keep the firm out no longer."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = graphene.ID(required=True, description="The barrier's id.")

    barrier = graphene.Field(BarrierType, description="The barrier, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Lift it."""
        lifted = services.barrier_lift(actor=context.actor, public_id=id, now=context.now)
        return {"barrier": lifted}


class DeclareAffiliate(DomainMutation):
    """Name a firm of one's own group; the answer is the same whether or not it is here."""

    class Meta:
        policy = is_owner

    class Arguments:
        registration_number = graphene.String(
            required=True, description="Its business registration number."
        )
        name = graphene.String(required=True, description="Its name.")

    affiliate = graphene.Field(AffiliateType, description="The affiliate, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, registration_number: str, name: str
    ) -> Mapping[str, Any]:
        """Name it."""
        affiliate = services.affiliate_declare(
            actor=context.actor,
            registration_number=registration_number,
            name=name,
            now=context.now,
        )
        return {"affiliate": affiliate}


class RemoveAffiliate(DomainMutation):
    """Take a firm off the list of one's own group."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = graphene.ID(required=True, description="The affiliate's id.")

    affiliate = graphene.Field(AffiliateType, description="The affiliate, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Take it off."""
        removed = services.affiliate_remove(actor=context.actor, public_id=id, now=context.now)
        return {"affiliate": removed}


class RelaxDutySeparation(DomainMutation):
    """Let who checked a firm review its technologies within 30 days, or no longer."""

    class Meta:
        policy = can_relax_duties

    class Arguments:
        relaxed = graphene.Boolean(required=True, description="Whether that is allowed now.")

    duty_separation = graphene.Field(
        DutySeparationType, description="How duties are parted now, or null."
    )

    @staticmethod
    def perform(context: RequestContext, *, relaxed: bool) -> Mapping[str, Any]:
        """Relax or restore it."""
        relaxation = services.duty_separation_set(
            actor=context.actor, relaxed=relaxed, now=context.now
        )
        return {"duty_separation": _separation(relaxation)}


class KeepingOutMutation:
    """What owners do about the firms they keep out, and about duties."""

    declare_barrier = DeclareBarrier.Field()
    lift_barrier = LiftBarrier.Field()
    declare_affiliate = DeclareAffiliate.Field()
    remove_affiliate = RemoveAffiliate.Field()
    relax_duty_separation = RelaxDutySeparation.Field()
