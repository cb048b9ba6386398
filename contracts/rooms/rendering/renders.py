"""Clean pages of documents, rendered in processes of their own and kept a while, in memory only."""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from contracts.rooms.rendering.fonts import REGULAR, font_bytes
from contracts.rooms.rendering.pages import (
    LONGEST_SIDE,
    MOST_PAGES,
    Asked,
    drawing_function,
    payload_of,
)
from marketplace.files.isolation import IsolatedError, isolated

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_DOCUMENT: Final = 64 * 1024 * 1024
"""Larger files are not shown as pages."""

_SECONDS, _MEGABYTES = 20, 1024
_AT_ONCE: Final = 6
"""Whoever reads a page reads the next: opening the document costs more than a page."""

_KEPT_BYTES: Final = 96 * 1024 * 1024
_KEPT_SECONDS: Final = 900.0
_LONGEST_HEAD: Final = 4096
_MODES: Final = {1: "L", 3: "RGB"}


@dataclass(frozen=True, slots=True)
class Page:
    """One clean page, packed; `image` unpacks it."""

    width: int
    height: int
    packed: bytes
    channels: int = 3

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
    count = max(1, min(_AT_ONCE, last - number + 1))
    _total, pages = _rendered(content(), first=number, count=count)
    if not pages:
        raise IsolatedError("crashed")
    for place, page in enumerate(pages):
        PAGES.put(document, number + place, page)
    return pages[0]


def _rendered(content: bytes, *, first: int, count: int) -> tuple[int, list[Page]]:
    answer = isolated(
        drawing_function(content),
        payload_of(Asked(content, first, count, font_bytes(REGULAR))),
        seconds=_SECONDS,
        megabytes=_MEGABYTES,
    )
    try:
        return _answer_read(answer, count)
    except (ValueError, KeyError, TypeError) as error:
        # whoever took over the process may answer anything
        raise IsolatedError("crashed") from error


def _answer_read(answer: bytes, most: int) -> tuple[int, list[Page]]:
    end = answer.index(b"\n", 0, _LONGEST_HEAD)
    head = json.loads(answer[:end])
    total = int(head["total"])
    pages, start = [], end + 1
    for told in head["pages"][:most]:
        width, height, size = int(told["width"]), int(told["height"]), int(told["bytes"])
        channels = int(told["channels"])
        pages.append(Page(width, height, answer[start : start + size], channels))
        start += size
        if (
            not (1 <= width <= LONGEST_SIDE + 1 and 1 <= height <= LONGEST_SIDE + 1)
            or size < 1
            or channels not in _MODES
        ):
            message = "No page is so large."
            raise ValueError(message)
    if not 1 <= total <= MOST_PAGES:
        message = "No document has so many pages."
        raise ValueError(message)
    return total, pages
