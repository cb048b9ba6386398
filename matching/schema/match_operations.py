"""Reading matches, asking for them and answering: parse, call one service, shape the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.demands.selectors import demand_model_for
from marketplace.technologies.schema.types import TechnologyType
from marketplace.technologies.selectors import technology_model_for
from matching import services
from matching.policies import can_read_matches, can_request_matches
from matching.schema.matches import DeclineReasonEnum, MatchConnection, MatchGroupEnum, MatchType
from matching.selectors.matches import (
    MatchGroup,
    match_for,
    match_model_for,
    matches_for,
    matches_of,
)
from matching.selectors.proposing import proposable
from matching.selectors.said import relevance_known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext
    from marketplace.technologies.rows import TechnologyRow
    from matching.models import Match
    from matching.selectors.matches import MatchRow

_READ, _WRITE = "matches:read", "matches:write"
_MOST_OF_ONE = 50


def moment_key(key: Any) -> tuple[datetime, str] | None:
    """Return a cursor's time and id.

    Raises:
        InvalidInputError: It holds no time.
    """
    if key is None:
        return None
    try:
        moment = datetime.fromisoformat(key[0])
        # the first and the last hours of the calendar are none in every zone
        in_utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        in_utc = None
    if in_utc is None:
        message = "Pass the endCursor of the page before, unchanged."
        raise InvalidInputError(message, field="after")
    return in_utc, key[1]


def _match(_root: Any, info: Any, *, id: str) -> MatchRow | None:
    context: RequestContext = info.context
    try:
        return match_for(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _matches(
    _root: Any, info: Any, *, first: int, after: str | None = None, group: Any = None
) -> Page:
    context, size = info.context, page_size(first)
    rows = matches_for(
        actor=context.actor,
        group=None if group is None else MatchGroup(getattr(group, "value", group)),
        after=moment_key(decode_cursor(after, kinds=(str, str))),
        limit=size + 1,
        now=context.now,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


def _matches_of(
    _root: Any, info: Any, *, technology_id: str | None = None, demand_id: str | None = None
) -> list[MatchRow]:
    context: RequestContext = info.context
    if technology_id is None and demand_id is None:
        raise InvalidInputError("Name a technology or a demand.", field="technologyId")
    return matches_of(
        actor=context.actor,
        technology_id=technology_id,
        demand_id=demand_id,
        limit=_MOST_OF_ONE,
        now=context.now,
    )


def _proposable(_root: Any, info: Any, *, demand_id: str) -> list[TechnologyRow]:
    context: RequestContext = info.context
    return proposable(actor=context.actor, demand_id=demand_id, now=context.now)


class MatchQuery:
    """What people ask of matches."""

    matches = connection_field(
        MatchConnection,
        policy=can_read_matches,
        scope=_READ,
        description="Matches the reader may know of, the latest change first.",
        resolver=_matches,
        group=graphene.Argument(MatchGroupEnum, description="Only those that ask this."),
    )
    match = guarded_field(
        MatchType,
        policy=can_read_matches,
        scope=_READ,
        description="One match, or null where the reader may not know of it.",
        resolver=_match,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    matches_of = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(MatchType))),
        policy=can_read_matches,
        scope=_READ,
        description="Matches about one technology or one demand, the latest change first.",
        resolver=_matches_of,
        technology_id=graphene.ID(description="The technology."),
        demand_id=graphene.ID(description="The demand."),
    )
    proposable = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(TechnologyType))),
        policy=can_request_matches,
        scope=_READ,
        description="Published technologies of the reader's own small firm without an open match "
        "for a demand.",
        resolver=_proposable,
        demand_id=graphene.ID(required=True, description="The demand."),
    )


def _match_field() -> graphene.Field:
    return graphene.Field(MatchType, description="The match as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The match's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the reader saw.")


def _payload(context: RequestContext, match: Match) -> Mapping[str, Any]:
    row = match_for(actor=context.actor, public_id=match.public_id, now=context.now)
    return {"match": row}


def _done(service: Any, context: RequestContext, public_id: str, **given: Any) -> Mapping[str, Any]:
    match = match_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, match=match, now=context.now, **given)
    return _payload(context, match)


class RequestMatch(DomainMutation):
    """Ask the other side for a match: a large firm for its demand, a small one proposing."""

    class Meta:
        policy = signed_in
        scope = _WRITE

    class Arguments:
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        demand_id = graphene.ID(required=True, description="The demand.")
        technology_id = graphene.ID(required=True, description="The technology.")
        note = graphene.String(description="For the other side, without names; 1,000 characters.")
        questions = graphene.List(
            graphene.NonNull(graphene.String),
            description="At most ten, each of 300 characters, without names; answered one by one.",
        )

    match = _match_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        request_id: str,
        demand_id: str,
        technology_id: str,
        note: str | None = None,
        questions: list[str] | None = None,
    ) -> Mapping[str, Any]:
        """Ask for it."""
        actor = context.actor
        demand = demand_model_for(actor=actor, public_id=demand_id)
        technology = technology_model_for(actor=actor, public_id=technology_id)
        match = services.match_request(
            actor=actor,
            request_id=request_id,
            demand=demand,
            technology=technology,
            note=note or "",
            questions=questions or (),
            relevance=relevance_known(demand=demand, technology=technology),
            now=context.now,
        )
        return _payload(context, match)


class AcceptMatch(DomainMutation):
    """Accept for the own side; once both have, the names open and a coordinator takes the case."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    match = _match_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Accept it."""
        return _done(services.match_accept, context, id, revision=revision)


class DeclineMatch(DomainMutation):
    """Decline the other side's request, with a reason."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        reason = graphene.Argument(
            DeclineReasonEnum, required=True, description="Why, as the other side reads it."
        )
        words = graphene.String(description="In own words, without names.")

    match = _match_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, reason: Any, words: str | None = None
    ) -> Mapping[str, Any]:
        """Decline it."""
        code = str(getattr(reason, "value", reason))
        return _done(
            services.match_decline,
            context,
            id,
            revision=revision,
            reason=code,
            words=words or "",
        )


class WithdrawMatch(DomainMutation):
    """Take the own request back before the other side answered."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    match = _match_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return _done(services.match_withdraw, context, id, revision=revision)


class EndMatch(DomainMutation):
    """End an agreed match; the names close again, and the case with them."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(required=True, description="Why, for the other side.")

    match = _match_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """End it."""
        return _done(services.match_end, context, id, revision=revision, words=words)


class MatchMutation:
    """What people do to matches."""

    request_match = RequestMatch.Field()
    accept_match = AcceptMatch.Field()
    decline_match = DeclineMatch.Field()
    withdraw_match = WithdrawMatch.Field()
    end_match = EndMatch.Field()
