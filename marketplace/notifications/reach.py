"""Whom a recorded fact reaches, and where it leads them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from marketplace.accounts.roles import OrganisationKind
from marketplace.notifications.states import NotificationCategory

SIDE_KINDS: Final[dict[str, str]] = {
    "seller": OrganisationKind.SME,
    "buyer": OrganisationKind.LARGE_FIRM,
}
BOTH_SIDES: Final = "both"
COORDINATOR_SIDE: Final = "coordinator"


class Who(Enum):
    """Whom a rule reaches; a firm only where the entry is addressed to it."""

    ORGANISATION = auto()
    """Members of the organisation that the entry is about."""
    PARTIES = auto()
    """Members of the firms."""
    ACTING_SIDE = auto()
    """Members of the firm on the side that the entry names."""
    OTHER_SIDE = auto()
    """Members of the firm on the side that the entry does not name."""
    TURN_SIDE = auto()
    """Members of the firms whose turn it is, where the entry says so."""
    WAITING_SIDE = auto()
    """Members of the firms whose turn it is not, where the entry says so."""
    INSTITUTIONS = auto()
    """Members of every institution that was checked."""
    PERSON = auto()
    """The person the entry is about."""
    ANSWERED = auto()
    """The people who asked what the entry may answer."""
    TURN_PERSON = auto()
    """The person the entry is about, where it is the coordinator's turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Some of those who hear of a fact.

    Attributes:
        who: Whom it reaches.
        path: The page it leads to; `{match}` is the entry's subject of that type.
        roles: Which members; empty for any.
        kind: Only members of this kind of organisation, or empty.
        asks: Whether they are asked to act.
    """

    who: Who
    path: str
    roles: frozenset[str] = frozenset()
    kind: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What people hear of one kind of entry.

    Attributes:
        category: What their preference for mails is looked up by.
        subject: The type of the entry's subject that the notice is about.
        reaches: Who hears; the first reach that finds a person counts.
        only_if: A field of the entry's data and the value it must have, or None.
        settles_own: Whether only what its person was asked is over with it, and nobody else's.
    """

    category: NotificationCategory
    subject: str
    reaches: tuple[Reach, ...]
    only_if: tuple[str, str | int] | None = None
    settles_own: bool = False
