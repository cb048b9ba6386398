"""What is asked of a process that draws pages, and what it answers; no library of pictures here.

What a file is, its first bytes say. Shown are PDF, pictures and plain text. Everything else is
refused as `not_viewable`: an office file looks different with every program that opens it, and
what the reader sees has to be what the firm sealed.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SIDE: Final = 2_400
MOST_PAGES: Final = 5_000
_PDF_HEAD: Final = 1024
_LENGTH_BYTES: Final = 4
_CHANNELS: Final = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as rows of points, red, green and blue."""

    width: int
    height: int
    points: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn.

    Attributes:
        first: The first page, from 1.
        count: How many pages at most; 0 only counts them.
        font: A font file for plain text.
    """

    content: bytes
    first: int
    count: int
    font: bytes


def drawing_function(content: bytes) -> str:
    """Return what draws a document, as `isolated` takes it."""
    kind = "pdf_pages" if b"%PDF-" in content[:_PDF_HEAD] else "picture_pages"
    return f"contracts.rooms.rendering.{kind}:rendered"


def payload_of(asked: Asked) -> bytes:
    """Return the bytes that say what is to be drawn."""
    head = {"first": asked.first, "count": asked.count, "font": len(asked.font)}
    told = json.dumps(head).encode()
    return len(told).to_bytes(_LENGTH_BYTES, "big") + told + asked.font + asked.content


def asked_read(payload: bytes) -> Asked:
    """Return what is to be drawn."""
    start = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    head = json.loads(payload[_LENGTH_BYTES:start])
    end = start + head["font"]
    return Asked(payload[end:], head["first"], head["count"], payload[start:end])


def answer_of(asked: Asked, *, total: int, draw: Callable[[int], Drawn]) -> bytes:
    """Return how many pages there are, and those asked for: a line of JSON, then their points.

    Points are compressed; where no page has a colour, one channel says all.

    Args:
        asked: What was asked.
        total: How many pages the document has.
        draw: Draws the page at a place from 0.

    Raises:
        RefusedContentError: There are more pages than are shown (`too_large`).
    """
    if total > MOST_PAGES:
        raise RefusedContentError("too_large")
    last = min(total, asked.first + asked.count - 1)
    heads, bodies = [], []
    for number in range(asked.first, last + 1):
        page = draw(number - 1)
        points = _without_colour(page.points)
        body = zlib.compress(points, 1)
        heads.append(
            {
                "width": page.width,
                "height": page.height,
                "channels": _CHANNELS * len(points) // len(page.points),
                "bytes": len(body),
            }
        )
        bodies.append(body)
    return json.dumps({"total": total, "pages": heads}).encode() + b"\n" + b"".join(bodies)


def _without_colour(points: bytes) -> bytes:
    red = points[::3]
    return red if points[1::3] == red and points[2::3] == red else points
