"""How documents leave a room: as marked pictures of pages, or, where that was granted, whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from contracts.rooms.disclosure import page_shown, part_chunks, tile_shown
from contracts.rooms.rendering.marks import Mark, page_marked
from contracts.rooms.rendering.pages import TILE, TILES_ACROSS, tiles_of
from contracts.rooms.selectors.showing import detail_of, document_shown
from contracts.rooms.services.showing import (
    document_download_record,
    last_page_of,
    page_view_record,
)
from marketplace.accounts.models import Membership
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.files.kinds import Download, DownloadKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from contracts.rooms.rendering.renders import Page
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue
    from marketplace.files.models import Transfer

_REFERENCE: Final = 8


class RoomPagesDownload(DownloadKind):
    """Pages as pictures, marked for their reader; part 0 is the first page that was granted."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever may read the document now."""
        document_shown(actor=actor, subject=transfer.subject, now=now)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Draw the page, record that it is looked at, then return it."""
        document = document_shown(actor=actor, subject=transfer.subject, now=now)
        page = document.first_page + number
        shown = page_shown(document, page, last=last_page_of(document))
        picture = page_marked(shown.image(), _mark_for(actor, transfer, now))
        page_view_record(actor=actor, transfer=transfer, page=page, now=now)
        return Download(
            chunks=[picture],
            size=len(picture),
            media_type="image/jpeg",
            file_name=f"page-{page}.jpg",
            inline=True,
        )


class RoomPageDetail(DownloadKind):
    """Every detail of one page: part 0 says how it is cut, the others are tiles marked alike.

    That the page is looked at was recorded when the way was opened. All its tiles carry the moment
    of that, so that the marks of neighbours fit together.
    """

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever may read the document now."""
        document_shown(actor=actor, subject=detail_of(transfer.subject)[0], now=now)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return how the page is cut, or a tile."""
        subject, page = detail_of(transfer.subject)
        document = document_shown(actor=actor, subject=subject, now=now)
        last = last_page_of(document)
        if number == 0:
            cut = json.dumps(_cut_of(page_shown(document, page, last=last))).encode()
            return Download([cut], len(cut), "application/json", f"page-{page}.json", inline=True)
        row, column = divmod(number - 1, TILES_ACROSS)
        tile = tile_shown(document, page, last=last, place=(column, row))
        mark = _mark_for(actor, transfer, transfer.created_at)
        corner = (column * TILE, row * TILE)
        picture = page_marked(tile.image(), mark, scale=tile.scale, corner=corner)
        # drawing takes a while, in which the reader may have lost the right
        self.authorize(actor=actor, transfer=transfer, now=now)
        return Download(
            chunks=[picture],
            size=len(picture),
            media_type="image/jpeg",
            file_name=f"page-{page}-{column + 1}-{row + 1}.jpg",
            inline=True,
        )


def _cut_of(page: Page) -> Mapping[str, JsonValue]:
    columns, rows = tiles_of(page.whole)
    return {
        "width": page.whole[0],
        "height": page.whole[1],
        "tile": TILE,
        "columns": columns,
        "rows": rows,
        "partsInRow": TILES_ACROSS,
        "dotsPerInch": None if page.dots is None else int(page.dots),
    }


class RoomDocumentDownload(DownloadKind):
    """The file itself, where it was granted for more than viewing."""

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever may have the file now."""
        document = document_shown(actor=actor, subject=transfer.subject, now=now)
        if not document.may_leave:
            raise NotAllowedError

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Record that it goes out, then return the part."""
        self.authorize(actor=actor, transfer=transfer, now=now)
        if not 0 <= number < transfer.parts:
            raise NotFoundError
        document = document_download_record(actor=actor, transfer=transfer, part=number, now=now)
        return Download(
            chunks=part_chunks(document, number),
            size=document.stored_file.part_size(number),
            media_type="application/octet-stream",
            file_name=document.name,
        )


def _mark_for(actor: Actor, transfer: Transfer, now: datetime) -> Mark:
    rows = Membership.objects.filter(pk=actor.membership_id or 0)
    viewer = rows.select_related("user", "organisation").first()
    if viewer is None:
        raise NotFoundError
    # what the log's entry of this reading names in full
    reference = transfer.public_id[:_REFERENCE]
    firm = viewer.organisation
    return Mark(viewer.user.name, firm.name_ko or firm.name_en, now, reference)
