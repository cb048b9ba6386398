"""A coordinator reminds a side that it is waited for, by a notice and a mail without content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from marketplace.core.errors import InvalidInputError, MarketplaceError
from marketplace.core.texts import choice_checked
from matching.models import CaseReminder
from matching.selectors.desk import korean_day
from matching.services.casework import run_checked
from matching.services.recording import case_record
from matching.states import MatchSide, StepSide

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.core.actor import Actor
    from matching.models import Case


@transaction.atomic
def case_remind(*, actor: Actor, case: Case, side: str, now: dt.datetime) -> Case:
    """Remind one side or both; nobody is reminded of a case twice on a day in Korea.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The case may not go on.
        InvalidInputError: No side is named.
        MarketplaceError: `reminded_today`: a side was reminded of it today.
    """
    run_checked(actor, case)
    turn = choice_checked(side, allowed=StepSide.values, field="side")
    if turn not in {*MatchSide.values, StepSide.BOTH}:
        raise InvalidInputError("Choose which side to remind.", field="side", code="required")
    sides = MatchSide.values if turn == StepSide.BOTH else [turn]
    try:
        with transaction.atomic():
            CaseReminder.objects.bulk_create(
                CaseReminder(
                    case=case,
                    side=each,
                    day=korean_day(now),
                    sender_id=actor.user_id or 0,  # whoever runs a case is a person
                    sent_at=now,
                )
                for each in sides
            )
    except IntegrityError as error:
        raise MarketplaceError(
            "reminded_today", "This side was reminded today. Try again tomorrow.", field="side"
        ) from error
    due = {"due_at": case.next_step_due.isoformat()} if case.next_step_due else {}
    case_record("case.reminded", case, now, side=turn, **due)
    return case
