"""Clean pages of documents, rendered in processes of their own and kept a while, in memory only."""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from contracts.rooms.rendering.fonts import REGULAR, font_bytes
from contracts.rooms.rendering.pages import (
    LONGEST_SIDE,
    MOST_PAGES,
    NO_SUCH_TILE,
    TILE,
    TILES_ACROSS,
    Asked,
    block_of,
    drawing_function,
    payload_of,
    tiles_in,
)
from marketplace.files.isolation import IsolatedError, RefusedContentError, isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST_DOCUMENT: Final = 64 * 1024 * 1024
"""Larger files are not shown as pages."""

_SECONDS, _MEGABYTES = 20, 1024
_AT_ONCE: Final = 6
"""Whoever reads a page reads the next: opening the document costs more than a page."""

_KEPT_BYTES: Final = 96 * 1024 * 1024
_KEPT_SECONDS: Final = 900.0
_LONGEST_HEAD: Final = 16_384
_MOST_TOGETHER: Final = 64
_MODES: Final = {1: "L", 3: "RGB"}


@dataclass(frozen=True, slots=True)
class Page:
    """One clean page or one tile of it, packed; `image` unpacks it.

    Attributes:
        whole: Width and height of the page where every detail is drawn.
        scale: How many times larger that is than the page at first sight.
        dots: Points to an inch of it, or None where a picture has no size on paper.
    """

    width: int
    height: int
    packed: bytes
    channels: int = 3
    whole: tuple[int, int] = (0, 0)
    scale: float = 1.0
    dots: float | None = None

    def image(self) -> Image.Image:
        """Return the picture.

        Raises:
            IsolatedError: The bytes are not as many as the picture has points.
        """
        size = self.width * self.height * self.channels
        unpacking = zlib.decompressobj()
        try:
            points = unpacking.decompress(self.packed, size + 1)
        except zlib.error as error:
            raise IsolatedError("crashed") from error
        if len(points) != size:
            raise IsolatedError("crashed")
        return Image.frombytes(_MODES[self.channels], (self.width, self.height), points)


