"""A firm asks the API what its words would give away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.escrow.services.leak_checks import leak_check_request
from marketplace.technologies.schema import LeakReportType
from marketplace.technologies.selectors import technology_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


class RequestLeakCheck(DomainMutation):
    """Compare the words being written, or waiting, with the sealed deposits behind them."""

    class Meta:
        policy = signed_in

    class Arguments:
        technology_id = graphene.ID(required=True, description="The technology's id.")
        revision = graphene.Int(required=True, description="The revision that was read.")

    report = graphene.Field(LeakReportType, description="The comparison asked for, or null.")

    @staticmethod
    def perform(context: RequestContext, *, technology_id: str, revision: int) -> Mapping[str, Any]:
        """Ask."""
        report = leak_check_request(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=technology_id),
            revision=revision,
            now=context.now,
        )
        return {"report": report}


class LeakCheckMutation:
    """What a firm asks before its words go to a reviewer."""

    request_leak_check = RequestLeakCheck.Field()
