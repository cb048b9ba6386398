"""What is asked of a process that draws pages, and what it answers; no library of pictures here.

What a file is, its first bytes say. Shown are PDF, pictures and plain text. Everything else is
refused as `not_viewable`: an office file looks different with every program that opens it, and
what the reader sees has to be what the firm sealed.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Box = tuple[int, int, int, int]

LONGEST_SIDE: Final = 2_400
MOST_PAGES: Final = 5_000
TILE: Final = 1_024
"""Points on each side of a tile; those at the right and below may be smaller."""

TILES_ACROSS: Final = 32
"""How many tiles a page has at most in each direction."""

NO_SUCH_TILE: Final = "no_such_tile"
_BLOCK: Final = 5
"""Tiles are drawn so many by so many: opening a document costs more than a tile."""

_POINTS_PER_INCH: Final = 72
_DOTS_PER_INCH: Final = (300, 600)
_SHARP_SIDE: Final = 4_800
_PDF_HEAD: Final = 1024
_LENGTH_BYTES: Final = 4
_CHANNELS: Final = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, or an area of it, as rows of points, red, green and blue.

    Attributes:
        whole: Width and height of the page where every detail is drawn.
        scale: How many times larger that is than the page at first sight.
        dots: Points to an inch of it, or None where a picture has no size on paper.
    """

    width: int
    height: int
    points: bytes
    whole: tuple[int, int]
    scale: float = 1.0
    dots: float | None = None


class Sheets(Protocol):
    """A document that was opened, by the places of its pages, from 0."""

    @property
    def total(self) -> int:
        """Return how many pages there are."""

    def page(self, place: int) -> Drawn:
        """Return a page at first sight."""

    def area(self, place: int, cut: Callable[[int, int], Box]) -> Drawn:
        """Return an area of a page with every detail; `cut` says which of a width and a height."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn.

    Attributes:
        first: The first page, from 1.
        count: How many pages at most; 0 only counts them.
        font: A font file for plain text.
        block: Column and row of the block of tiles that is wanted of the first page, or None for
            whole pages at first sight.
    """

    content: bytes
    first: int
    count: int
    font: bytes
    block: tuple[int, int] | None = None


def drawing_function(content: bytes) -> str:
    """Return what draws a document, as `isolated` takes it."""
    kind = "pdf_pages" if b"%PDF-" in content[:_PDF_HEAD] else "picture_pages"
    return f"contracts.rooms.rendering.{kind}:rendered"


def payload_of(asked: Asked) -> bytes:
    """Return the bytes that say what is to be drawn."""
    head = {
        "first": asked.first,
        "count": asked.count,
        "font": len(asked.font),
        "block": asked.block,
    }
    told = json.dumps(head).encode()
    return len(told).to_bytes(_LENGTH_BYTES, "big") + told + asked.font + asked.content


def asked_read(payload: bytes) -> Asked:
    """Return what is to be drawn."""
    start = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    head = json.loads(payload[_LENGTH_BYTES:start])
    end = start + head["font"]
    block = None if head["block"] is None else (head["block"][0], head["block"][1])
    return Asked(payload[end:], head["first"], head["count"], payload[start:end], block)


def dots_for(longest: float) -> float:
    """Return how many points to an inch show every detail of a page.

    A drawing is read at four times the width of a window: small pages are drawn finer than large
    ones, and none at less than 300 points to an inch as long as a drawing is under 2.7 metres.

    Args:
        longest: Its longer side, in 72nds of an inch.
    """
    inches = max(longest, 1.0) / _POINTS_PER_INCH
    least, most = _DOTS_PER_INCH
    return min(max(least, min(most, _SHARP_SIDE / inches)), TILE * TILES_ACROSS / inches - 1)


def block_of(column: int, row: int) -> tuple[int, int]:
    """Return the block that a tile is drawn with."""
    return column // _BLOCK, row // _BLOCK


def tiles_in(block: tuple[int, int], whole: tuple[int, int]) -> list[tuple[int, int]]:
    """Return column and row of each tile of a block, as far as the page goes."""
    across, down = tiles_of(whole)
    left, top = block[0] * _BLOCK, block[1] * _BLOCK
    return [
        (column, row)
        for row in range(top, min(top + _BLOCK, down))
        for column in range(left, min(left + _BLOCK, across))
    ]


def tiles_of(whole: tuple[int, int]) -> tuple[int, int]:
    """Return how many columns and rows of tiles a page has."""
    return -(-whole[0] // TILE), -(-whole[1] // TILE)


def answer_of(asked: Asked, sheets: Sheets) -> bytes:
    """Return how many pages there are, and what was asked for: a line of JSON, then the points.

    Points are compressed; where none has a colour, one channel says all.

    Args:
        asked: What was asked.
        sheets: The document.

    Raises:
        RefusedContentError: There are more pages than are shown (`too_large`), or not this page
            (`malformed`), or not this block of it (`no_such_tile`).
    """
    total = sheets.total
    if total > MOST_PAGES:
        raise RefusedContentError("too_large")
    last = min(total, asked.first + asked.count - 1)
    if asked.block is None:
        drawn = (sheets.page(number - 1) for number in range(asked.first, last + 1))
        return _told(total, drawn)
    if not 1 <= asked.first <= last:
        raise RefusedContentError("malformed")
    area = sheets.area(asked.first - 1, partial(_box, asked.block))
    return _told(total, _tiles(area, asked.block))


def _box(block: tuple[int, int], width: int, height: int) -> Box:
    """Return left, top, right and below of a block, in points of the page."""
    side = _BLOCK * TILE
    left, top = block[0] * side, block[1] * side
    if left >= width or top >= height:
        raise RefusedContentError(NO_SUCH_TILE)
    return left, top, min(left + side, width), min(top + side, height)


def _tiles(area: Drawn, block: tuple[int, int]) -> Iterator[Drawn]:
    """Cut a block into its tiles, row by row."""
    rows = memoryview(area.points)
    line = area.width * _CHANNELS
    for column, row in tiles_in(block, area.whole):
        left, top = (column % _BLOCK) * TILE, (row % _BLOCK) * TILE
        width, height = min(TILE, area.width - left), min(TILE, area.height - top)
        starts = range(top * line + left * _CHANNELS, (top + height) * line, line)
        points = b"".join(rows[start : start + width * _CHANNELS] for start in starts)
        yield Drawn(width, height, points, area.whole, area.scale, area.dots)


def _told(total: int, drawn: Iterable[Drawn]) -> bytes:
    heads, bodies = [], []
    for page in drawn:
        points = _without_colour(page.points)
        body = zlib.compress(points, 1)
        heads.append(
            {
                "width": page.width,
                "height": page.height,
                "channels": _CHANNELS * len(points) // len(page.points),
                "bytes": len(body),
                "whole": page.whole,
                "scale": page.scale,
                "dots": page.dots,
            }
        )
        bodies.append(body)
    return json.dumps({"total": total, "pages": heads}).encode() + b"\n" + b"".join(bodies)


def _without_colour(points: bytes) -> bytes:
    red = points[::3]
    return red if points[1::3] == red and points[2::3] == red else points
