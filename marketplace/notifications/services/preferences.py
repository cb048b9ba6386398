"""People choose how they want to hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError
from marketplace.notifications.models import Preference
from marketplace.notifications.policies import can_read_notices
from marketplace.notifications.states import MailPace

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

_LAST_HOUR: Final = 23


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceChoice:
    """A pace for each category, and the hours in Korea in which no notice is mailed."""

    firm: str
    technology: str
    demand: str
    match: str
    case: str
    quiet_from_hour: int | None = None
    quiet_to_hour: int | None = None


@transaction.atomic
def preferences_save(*, actor: Actor, choice: PreferenceChoice) -> Preference:
    """Keep what the person chose.

    Raises:
        NotAllowedError: Nobody is signed in.
        InvalidInputError: A pace does not exist, or the quiet hours are no hours.
    """
    if not can_read_notices(actor) or actor.user_id is None:
        raise NotAllowedError
    paces = {
        name: _pace(getattr(choice, name), field=name)
        for name in ("firm", "technology", "demand", "match", "case")
    }
    quiet_from, quiet_to = _quiet_hours(choice)
    preference, _ = Preference.objects.update_or_create(
        user_id=actor.user_id,
        defaults={**paces, "quiet_from_hour": quiet_from, "quiet_to_hour": quiet_to},
    )
    return preference


def _pace(value: str, *, field: str) -> str:
    if value not in MailPace.values:
        message = "Choose one of the paces."
        raise InvalidInputError(message, field=field)
    return str(value)


def _quiet_hours(choice: PreferenceChoice) -> tuple[int | None, int | None]:
    hours = {"quietFromHour": choice.quiet_from_hour, "quietToHour": choice.quiet_to_hour}
    if all(hour is None for hour in hours.values()):
        return None, None
    for field, hour in hours.items():
        if hour is None:
            message = "Give the first and the last hour, or neither."
            raise InvalidInputError(message, field=field, code="required")
        if not 0 <= hour <= _LAST_HOUR:
            message = "Give an hour from 0 to 23."
            params = {"min": "0", "max": str(_LAST_HOUR)}
            raise InvalidInputError(message, field=field, code="out_of_range", params=params)
    if choice.quiet_from_hour == choice.quiet_to_hour:
        message = "The quiet hours end when they begin; choose another hour."
        raise InvalidInputError(message, field="quietToHour")
    return choice.quiet_from_hour, choice.quiet_to_hour
