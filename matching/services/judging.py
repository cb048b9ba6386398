"""What people of the demand's firm say of a suggestion, kept as judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.texts import choice_checked, text_cleaned
from matching.models import SuggestionJudgement
from matching.policies import can_judge_suggestions
from matching.selectors.said import shown_as
from matching.states import JudgementReason

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology

NOTE_MAX = 500


@transaction.atomic
def suggestion_judge(
    *,
    actor: Actor,
    demand: Demand,
    technology: Technology,
    reason: str,
    note: str,
    now: datetime,
) -> SuggestionJudgement:
    """Set a suggestion aside as not relevant; a later judgement takes the place of the first.

    Raises:
        NotFoundError: The demand is not the actor's firm's.
        NotAllowedError: The actor is neither scout nor deal lead.
        InvalidInputError: The reason is missing, or "other" has no note.
    """
    judge_id = _own_checked(actor, demand)
    code = choice_checked(reason, allowed=JudgementReason.values, field="reason")
    words = text_cleaned(note, field="note", max_length=NOTE_MAX)
    if not code:
        raise InvalidInputError("Choose a reason.", field="reason", code="required")
    if code == JudgementReason.OTHER and not words:
        raise InvalidInputError("Say which other reason.", field="note", code="required")
    _standing(demand, technology, now)
    rank, relevance = shown_as(demand=demand, technology=technology)
    return SuggestionJudgement.objects.create(
        demand=demand,
        technology=technology,
        judge_id=judge_id,
        reason=code,
        note=words,
        judged_at=now,
        version_id=technology.version_id,
        rank=rank,
        relevance=relevance,
    )


@transaction.atomic
def judgement_undo(*, actor: Actor, demand: Demand, technology: Technology, now: datetime) -> None:
    """Bring a suggestion that was set aside back; doing it again changes nothing.

    Raises:
        NotFoundError: The demand is not the actor's firm's.
        NotAllowedError: The actor is neither scout nor deal lead.
    """
    _own_checked(actor, demand)
    _standing(demand, technology, now)


def _own_checked(actor: Actor, demand: Demand) -> int:
    """Return the key of the person who may judge."""
    if not actor.is_member or demand.owner_id != actor.organisation_id:
        raise NotFoundError
    if not can_judge_suggestions(actor) or actor.user_id is None:
        raise NotAllowedError
    return actor.user_id


def _standing(demand: Demand, technology: Technology, now: datetime) -> None:
    """Let the standing judgement of the pair, if there is one, stand no longer."""
    # locked by its own row where there is one; two at once meet at the unique constraint
    SuggestionJudgement.objects.filter(demand=demand, technology=technology, undone_at=None).update(
        undone_at=now
    )
