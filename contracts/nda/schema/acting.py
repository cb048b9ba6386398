"""What every mutation of agreements has: the arguments, the call of one service, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.nda.schema.types import NdaType
from contracts.nda.selectors import nda_for, nda_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


def nda_field() -> graphene.Field:
    """Return the payload's field."""
    return graphene.Field(NdaType, description="The agreement as it is now, or null.")


def id_argument() -> graphene.ID:
    """Return the argument that names the agreement."""
    return graphene.ID(required=True, description="The agreement's id.")


def revision_argument() -> graphene.Int:
    """Return the argument that says what the reader saw."""
    return graphene.Int(required=True, description="The revision the reader saw.")


def payload(context: RequestContext, public_id: str) -> Mapping[str, Any]:
    """Return the agreement as the actor sees it after the act."""
    return {"nda": nda_for(actor=context.actor, public_id=public_id)}


def done(service: Any, context: RequestContext, public_id: str, **given: Any) -> Mapping[str, Any]:
    """Let a service act on an agreement, and return the payload."""
    nda = nda_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, nda=nda, now=context.now, **given)
    return payload(context, public_id)
