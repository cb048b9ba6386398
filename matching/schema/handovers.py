"""Load, candidates and hand-overs of cases in the API."""

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
from marketplace.core.graphql.mutation import DomainMutation
from matching import services
from matching.policies import assigns_cases, can_read_cases
from matching.schema.coordinators import CaseWeight, Coordinator
from matching.schema.interests import ConflictFindingEnum
from matching.schema.match_operations import moment_key
from matching.selectors.candidates import Candidate, candidates_for, case_models_to_assign
from matching.selectors.handovers import HandoverRow, handover_for, handovers_for
from matching.selectors.loads import Load, LoadBalance, load_balance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext


class OpenLoad(graphene.Interface):
    """What is open now, for one person or for all."""

    overdue = graphene.Int(required=True, description="How many of the cases are overdue.")


class _ReadsLoad:
    """How the figures of a row that has a load are read."""

    @staticmethod
    def resolve_open_cases(row: Any, _info: Any) -> int:
        """Return how many cases."""
        return _load(row).open_cases

    @staticmethod
    def resolve_weight(row: Any, _info: Any) -> int:
        """Return what they weigh."""
        return _load(row).weight

    @staticmethod
    def resolve_overdue(row: Any, _info: Any) -> int:
        """Return how many are overdue."""
        return _load(row).overdue


class LoadTotalType(_ReadsLoad, graphene.ObjectType):
    """What the whole institution has open."""

    class Meta:
        name = "CaseLoadTotal"
        interfaces = (CaseWeight, OpenLoad)


class LoadRowType(_ReadsLoad, graphene.ObjectType):
    """What one coordinator has open now."""

    class Meta:
        name = "CoordinatorLoad"
        interfaces = (Coordinator, CaseWeight, OpenLoad)

    away_until = graphene.Date(description="Last day away, in Korea; null for who is there.")
    has_room = graphene.Boolean(
        required=True, description="Whether the person is there and has no more than the average."
    )
    is_me = graphene.Boolean(required=True, description="Whether it is the reader.")


class LoadBalanceType(graphene.ObjectType):
    """Who of the institution has how much: all of it to its owner, the own part to others."""

    class Meta:
        name = "CaseLoadBalance"

    rows = graphene.List(
        graphene.NonNull(LoadRowType), required=True, description="People, the most loaded first."
    )
    total = graphene.Field(LoadTotalType, required=True, description="All of the institution.")
    people = graphene.Int(required=True, description="How many people coordinate cases.")
    away = graphene.Int(required=True, description="How many of them are away.")
    mean_weight = graphene.Int(
        required=True, description="What those who are there have on average."
    )
    unheld = graphene.Int(required=True, description="Open cases that nobody coordinates.")


class CandidateType(_ReadsLoad, graphene.ObjectType):
    """Somebody who could take cases."""

    class Meta:
        name = "CaseCandidate"
        interfaces = (Coordinator, CaseWeight, OpenLoad)

    is_away = graphene.Boolean(required=True, description="Whether the person is away.")
    findings = graphene.List(
        graphene.NonNull(ConflictFindingEnum),
        required=True,
        description="What speaks against the person.",
    )
    found_in = graphene.Int(
        required=True, description="In how many of the cases something was found."
    )
    is_refused = graphene.Boolean(
        required=True, description="Whether that may be taken on by nobody."
    )
    is_proposed = graphene.Boolean(
        required=True, description="Whether this is the least loaded with nothing against them."
    )


