"""Matches in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import OrganisationKindEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import choices_enum
from marketplace.demands.schema import DemandSealType, DemandType
from marketplace.ladder.schema import StageEnum
from marketplace.technologies.schema.types import TechnologyType
from matching.schema.fits import FitType
from matching.scoring import Wanted, fits_of
from matching.selectors.matches import MatchGroup
from matching.states import (
    CaseStage,
    DeclineReason,
    EndCause,
    MatchSide,
    MatchState,
    StepSide,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.accounts.models import Organisation
    from matching.models import Case
    from matching.scoring import Fit
    from matching.selectors.matches import MatchRow

MatchStateEnum = choices_enum(MatchState, description="How far two firms are.")
MatchSideEnum = choices_enum(MatchSide, description="A side of a match.")
MatchGroupEnum = choices_enum(MatchGroup, description="Matches by what they ask of the reader.")
DeclineReasonEnum = choices_enum(DeclineReason, description="Why a side declines.")
EndCauseEnum = choices_enum(EndCause, description="What ended a match.")
CaseStageEnum = choices_enum(CaseStage, description="Where a case is.")
StepSideEnum = choices_enum(StepSide, description="Whose turn the next step is.")


class Counterpart(graphene.ObjectType):
    """The other firm, once it may be known."""

    name_ko = graphene.String(required=True, description="Its Korean name; may be empty.")
    name_en = graphene.String(required=True, description="Its English name; may be empty.")
    kind = graphene.Field(
        OrganisationKindEnum, required=True, description="What the firm does here."
    )


class NextStep(graphene.ObjectType):
    """What has to happen next, as the coordinator says."""

    text = graphene.String(required=True, description="What has to happen.")
    side = graphene.Field(StepSideEnum, required=True, description="Whose turn it is.")
    due_on = graphene.Date(description="Last day in Korea for it.")
    set_at = graphene.DateTime(required=True, description="When it was set.")


class CaseProgress(graphene.ObjectType):
    """How far the case of a match is, as both firms read it."""

    stage = graphene.Field(CaseStageEnum, required=True, description="Where the case is.")
    stage_since = graphene.DateTime(required=True, description="Since when.")
    coordinator_name = graphene.String(
        required=True, description="Who coordinates it; empty while somebody is looked for."
    )
    institution_name_ko = graphene.String(
        required=True, description="The coordinator institution's Korean name."
    )
    institution_name_en = graphene.String(
        required=True, description="The coordinator institution's English name."
    )
    next_step = graphene.Field(NextStep, description="What has to happen next.")

    @staticmethod
    def resolve_coordinator_name(case: Case, _info: Any) -> str:
        """Return the name of the person who coordinates the case."""
        return case.coordinator.user.name if case.coordinator else ""

    @staticmethod
    def resolve_institution_name_ko(case: Case, _info: Any) -> str:
        """Return the institution's Korean name."""
        return case.institution.name_ko

    @staticmethod
    def resolve_institution_name_en(case: Case, _info: Any) -> str:
        """Return the institution's English name."""
        return case.institution.name_en

    @staticmethod
    def resolve_next_step(case: Case, _info: Any) -> dict[str, Any] | None:
        """Return the next step, or None where none is set."""
        return next_step_of(case)


def next_step_of(case: Case) -> dict[str, Any] | None:
    """Return a case's next step as the API says it, or None."""
    if not case.next_step:
        return None
    return {
        "text": case.next_step,
        "side": case.next_step_side,
        "due_on": case.next_step_due,
        "set_at": case.next_step_set_at,
    }


