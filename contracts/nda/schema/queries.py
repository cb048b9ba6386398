"""Reading agreements: parse, call one selector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.nda.candidates import nda_choices
from contracts.nda.policies import can_draft_ndas, can_read_ndas
from contracts.nda.schema.choosing import NdaChoicesType
from contracts.nda.schema.types import NdaTemplateType, NdaType
from contracts.nda.selectors import nda_for, ndas_of
from contracts.nda.templates import templates_effective
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.notifications.korea import KOREA

if TYPE_CHECKING:
    from contracts.nda.candidates import NdaChoices
    from contracts.nda.selectors import NdaRow
    from contracts.nda.templates import NdaTemplate
    from marketplace.core.graphql.context import RequestContext


def _nda(_root: Any, info: Any, *, id: str) -> NdaRow | None:
    context: RequestContext = info.context
    try:
        return nda_for(actor=context.actor, public_id=id)
    except NotFoundError:
        return None


def _ndas_of(_root: Any, info: Any, *, match_id: str) -> list[NdaRow]:
    context: RequestContext = info.context
    return ndas_of(actor=context.actor, match_id=match_id)


def _choices(_root: Any, info: Any, *, match_id: str) -> NdaChoices | None:
    context: RequestContext = info.context
    try:
        return nda_choices(actor=context.actor, match_id=match_id)
    except NotFoundError:
        return None


def _templates(_root: Any, info: Any) -> list[NdaTemplate]:
    context: RequestContext = info.context
    return templates_effective(context.now.astimezone(KOREA).date())


class NdaQuery:
    """What people ask of agreements."""

    nda = guarded_field(
        NdaType,
        policy=can_read_ndas,
        description="One agreement of secrecy, or null where the reader may not know of it.",
        resolver=_nda,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    ndas_of = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(NdaType))),
        policy=can_read_ndas,
        description="The agreements of a match that the reader may read, the newest first.",
        resolver=_ndas_of,
        match_id=graphene.ID(required=True, description="The match."),
    )
    nda_choices = guarded_field(
        NdaChoicesType,
        policy=can_read_ndas,
        description="What the reader may choose for the agreement of a match, or null.",
        resolver=_choices,
        match_id=graphene.ID(required=True, description="The match."),
    )
    nda_templates = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(NdaTemplateType))),
        policy=can_draft_ndas,
        description="The texts from which a small firm may begin an agreement today.",
        resolver=_templates,
    )