class HandoverType(graphene.ObjectType):
    """One or several cases that the owner gave to somebody else in one act."""

    class Meta:
        name = "CaseHandover"

    id = graphene.ID(required=True, description="Its opaque id.")
    receiver_name = graphene.String(required=True, description="Who got them.")
    reason = graphene.String(required=True, description="Why.")
    handed_at = graphene.DateTime(required=True, description="When.")
    returned_at = graphene.DateTime(description="When it was taken back, or null.")
    case_count = graphene.Int(required=True, description="How many cases it was.")
    can_return = graphene.Boolean(
        required=True, description="Whether some of them are still there to be taken back."
    )

    @staticmethod
    def resolve_id(row: HandoverRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.handover.public_id

    @staticmethod
    def resolve_receiver_name(row: HandoverRow, _info: Any) -> str:
        """Return who got them."""
        return row.handover.receiver.user.name

    @staticmethod
    def resolve_reason(row: HandoverRow, _info: Any) -> str:
        """Return why."""
        return row.handover.reason

    @staticmethod
    def resolve_handed_at(row: HandoverRow, _info: Any) -> dt.datetime:
        """Return when."""
        return row.handover.handed_at

    @staticmethod
    def resolve_returned_at(row: HandoverRow, _info: Any) -> dt.datetime | None:
        """Return when it was taken back."""
        return row.handover.returned_at


HandoverConnection = connection_type(HandoverType, "CaseHandover")


def _load(row: Any) -> Load:
    return row if isinstance(row, Load) else row.load


def _balance(_root: Any, info: Any) -> LoadBalance:
    return load_balance(actor=info.context.actor, now=info.context.now)


def _candidates(_root: Any, info: Any, *, case_ids: Sequence[str]) -> list[Candidate]:
    context: RequestContext = info.context
    try:
        return candidates_for(actor=context.actor, public_ids=case_ids, now=context.now)
    except NotFoundError:
        return []


def _handovers(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
    size = page_size(first)
    rows = handovers_for(
        actor=info.context.actor,
        after=moment_key(decode_cursor(after, kinds=(str, str))),
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


def _case_ids() -> graphene.List:
    return graphene.List(
        graphene.NonNull(graphene.ID), required=True, description="The cases, at most 50."
    )


class HandoverQuery:
    """What owners of institutions ask before and after they hand cases over."""

    case_load = guarded_field(
        graphene.NonNull(LoadBalanceType),
        policy=can_read_cases,
        description="Who of the institution has how much to do.",
        resolver=_balance,
    )
    case_candidates = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(CandidateType))),
        policy=assigns_cases,
        description="Who could take the cases, the one with the least against them first; empty "
        "where one of the cases may not be handed over by the reader.",
        resolver=_candidates,
        case_ids=_case_ids(),
    )
    case_handovers = connection_field(
        HandoverConnection,
        policy=assigns_cases,
        description="What was handed over in the institution, the latest first.",
        resolver=_handovers,
    )


class HandOverCases(DomainMutation):
    """Give open cases to another coordinator of the institution, all of them or none."""

    class Meta:
        policy = assigns_cases

    class Arguments:
        case_ids = _case_ids()
        membership_id = graphene.ID(required=True, description="The new coordinator's membership.")
        reason = graphene.String(required=True, description="Why, kept with the cases.")
        takes_on = graphene.Boolean(
            default_value=False, description="Whether the reader takes on what was found."
        )

    handover = graphene.Field(HandoverType, description="What was handed over, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        case_ids: Sequence[str],
        membership_id: str,
        reason: str,
        takes_on: bool = False,
    ) -> Mapping[str, Any]:
        """Hand them over."""
        handover = services.cases_hand_over(
            actor=context.actor,
            cases=case_models_to_assign(actor=context.actor, public_ids=case_ids),
            membership_id=membership_id,
            reason=reason,
            takes_on=takes_on,
            now=context.now,
        )
        return {"handover": handover_for(actor=context.actor, public_id=handover.public_id)}


class ReturnHandover(DomainMutation):
    """Give the cases of a hand-over back to whoever had them before."""

    class Meta:
        policy = assigns_cases

    class Arguments:
        id = graphene.ID(required=True, description="The hand-over.")

    handover = graphene.Field(HandoverType, description="As it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Give them back."""
        services.handover_return(actor=context.actor, public_id=id, now=context.now)
        return {"handover": handover_for(actor=context.actor, public_id=id)}


class HandoverMutation:
    """What owners of institutions do with cases of theirs."""

    hand_over_cases = HandOverCases.Field()
    return_handover = ReturnHandover.Field()