class PageCache:
    """Pages that were rendered lately, up to a number of bytes and for some minutes.

    They are content, so they live in the memory of this process alone; the oldest go first.

    Args:
        most: Bytes kept.
        seconds: For how long.
    """

    def __init__(self, *, most: int = _KEPT_BYTES, seconds: float = _KEPT_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._pages: OrderedDict[tuple[str, int], tuple[float, Page]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def get(self, document: str, number: int) -> Page | None:
        """Return a page that is kept, or None."""
        with self._lock:
            kept = self._pages.get((document, number))
            if kept is None:
                return None
            if time.monotonic() - kept[0] > self._seconds:
                self._drop((document, number))
                return None
            self._pages.move_to_end((document, number))
            return kept[1]

    def holds(self, document: str) -> bool:
        """Tell whether any page of a document is kept."""
        with self._lock:
            return any(name == document for name, _number in self._pages)

    def put(self, document: str, number: int, page: Page) -> None:
        """Keep a page, and let others go for it."""
        with self._lock:
            if (document, number) in self._pages:
                self._drop((document, number))
            if len(page.packed) > self._most:
                return
            self._pages[document, number] = (time.monotonic(), page)
            self.size += len(page.packed)
            while self.size > self._most:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: tuple[str, int]) -> None:
        self.size -= len(self._pages.pop(key)[1].packed)


PAGES: Final = PageCache()
TILES: Final = PageCache()
_drawing: Final = [threading.Lock() for _ in range(16)]
"""Who wants a tile that is just being drawn with its neighbours waits for it."""


def page_count(content: bytes) -> int:
    """Return how many pages a document has.

    Raises:
        RefusedContentError: It cannot be shown; its code says why.
        IsolatedError: Rendering it came to no end.
    """
    return _rendered(content, first=1, count=0)[0]


def clean_page(document: str, number: int, *, last: int, content: Callable[[], bytes]) -> Page:
    """Return a page without a mark.

    Args:
        document: A name that no other document has.
        number: The page, from 1.
        last: The last page that is wanted of it.
        content: Gives the document's bytes; asked only where nothing is kept.

    Raises:
        RefusedContentError: It cannot be shown; its code says why.
        IsolatedError: Rendering it came to no end.
    """
    kept = PAGES.get(document, number)
    if kept is not None:
        return kept
    # whoever opens a document waits for its first page alone
    ahead = _AT_ONCE if PAGES.holds(document) else 1
    count = max(1, min(ahead, last - number + 1))
    _total, pages = _rendered(content(), first=number, count=count)
    if not pages:
        raise IsolatedError("crashed")
    for place, page in enumerate(pages):
        PAGES.put(document, number + place, page)
    return pages[0]


def clean_tile(
    document: str, number: int, *, column: int, row: int, content: Callable[[], bytes]
) -> Page:
    """Return a tile of a page with every detail, without a mark.

    Args:
        document: A name that no other document has.
        number: The page, from 1.
        column: From the left, from 0.
        row: From above, from 0.
        content: Gives the document's bytes; asked only where nothing is kept.

    Raises:
        RefusedContentError: It cannot be shown, or has no such tile (`no_such_tile`).
        IsolatedError: Drawing it came to no end.
    """
    name, block = f"{document}#{number}", block_of(column, row)
    wanted = row * TILES_ACROSS + column
    kept = TILES.get(name, wanted)
    if kept is not None:
        return kept
    with _drawing[hash((name, block)) % len(_drawing)]:
        kept = TILES.get(name, wanted)
        if kept is not None:
            return kept
        _total, tiles = _rendered(content(), first=number, count=1, block=block)
        places = tiles_in(block, tiles[0].whole) if tiles else []
        drawn = dict(zip(places, tiles, strict=False))
        for place, tile in drawn.items():
            TILES.put(name, place[1] * TILES_ACROSS + place[0], tile)
    if (column, row) not in drawn:
        raise RefusedContentError(NO_SUCH_TILE)
    return drawn[column, row]


def _rendered(
    content: bytes, *, first: int, count: int, block: tuple[int, int] | None = None
) -> tuple[int, list[Page]]:
    answer = isolated(
        drawing_function(content),
        payload_of(Asked(content, first, count, font_bytes(REGULAR), block)),
        seconds=_SECONDS,
        megabytes=_MEGABYTES,
    )
    try:
        return _answer_read(answer, _MOST_TOGETHER if block else count)
    except (ValueError, KeyError, TypeError) as error:
        # whoever took over the process may answer anything
        raise IsolatedError("crashed") from error


def _answer_read(answer: bytes, most: int) -> tuple[int, list[Page]]:
    end = answer.index(b"\n", 0, _LONGEST_HEAD)
    head = json.loads(answer[:end])
    total = int(head["total"])
    if not 1 <= total <= MOST_PAGES:
        message = "No document has so many pages."
        raise ValueError(message)
    pages, start = [], end + 1
    for told in head["pages"][:most]:
        size = int(told["bytes"])
        pages.append(_page_read(told, answer[start : start + size]))
        start += size
    return total, pages


def _page_read(told: Mapping[str, Any], packed: bytes) -> Page:
    dots = told["dots"]
    page = Page(
        width=int(told["width"]),
        height=int(told["height"]),
        packed=packed,
        channels=int(told["channels"]),
        whole=(int(told["whole"][0]), int(told["whole"][1])),
        scale=float(told["scale"]),
        dots=None if dots is None else float(dots),
    )
    sides = (*page.whole, page.width, page.height)
    if (
        not all(1 <= side <= TILE * TILES_ACROSS for side in sides)
        or max(page.width, page.height) > LONGEST_SIDE + 1
        or not packed
        or not 0 < page.scale <= TILES_ACROSS
        or page.channels not in _MODES
    ):
        message = "No page is so large."
        raise ValueError(message)
    return page
