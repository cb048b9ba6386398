"""How much of what was granted was opened, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.selectors.disclosed import disclosure_of
from marketplace.core.graphql.fields import guarded_field

if TYPE_CHECKING:
    from contracts.rooms.selectors.disclosed import Disclosure
    from marketplace.core.graphql.context import RequestContext


class ReaderDisclosureType(graphene.ObjectType):
    """What one person was allowed to open in a deal, and opened."""

    class Meta:
        name = "ReaderDisclosure"

    membership_id = graphene.ID(required=True, description="Their membership's id.")
    name = graphene.String(required=True, description="Their name.")
    may_open = graphene.Boolean(
        required=True, description="Whether anything stands open to them now."
    )
    files_allowed = graphene.Int(
        required=True, description="How many files were allowed, those taken back included."
    )
    files_opened = graphene.Int(required=True, description="How many of them they opened.")
    pages_allowed = graphene.Int(
        description="How many pages were allowed; null while they are being counted, and where a "
        "file cannot be shown as pages."
    )
    pages_opened = graphene.Int(
        required=True, description="How many different pages were shown to them."
    )


class DisclosureType(graphene.ObjectType):
    """How much of what lies sealed was allowed in a deal, and how much of that was opened."""

    class Meta:
        name = "Disclosure"

    files_sealed = graphene.Int(
        description="How many files the technology's deposits hold, for the small firm."
    )
    files_allowed = graphene.Int(
        required=True, description="How many of them somebody may open now."
    )
    readers = graphene.Field(
        graphene.List(graphene.NonNull(ReaderDisclosureType)),
        required=True,
        description="Everybody to whom something was ever allowed.",
    )


def _disclosure(_root: Any, info: Any, *, match_id: str) -> Disclosure | None:
    context: RequestContext = info.context
    return disclosure_of(actor=context.actor, match_id=match_id, now=context.now)


class DisclosureQuery:
    """What people read of how much was shown."""

    disclosure_of = guarded_field(
        DisclosureType,
        policy=can_enter_rooms,
        description="What the newest room of a match shows to whom, for the small firm and the "
        "leads of the large one; null for everybody else.",
        resolver=_disclosure,
        match_id=graphene.ID(required=True, description="The match."),
    )
