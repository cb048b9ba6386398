"""Naming, adding and removing holders: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.nda import services
from contracts.nda.schema.acting import done, id_argument, nda_field, revision_argument
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


class SetNdaHolders(DomainMutation):
    """Name the draft's holders, as the large firm, instead of those it had."""

    class Meta:
        policy = signed_in

    class Arguments:
        nda_id = id_argument()
        revision = revision_argument()
        membership_ids = graphene.List(
            graphene.NonNull(graphene.ID),
            required=True,
            description="Owners, deal leads and named engineers of the own firm.",
        )

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, nda_id: str, revision: int, membership_ids: list[str]
    ) -> Mapping[str, Any]:
        """Name them."""
        return done(
            services.nda_holders_set,
            context,
            nda_id,
            revision=revision,
            membership_ids=membership_ids,
        )


class AddNdaHolder(DomainMutation):
    """Put a person on the list of a signed agreement; the other side is told."""

    class Meta:
        policy = signed_in

    class Arguments:
        nda_id = id_argument()
        revision = revision_argument()
        membership_id = graphene.ID(required=True, description="The member of the own firm.")

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, nda_id: str, revision: int, membership_id: str
    ) -> Mapping[str, Any]:
        """Put the person on it."""
        return done(
            services.nda_holder_add,
            context,
            nda_id,
            revision=revision,
            membership_id=membership_id,
        )


class RemoveNdaHolder(DomainMutation):
    """Take a person off the list of a signed agreement, at once; the other side is told."""

    class Meta:
        policy = signed_in

    class Arguments:
        nda_id = id_argument()
        holder_id = graphene.ID(required=True, description="The place on the list.")

    nda = nda_field()

    @staticmethod
    def perform(context: RequestContext, *, nda_id: str, holder_id: str) -> Mapping[str, Any]:
        """Take the person off."""
        return done(services.nda_holder_remove, context, nda_id, holder_id=holder_id)


class HoldingMutation:
    """What the large firm does to the list of holders."""

    set_nda_holders = SetNdaHolders.Field()
    add_nda_holder = AddNdaHolder.Field()
    remove_nda_holder = RemoveNdaHolder.Field()
