"""How much of what was granted in a deal each of its readers may open, and did open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import orjson

from contracts.rooms.models import DocumentPages, GrantedFile, ItemHolder
from contracts.rooms.policies import can_read_disclosure
from contracts.rooms.selectors.places import place_of_match
from contracts.rooms.states import ItemState, RoomSide
from marketplace.escrow.selectors import deposit_files_of
from marketplace.evidence.selectors import bodies_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor

MOST_GRANTS: Final = 500
MOST_SHOWINGS: Final = 5000
"""Of more pages shown than these only the latest are looked at."""
_SHOWN: Final = ("document.page_viewed", "document.downloaded")
_GRANTED: Final = (ItemState.GRANTED, ItemState.REVOKED)

Pages = set[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderDisclosure:
    """What one person was allowed to open, and opened.

    Attributes:
        membership_id: Public id of the person's membership.
        name: The person's name.
        may_open: Whether anything stands open to the person now.
        files_allowed: How many files were allowed, those taken back included.
        files_opened: How many of them the person opened.
        pages_allowed: How many pages those files have; None while they are being counted, and
            where a file has none.
        pages_opened: How many different ones of them were shown to the person.
    """

    membership_id: str
    name: str
    may_open: bool
    files_allowed: int
    files_opened: int
    pages_allowed: int | None
    pages_opened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What a deal shows, file by file and reader by reader.

    Attributes:
        files_sealed: How many files the technology's deposits hold; None for the buyer.
        files_allowed: How many of them anybody may open now.
        readers: Everybody to whom something was ever allowed, in the order of that.
    """

    files_sealed: int | None
    files_allowed: int
    readers: Sequence[ReaderDisclosure]


@dataclass(slots=True)
class _Opened:
    files: set[int] = field(default_factory=set)
    pages: dict[int, Pages] = field(default_factory=lambda: defaultdict(set))


def disclosure_of(*, actor: Actor, match_id: str, now: datetime) -> Disclosure | None:
    """Return what the newest room of a deal shows to whom, in a constant number of queries.

    Args:
        actor: Who asks: of the seller whoever reads its rooms, of the buyer its leads.
        match_id: The match's public id.
        now: The moment of reading.
    """
    place = place_of_match(actor=actor, match_id=match_id, now=now)
    if place is None or not can_read_disclosure(actor, place.side):
        return None
    rows = GrantedFile.objects.filter(
        item__request__room=place.room, item__state__in=_GRANTED
    ).select_related("item", "deposit_file")
    files = list(rows.order_by("-pk")[:MOST_GRANTS])
    holders = ItemHolder.objects.filter(item__in={file.item_id for file in files})
    opened = _opened(actor, files)
    counted = dict(
        DocumentPages.objects.filter(
            stored_file__in={file.deposit_file.stored_file_id for file in files}
        ).values_list("stored_file_id", "pages")
    )
    seller = place.side == RoomSide.SELLER
    return Disclosure(
        files_sealed=deposit_files_of(place.room.technology_id).count() if seller else None,
        files_allowed=len({f.deposit_file_id for f in files if f.item.state == ItemState.GRANTED}),
        readers=_readers(files, holders.select_related("membership__user"), opened, counted),
    )


def _readers(
    files: Sequence[GrantedFile],
    holders: Iterable[ItemHolder],
    opened: dict[str, _Opened],
    counted: dict[int, int | None],
) -> list[ReaderDisclosure]:
    of_item: dict[int, list[GrantedFile]] = defaultdict(list)
    for file in files:
        of_item[file.item_id].append(file)
    by_person: dict[str, list[ItemHolder]] = defaultdict(list)
    for holder in sorted(holders, key=lambda row: (row.added_at, row.pk)):
        by_person[holder.membership.public_id].append(holder)
    told = []
    for membership_id, held in by_person.items():
        allowed = [file for holder in held for file in of_item[holder.item_id]]
        pages = _pages(allowed, counted)
        seen = opened.get(membership_id, _Opened())
        told.append(
            ReaderDisclosure(
                membership_id=membership_id,
                name=held[0].membership.user.name,
                may_open=any(
                    holder.removed_at is None
                    and any(
                        file.item.state == ItemState.GRANTED for file in of_item[holder.item_id]
                    )
                    for holder in held
                ),
                files_allowed=len({file.deposit_file_id for file in allowed}),
                files_opened=len(seen.files),
                pages_allowed=None if pages is None else sum(map(len, pages.values())),
                pages_opened=sum(map(len, seen.pages.values())),
            )
        )
    return told


def _pages(files: Iterable[GrantedFile], counted: dict[int, int | None]) -> dict[int, Pages] | None:
    """Return the pages of each file that its grants name, or None where a count is missing."""
    found: dict[int, Pages] = defaultdict(set)
    for file in files:
        whole = counted.get(file.deposit_file.stored_file_id or 0)
        if whole is None:
            return None
        last = min(whole, file.last_page or whole)
        found[file.deposit_file_id].update(range(file.first_page, last + 1))
    return found


def _opened(actor: Actor, files: Sequence[GrantedFile]) -> dict[str, _Opened]:
    """Return what was shown to whom, by membership, from the records that the actor may read."""
    sources = {file.public_id: file.deposit_file_id for file in files}
    bodies = bodies_about(
        actor=actor, subject_type="document", refs=sources, kinds=_SHOWN, limit=MOST_SHOWINGS
    )
    found: dict[str, _Opened] = defaultdict(_Opened)
    for body in bodies:
        data = orjson.loads(body)["data"]
        source = sources.get(data.get("document"))
        if source is None:
            continue
        reader = found[data["viewer"]]
        reader.files.add(source)
        if "page" in data:
            reader.pages[source].add(data["page"])
    return found
