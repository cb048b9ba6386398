"""The operator's page in the API: figures and states, no content and nobody's id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.config.operating.held import parked_entries_for, parked_entry_retry
from marketplace.config.operating.parts import HealthState, parts_measured
from marketplace.config.operating.policies import can_operate
from marketplace.config.reactions import HANDLERS
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.config import models
    from marketplace.core.graphql.context import RequestContext

HealthStateEnum = choices_enum(HealthState, description="How a part of the system does.")


class HealthPart(graphene.ObjectType):
    """One part of the system, measured."""

    name = graphene.String(required=True, description="The part, for example `sequencer`.")
    state = graphene.Field(HealthStateEnum, required=True, description="How it does.")
    figure = graphene.String(
        required=True,
        description="A figure in words of a machine, for example a count or seconds.",
    )


class SystemHealth(graphene.ObjectType):
    """How the parts of the system do."""

    checked_at = graphene.DateTime(required=True, description="When they were measured.")
    parts = graphene.List(
        graphene.NonNull(HealthPart), required=True, description="Each part with its figure."
    )


class ParkedEntry(graphene.ObjectType):
    """An entry of the log that a reaction could not take."""

    id = graphene.ID(required=True, description="Pass it on to have the entry tried again.")
    handler = graphene.String(required=True, description="The reaction that could not take it.")
    kind = graphene.String(
        required=True, description="What happened, for example `technology.published`."
    )
    index = graphene.String(required=True, description="The entry's place in the log.")
    state = graphene.String(
        required=True,
        description=(
            "`retrying`, `parked` after the last attempt, or `waiting` behind another entry "
            "about the same thing."
        ),
    )
    attempts = graphene.Int(required=True, description="How often it was tried.")
    error = graphene.String(
        required=True, description="The type and the place of the last failure, without its words."
    )
    next_try_at = graphene.DateTime(description="When it is tried again, or null.")

    @staticmethod
    def resolve_kind(row: models.ParkedEntry, _info: Any) -> str:
        """Return the entry's kind."""
        return row.entry.kind


ParkedEntryConnection = connection_type(ParkedEntry, "ParkedEntry")


def _health(_root: Any, info: Any) -> Mapping[str, Any]:
    now = info.context.now
    return {"checked_at": now, "parts": parts_measured(HANDLERS, now)}


def _parked(_root: Any, info: Any, **arguments: Any) -> Page:
    size = page_size(arguments.get("first"))
    key: Any = decode_cursor(arguments.get("after"), kinds=(int,))
    rows = parked_entries_for(
        actor=info.context.actor, after=key[0] if key else None, limit=size + 1
    )
    return page_of(rows, size=size, key=lambda row: (row.pk,))


class OperatingQuery:
    """What operators see."""

    system_health = guarded_field(
        graphene.NonNull(SystemHealth),
        policy=can_operate,
        description="How the parts of the system do; for operators.",
        resolver=_health,
    )
    parked_entries = connection_field(
        ParkedEntryConnection,
        policy=can_operate,
        description="Entries that a reaction could not take, the longest held first.",
        resolver=_parked,
    )


class RetryParkedEntry(DomainMutation):
    """Have a parked entry tried again from the start."""

    class Meta:
        policy = can_operate

    class Arguments:
        id = graphene.ID(required=True, description="The parked entry.")

    parked_entry = graphene.Field(ParkedEntry, description="As it is now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Release it."""
        row = parked_entry_retry(actor=context.actor, row_id=id, now=context.now)
        return {"parked_entry": row}


class OperatingMutation:
    """What operators do."""

    retry_parked_entry = RetryParkedEntry.Field()
