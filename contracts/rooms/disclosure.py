"""The only reader of sealed content besides its owner: it opens what a room shows, in memory.

Whoever calls has asked the room's rules for this reader and this moment, and records the reading
before the first byte goes out.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from contracts.rooms.errors import NotViewableError
from contracts.rooms.models import RoomFile
from contracts.rooms.rendering.pages import NO_SUCH_TILE
from contracts.rooms.rendering.renders import (
    LARGEST_DOCUMENT,
    clean_page,
    clean_tile,
    page_count,
)
from marketplace.core.errors import MarketplaceError, NotFoundError
from marketplace.escrow import content
from marketplace.files.isolation import IsolatedError, RefusedContentError
from marketplace.files.vault import TooLargeError, opened_part, opened_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.rooms.rendering.renders import Page
    from contracts.rooms.selectors.showing import ShownDocument
    from marketplace.escrow.models import DepositFile


def pages_counted(source: DepositFile | RoomFile) -> int:
    """Return how many pages a file has.

    Raises:
        NotViewableError: It cannot be shown as pages.
        IsolatedError: There was no place for the work; it can be tried again.
    """
    try:
        return page_count(_bytes(source))
    except TooLargeError as error:
        raise NotViewableError("too_large") from error
    except RefusedContentError as error:
        raise NotViewableError(error.code) from error
    except IsolatedError as error:
        if error.reason == "busy":
            raise
        raise NotViewableError(error.reason) from error


def page_shown(document: ShownDocument, number: int, *, last: int) -> Page:
    """Return a page of a document, without a mark.

    Args:
        document: What the reader may read now.
        number: The page, from 1.
        last: The last page the reader may read.

    Raises:
        NotFoundError: The reader may not read this page.
        NotViewableError: It cannot be shown.
        MarketplaceError: `page_busy`: too many pages are being rendered.
    """
    if not document.first_page <= number <= last:
        raise NotFoundError
    with _drawn():
        return clean_page(
            document.stored_file.public_id,
            number,
            last=last,
            content=lambda: _bytes(document.source),
        )


def tile_shown(document: ShownDocument, number: int, *, last: int, place: tuple[int, int]) -> Page:
    """Return a tile of a page with every detail, without a mark.

    Args:
        document: What the reader may read now.
        number: The page, from 1.
        last: The last page the reader may read.
        place: Column and row, from 0.

    Raises:
        NotFoundError: The reader may not read this page, or it has no such tile.
        NotViewableError: It cannot be shown.
        MarketplaceError: `page_busy`: too many pages are being rendered.
    """
    if not document.first_page <= number <= last:
        raise NotFoundError
    with _drawn():
        return clean_tile(
            document.stored_file.public_id,
            number,
            column=place[0],
            row=place[1],
            content=lambda: _bytes(document.source),
        )


@contextmanager
def _drawn() -> Iterator[None]:
    """Say in the room's words why a page could not be drawn."""
    try:
        yield
    except TooLargeError as error:
        raise NotViewableError("too_large") from error
    except RefusedContentError as error:
        if error.code == NO_SUCH_TILE:
            raise NotFoundError from error
        raise NotViewableError(error.code) from error
    except IsolatedError as error:
        if error.reason == "busy":
            raise MarketplaceError(
                "page_busy", "Many pages are being shown. Try again in a few seconds."
            ) from error
        raise NotViewableError(error.reason) from error


def part_chunks(document: ShownDocument, number: int) -> Iterator[bytes]:
    """Return one part of the file itself; its reader may have it."""
    source = document.source
    if isinstance(source, RoomFile):
        return opened_part(document.stored_file, number)
    return content.part_chunks(source, number)


def _bytes(source: DepositFile | RoomFile) -> bytes:
    if isinstance(source, RoomFile):
        return opened_whole(source.stored_file, largest=LARGEST_DOCUMENT)
    return content.document(source, largest=LARGEST_DOCUMENT)
