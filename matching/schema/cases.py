"""Cases in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from matching.policies import can_read_cases
from matching.schema.interests import CaseInterestType
from matching.schema.match_operations import moment_key
from matching.schema.matches import (
    CaseStageEnum,
    Counterpart,
    MatchSideEnum,
    MatchType,
    NextStep,
    next_step_of,
)
from matching.selectors.cases import (
    CaseRow,
    TodayFigures,
    case_for,
    cases_for,
    today_for,
)
from matching.selectors.urgency import CaseAttention
from matching.states import CaseOutcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from marketplace.accounts.models import Organisation
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext

CaseOutcomeEnum = choices_enum(CaseOutcome, description="How a case was closed.")
CaseAttentionEnum = choices_enum(CaseAttention, description="Why a case comes first.")


class CaseFollowUp(graphene.ObjectType):
    """What the coordinator's own notes ask for first; no firm reads it."""

    note_id = graphene.ID(required=True, description="The note that it follows from.")
    text = graphene.String(required=True, description="What will be done.")
    due_on = graphene.Date(required=True, description="Last day in Korea for it.")


def _of_case(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored case; empty becomes null."""

    def resolve(row: CaseRow, _info: Any) -> Any:
        value = getattr(row.case, name)
        return None if value == "" else value

    return resolve


class CaseType(graphene.ObjectType):
    """What a coordinator does for one match."""

    class Meta:
        name = "Case"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_case("public_id"))
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_case("revision")
    )
    stage = graphene.Field(
        CaseStageEnum, required=True, description="Where it is.", resolver=_of_case("stage")
    )
    opened_at = graphene.DateTime(
        required=True, description="When it was opened.", resolver=_of_case("opened_at")
    )
    stage_since = graphene.DateTime(
        required=True, description="Since when it is there.", resolver=_of_case("stage_since")
    )
    days_in_stage = graphene.Int(required=True, description="Whole days it has been there.")
    is_overdue = graphene.Boolean(
        required=True, description="Whether stage or next step have taken too long."
    )
    attention = graphene.List(
        graphene.NonNull(CaseAttentionEnum),
        required=True,
        description="Why it comes first; to others than its coordinator only that it is overdue.",
    )
    silent_days = graphene.Int(
        required=True,
        description="Whole days since anybody acted in the deal, for the case's coordinator.",
    )
    cover_for = graphene.String(
        description="The name of the coordinator for whom it is covered, or null."
    )
    cover_until = graphene.Date(description="The last day of that cover, in Korea.")
    reminded_today = graphene.List(
        graphene.NonNull(MatchSideEnum),
        required=True,
        description="The sides that were reminded today, for the case's coordinator.",
    )
    can_remind = graphene.List(
        graphene.NonNull(MatchSideEnum),
        required=True,
        description="The sides that the reader may remind now.",
    )
    outcome = graphene.Field(
        CaseOutcomeEnum, description="How it was closed.", resolver=_of_case("outcome")
    )
    match = graphene.Field(MatchType, required=True, description="The match it is for.")
    seller = graphene.Field(Counterpart, description="The small firm, for the case's coordinator.")
    buyer = graphene.Field(Counterpart, description="The large firm, for the case's coordinator.")
    coordinator_name = graphene.String(description="Who coordinates it, or null.")
    is_mine = graphene.Boolean(required=True, description="Whether the reader coordinates it.")
    next_step = graphene.Field(NextStep, description="What has to happen next.")
    follow_up = graphene.Field(
        CaseFollowUp,
        description="What the coordinator will do first after the own notes, for that person.",
    )
    next_stages = graphene.List(
        graphene.NonNull(CaseStageEnum),
        required=True,
        description="The stages the reader may move it to.",
    )
    can_write = graphene.Boolean(required=True, description="Whether the reader runs it.")
    can_assign = graphene.Boolean(
        required=True, description="Whether the reader may change its coordinator."
    )
    interest = graphene.Field(
        CaseInterestType,
        description="What is known of an interest of its coordinator, for that person and the "
        "institution's owner.",
    )

    @staticmethod
    def resolve_attention(row: CaseRow, _info: Any) -> Sequence[str]:
        """Return why it comes first."""
        return row.urgency.reasons

    @staticmethod
    def resolve_cover_for(row: CaseRow, _info: Any) -> str | None:
        """Return for whom it is covered."""
        return row.cover.absence.coordinator.user.name if row.cover else None

    @staticmethod
    def resolve_cover_until(row: CaseRow, _info: Any) -> dt.date | None:
        """Return until when it is covered."""
        return row.cover.absence.until_on if row.cover else None

    @staticmethod
    def resolve_reminded_today(row: CaseRow, _info: Any) -> Sequence[str]:
        """Return who was reminded today."""
        return [each.side for each in row.reminded]

    @staticmethod
    def resolve_seller(row: CaseRow, _info: Any) -> Organisation | None:
        """Return the small firm to the case's coordinator."""
        return row.case.match.seller if row.is_mine else None

    @staticmethod
    def resolve_buyer(row: CaseRow, _info: Any) -> Organisation | None:
        """Return the large firm to the case's coordinator."""
        return row.case.match.buyer if row.is_mine else None

    @staticmethod
    def resolve_coordinator_name(row: CaseRow, _info: Any) -> str | None:
        """Return the coordinator's name."""
        return row.case.coordinator.user.name if row.case.coordinator else None

    @staticmethod
    def resolve_next_step(row: CaseRow, _info: Any) -> dict[str, Any] | None:
        """Return the next step, or None."""
        return next_step_of(row.case) if row.is_mine else None

    @staticmethod
    def resolve_follow_up(row: CaseRow, _info: Any) -> dict[str, Any] | None:
        """Return what is to be done first, or None."""
        note = row.follow_up
        if note is None:
            return None
        return {"note_id": note.public_id, "text": note.follow_up, "due_on": note.follow_up_on}

    @staticmethod
    def resolve_interest(row: CaseRow, _info: Any) -> CaseRow | None:
        """Return the row for its interest, or None where nobody coordinates it."""
        return row if row.held is not None else None


class TodayFiguresType(graphene.ObjectType):
    """What waits for a coordinator, in numbers."""

    class Meta:
        name = "TodayFigures"

    open = graphene.Int(required=True, description="Open cases of the reader.")
    overdue = graphene.Int(required=True, description="Those that have taken too long.")
    alerted = graphene.Int(
        required=True, description="Those with an alarming fact since the last next step."
    )
    silent = graphene.Int(required=True, description="Those in which nobody acted for ten days.")
    due_this_week = graphene.Int(required=True, description="Those due within seven days.")
    without_next_step = graphene.Int(required=True, description="Those without a next step.")
    unassigned = graphene.Int(
        required=True, description="Agreed matches without a coordinator, for an owner."
    )
    undeclared = graphene.Int(
        required=True, description="Those of whose interest the reader has to declare."
    )
    to_decide = graphene.Int(
        required=True, description="Conflicts that the reader decides on, for an owner."
    )


CaseConnection = connection_type(CaseType, "Case")


def _case(_root: Any, info: Any, *, id: str) -> CaseRow | None:
    context: RequestContext = info.context
    try:
        return case_for(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _cases(
    _root: Any,
    info: Any,
    *,
    first: int,
    after: str | None = None,
    mine: bool = True,
    closed: bool = False,
) -> Page:
    context, size = info.context, page_size(first)
    rows = cases_for(
        actor=context.actor,
        mine=mine,
        closed=closed,
        after=_urgency_key(decode_cursor(after, kinds=(int, str, str))),
        limit=size + 1,
        now=context.now,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


def _urgency_key(key: Any) -> tuple[int, dt.datetime, str] | None:
    moment = moment_key(key[1:] if key else None)
    return (key[0], *moment) if moment else None


def _today(_root: Any, info: Any) -> TodayFigures:
    return today_for(actor=info.context.actor, now=info.context.now)


class CaseQuery:
    """What coordinators ask of cases."""

    cases = connection_field(
        CaseConnection,
        policy=can_read_cases,
        description="Cases the reader may know of: the overdue, the alerted and the silent first.",
        resolver=_cases,
        mine=graphene.Boolean(default_value=True, description="Only the reader's own cases."),
        closed=graphene.Boolean(default_value=False, description="The closed ones instead."),
    )
    case = guarded_field(
        CaseType,
        policy=can_read_cases,
        description="One case, or null where the reader may not know of it.",
        resolver=_case,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    today = guarded_field(
        graphene.NonNull(TodayFiguresType),
        policy=can_read_cases,
        description="What waits for the reader, in numbers.",
        resolver=_today,
    )