def _of_match(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored match; empty becomes null."""

    def resolve(row: MatchRow, _info: Any) -> Any:
        value = getattr(row.match, name)
        return None if value == "" else value

    return resolve


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: MatchRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class MatchType(graphene.ObjectType):
    """One technology and one demand on their way to each other."""

    class Meta:
        name = "Match"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_match("public_id"))
    state = graphene.Field(MatchStateEnum, required=True, description="How far it is.")
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_match("revision")
    )
    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for coordinators."
    )
    requested_by = graphene.Field(
        MatchSideEnum,
        required=True,
        description="The side that asked.",
        resolver=_of_match("requested_by"),
    )
    turn = graphene.Field(MatchSideEnum, description="Whose turn it is; null when nobody's.")
    stage = graphene.Field(
        StageEnum, required=True, description="How far the buyer may look at the technology."
    )
    note = graphene.String(required=True, description="What the side that asked wrote.")
    requested_at = graphene.DateTime(
        required=True, description="When it was asked for.", resolver=_of_match("requested_at")
    )
    state_since = graphene.DateTime(
        required=True, description="Since when it is so.", resolver=_of_match("state_since")
    )
    expires_at = graphene.DateTime(
        description="Until when an answer is awaited.", resolver=_of_match("expires_at")
    )
    relevance = graphene.Int(
        description="1 to 100, relative to the demand's best suggestion when it was asked for.",
        resolver=_of_match("relevance"),
    )
    fits = graphene.List(
        graphene.NonNull(FitType),
        required=True,
        description="What the offer states beside what the demand asks.",
    )
    technology = graphene.Field(
        TechnologyType, description="The technology, cut to what its reader may see."
    )
    demand = graphene.Field(DemandType, description="The demand, cut to what its reader may see.")
    demand_seal = graphene.Field(
        DemandSealType,
        description="When the firm that asks sealed what it knew already, with the proof; null "
        "until both firms know each other, or where it sealed nothing.",
    )
    counterpart = graphene.Field(
        Counterpart, description="The other firm; null until both sides agreed."
    )
    decline_reason = graphene.Field(
        DeclineReasonEnum,
        description="Why it was declined.",
        resolver=_of_match("decline_reason"),
    )
    decline_words = graphene.String(description="What was written on declining or ending it.")
    end_cause = graphene.Field(EndCauseEnum, description="What ended it.")
    progress = graphene.Field(CaseProgress, description="How far its case is.")
    case_id = graphene.ID(description="The case, for its coordinator.")
    can_accept = _can("accept", "Whether the reader may accept it for the own side.")
    can_decline = _can("decline", "Whether the reader may decline it.")
    can_withdraw = _can("withdraw", "Whether the reader may take the own request back.")
    can_end = _can("end", "Whether the reader may end it.")

    @staticmethod
    def resolve_stage(row: MatchRow, _info: Any) -> str:
        """Return the stage's name."""
        return row.stage.name

    @staticmethod
    def resolve_note(row: MatchRow, _info: Any) -> str:
        """Return the note, for whoever is party to it."""
        return row.match.note if row.may_read_words else ""

    @staticmethod
    def resolve_decline_words(row: MatchRow, _info: Any) -> str | None:
        """Return the words, for whoever is party to it."""
        return (row.match.decline_words or None) if row.may_read_words else None

    @staticmethod
    def resolve_end_cause(row: MatchRow, _info: Any) -> str | None:
        """Return the cause, or None while it goes on."""
        return row.end_cause or None

    @staticmethod
    def resolve_fits(row: MatchRow, _info: Any) -> Sequence[Fit]:
        """Return the comparison, as far as the reader sees both."""
        if row.technology is None or row.demand is None:
            return ()
        demand, offer = row.demand, row.technology
        wanted = Wanted(
            industries=tuple(demand.industries),
            trl_min=demand.trl_min,
            trl_max=demand.trl_max,
            transfer_modes=tuple(demand.transfer_modes),
        )
        return fits_of(wanted, industry=offer.industry, trl=offer.trl, modes=offer.transfer_modes)

    @staticmethod
    def resolve_counterpart(row: MatchRow, _info: Any) -> Organisation | None:
        """Return the other firm while the ladder opens it."""
        return row.counterpart

    @staticmethod
    def resolve_progress(row: MatchRow, _info: Any) -> Case | None:
        """Return the case while names are open."""
        return row.case

    @staticmethod
    def resolve_case_id(row: MatchRow, _info: Any) -> str | None:
        """Return the case's id to the institution that runs it."""
        return row.case.public_id if row.case is not None and row.side is None else None


MatchConnection = connection_type(MatchType, "Match")
