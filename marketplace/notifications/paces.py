"""How soon a mail tells a person of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from marketplace.notifications.models import Preference
from marketplace.notifications.states import MailPace

if TYPE_CHECKING:
    from collections.abc import Collection

SHOWN_BEFORE_CHOICE: Final = MailPace.DAILY


def pace_of(preference: Preference | None, *, category: str, asks: bool, pace: str = "") -> str:
    """Return the pace that a person chose for the category.

    Until they choose, what asks for an act comes at once, and all else daily. A pace that was
    chosen for the very thing goes before, but whoever wants no mails of the category gets none.

    Args:
        preference: What the person chose, if anything.
        category: What the notice is about.
        asks: Whether an act is asked for.
        pace: What was chosen for the thing, or empty.
    """
    chosen: str = getattr(preference, category) if preference is not None else ""
    if pace and chosen != MailPace.OFF:
        return pace
    if chosen:
        return chosen
    return MailPace.INSTANT if asks else SHOWN_BEFORE_CHOICE


def preferences_of(user_ids: Collection[int]) -> dict[int, Preference]:
    """Return what people chose, by person, without those who never did."""
    return Preference.objects.in_bulk(user_ids)
