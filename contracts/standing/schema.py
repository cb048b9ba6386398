"""Where deals stand, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import graphene

from contracts.standing.policies import can_read_standings
from contracts.standing.selectors import standing_for, standings_for
from contracts.standing.states import DealAct, PartState, Place, Turn
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from marketplace.ladder.schema import StageEnum
from matching.schema.matches import MatchSideEnum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.standing.selectors import StandingRow
    from contracts.standing.steps import Step
    from marketplace.core.graphql.context import RequestContext

_MOST: Final = 50

DealActEnum = choices_enum(DealAct, description="What has to be done next in a deal.")
TurnEnum = choices_enum(
    Turn, name="DealTurn", description="Whose turn it is, from where the reader stands."
)
PlaceEnum = choices_enum(Place, name="DealPlace", description="Where in a deal something is done.")
PartStateEnum = choices_enum(
    PartState, name="DealPartState", description="How far a part of a deal is."
)


class DealPartType(graphene.ObjectType):
    """One part of a deal, from the NDA to the payments."""

    class Meta:
        name = "DealPart"

    place = graphene.Field(PlaceEnum, required=True, description="Which part it is.")
    state = graphene.Field(PartStateEnum, required=True, description="How far it is.")
    since = graphene.DateTime(description="Since when it is so; null before it began.")
    done = graphene.Int(required=True, description="How many of its pieces are done.")
    total = graphene.Int(description="How many pieces it has; null where it has none.")


class DealStep(graphene.ObjectType):
    """One thing that may be done in a deal."""

    act = graphene.Field(DealActEnum, required=True, description="What it is.")
    place = graphene.Field(PlaceEnum, required=True, description="Where it is done.")
    since = graphene.DateTime(description="Since when it waits.")
    until = graphene.DateTime(description="Until when; null where there is no end.")


def _of_step(name: str) -> Any:
    def resolve(row: StandingRow, _info: Any) -> Any:
        return getattr(row.standing.step, name)

    return resolve


class DealStanding(graphene.ObjectType):
    """Where a deal stands for its reader: one thing that has to be done next, and by whom."""

    match_id = graphene.ID(required=True, description="The match's opaque id.")
    act = graphene.Field(
        DealActEnum,
        required=True,
        description="What has to be done next.",
        resolver=_of_step("act"),
    )
    turn = graphene.Field(TurnEnum, required=True, description="Whose turn it is.")
    side = graphene.Field(
        MatchSideEnum, description="The side whose turn it is; null where it is not one side's."
    )
    place = graphene.Field(
        PlaceEnum, required=True, description="Where it is done.", resolver=_of_step("place")
    )
    since = graphene.DateTime(description="Since when it waits.", resolver=_of_step("since"))
    until = graphene.DateTime(
        description="Until when; null where there is no end.", resolver=_of_step("until")
    )
    can_act = graphene.Boolean(
        required=True, description="Whether the reader may do it, or one of the two who may."
    )
    also = graphene.List(
        graphene.NonNull(DealStep),
        required=True,
        description="What else the reader may do now, at most three.",
    )
    parts = graphene.List(
        graphene.NonNull(DealPartType),
        required=True,
        description="How far the parts of the deal are, as far as the reader may know of them; "
        "empty before both firms know each other.",
    )
    buyer_sees = graphene.Field(
        StageEnum,
        required=True,
        description="How far anybody of the large firm may look at the technology now.",
    )

    @staticmethod
    def resolve_turn(row: StandingRow, _info: Any) -> str:
        """Return whose turn it is."""
        return row.standing.turn

    @staticmethod
    def resolve_side(row: StandingRow, _info: Any) -> str | None:
        """Return the side, where it is one's."""
        return row.standing.side

    @staticmethod
    def resolve_can_act(row: StandingRow, _info: Any) -> bool:
        """Return whether the reader may do it."""
        return row.standing.can_act

    @staticmethod
    def resolve_also(row: StandingRow, _info: Any) -> Sequence[Step]:
        """Return what else may be done."""
        return row.standing.beside

    @staticmethod
    def resolve_buyer_sees(row: StandingRow, _info: Any) -> str:
        """Return the stage's name."""
        return row.buyer_sees.name


def _standing(_root: Any, info: Any, *, match_id: str) -> StandingRow | None:
    context: RequestContext = info.context
    try:
        return standing_for(actor=context.actor, match_id=match_id, now=context.now)
    except NotFoundError:
        return None


def _standings(_root: Any, info: Any, *, match_ids: Sequence[str]) -> list[StandingRow]:
    if len(match_ids) > _MOST:
        raise InvalidInputError(f"Name at most {_MOST} deals.", field="matchIds", code="too_many")
    actor, now = info.context.actor, info.context.now
    return standings_for(actor=actor, match_ids=match_ids, now=now)


class StandingQuery:
    """What people ask of where deals stand."""

    deal_standing = guarded_field(
        DealStanding,
        policy=can_read_standings,
        description="Where a deal stands, or null where the reader may not know of it.",
        resolver=_standing,
        match_id=graphene.ID(required=True, description="The match's opaque id."),
    )
    deal_standings = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(DealStanding))),
        policy=can_read_standings,
        description="Where several deals stand, those that the reader may know of.",
        resolver=_standings,
        match_ids=graphene.List(
            graphene.NonNull(graphene.ID), required=True, description="At most 50 opaque ids."
        ),
    )
