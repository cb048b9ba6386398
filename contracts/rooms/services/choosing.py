"""What a grant may name: files of the technology's deposits, holders of the NDA, days of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from contracts.nda.selectors import holders_of
from contracts.rooms.content import begins
from marketplace.core.errors import InvalidInputError, MarketplaceError
from marketplace.escrow.selectors import deposit_files_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.nda.models import NdaHolder
    from contracts.rooms.models import Room, TechnicalDataRequest
    from marketplace.accounts.models import Membership
    from marketplace.escrow.models import DepositFile

FILES_MAX: Final = 50
HOLDERS_MAX: Final = 20
_PAGES_MAX: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChoice:
    """A file of a deposit, or some of its pages.

    Attributes:
        deposit_file_id: Its public id.
        first_page: From 1.
        last_page: The last page included, or None for the last one there is.
    """

    deposit_file_id: str
    first_page: int = 1
    last_page: int | None = None


def files_checked(
    choices: Sequence[FileChoice], room: Room
) -> list[tuple[DepositFile, FileChoice]]:
    """Return the files of sealed deposits that are named, each with its pages.

    Raises:
        InvalidInputError: There are none or too many, one is named twice, is none of this
            technology's, or its pages cannot be.
    """
    if not 1 <= len(choices) <= FILES_MAX:
        raise InvalidInputError(
            f"Name 1 to {FILES_MAX} files.",
            field="files",
            code="out_of_range",
            params={"min": "1", "max": str(FILES_MAX)},
        )
    wanted = [choice.deposit_file_id for choice in choices]
    if len(set(wanted)) != len(wanted):
        raise InvalidInputError("Name each file once.", field="files", code="repeated")
    rows = deposit_files_of(room.technology_id).filter(public_id__in=wanted)
    known = {file.public_id: file for file in rows}
    if set(known) != set(wanted):
        raise InvalidInputError(
            "Choose files of sealed deposits of this technology.",
            field="files",
            code="not_a_choice",
        )
    for choice in choices:
        last = _PAGES_MAX if choice.last_page is None else choice.last_page
        if not 1 <= choice.first_page <= last <= _PAGES_MAX:
            raise InvalidInputError(
                "Name pages from 1, the first before the last.", field="files", code="wrong_pages"
            )
    return [(known[choice.deposit_file_id], choice) for choice in choices]


def holders_checked(holder_ids: Sequence[str], room: Room) -> list[Membership]:
    """Return the memberships, each of whom the NDA names as a holder now.

    Raises:
        InvalidInputError: There are none or too many, or one is no holder.
    """
    wanted = set(holder_ids)
    if not 1 <= len(wanted) <= HOLDERS_MAX:
        raise InvalidInputError(
            f"Name 1 to {HOLDERS_MAX} people.",
            field="holderIds",
            code="out_of_range",
            params={"min": "1", "max": str(HOLDERS_MAX)},
        )
    named: list[NdaHolder] = holders_of(room.nda)
    chosen = [holder.membership for holder in named if holder.membership.public_id in wanted]
    if len(chosen) != len(wanted):
        raise InvalidInputError(
            "Choose people whom the NDA names as holders.", field="holderIds", code="no_holder"
        )
    return chosen


def period_of(request: TechnicalDataRequest, now: datetime) -> tuple[datetime, datetime]:
    """Return from when and until when a grant counts: the days of use, from now on at most.

    Raises:
        MarketplaceError: `use_period_over`.
    """
    assert request.use_from is not None, "what is issued names its days of use"
    assert request.use_until is not None, "what is issued names its days of use"
    ends_at = begins(request.use_until + timedelta(days=1))
    if ends_at <= now:
        raise MarketplaceError(
            "use_period_over", "The days of use that the request names are over."
        )
    return max(now, begins(request.use_from)), ends_at
