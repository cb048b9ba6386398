"""Pages of a PDF; runs isolated."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pypdfium2

from contracts.rooms.rendering.pages import LONGEST_SIDE, Drawn, answer_of, asked_read, dots_for
from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.rooms.rendering.pages import Box

DOTS_PER_POINT: Final = 2.0
"""144 dots an inch."""

_WRONG_PASSWORD: Final = 4
_CHANNELS: Final = 3
_POINTS_PER_INCH: Final = 72


def rendered(payload: bytes) -> bytes:
    """Return how many pages there are, and those asked for.

    Raises:
        RefusedContentError: Code `encrypted`, `malformed` or `too_large`.
    """
    asked = asked_read(payload)
    try:
        document = pypdfium2.PdfDocument(asked.content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == _WRONG_PASSWORD
        raise RefusedContentError("encrypted" if is_locked else "malformed") from error
    if len(document) < 1:
        raise RefusedContentError("malformed")
    return answer_of(asked, PdfSheets(document))


class PdfSheets:
    """The pages of a PDF."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    @property
    def total(self) -> int:
        """Return how many pages there are."""
        return len(self._document)

    def page(self, place: int) -> Drawn:
        """Return a page at first sight."""
        return self._drawn(place, None)

    def area(self, place: int, cut: Callable[[int, int], Box]) -> Drawn:
        """Return an area of a page with every detail."""
        return self._drawn(place, cut)

    def _drawn(self, place: int, cut: Callable[[int, int], Box] | None) -> Drawn:
        try:
            page = self._document[place]
            width, height = page.get_size()
            longest = max(width, height, 1.0)
            dots = dots_for(longest)
            first, finest = min(DOTS_PER_POINT, LONGEST_SIDE / longest), dots / _POINTS_PER_INCH
            whole = (math.ceil(width * finest), math.ceil(height * finest))
            scale = finest if cut else first
            bitmap = page.render(
                scale=scale,
                crop=_margins(whole, cut(*whole), scale) if cut else (0, 0, 0, 0),
                rev_byteorder=True,
                prefer_bgrx=False,
                may_draw_forms=False,
            )
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise RefusedContentError("malformed") from error
        drawn = Drawn(
            bitmap.width, bitmap.height, _points(bitmap), whole, finest / first, round(dots, 1)
        )
        page.close()
        return drawn


def _margins(whole: tuple[int, int], box: Box, scale: float) -> tuple[float, ...]:
    """Return what is cut off at the left, below, at the right and above, in 72nds of an inch."""
    left, top, right, below = box
    cut = (left, whole[1] - below, whole[0] - right, top)
    # the renderer rounds up to whole points
    return tuple(max(0.0, points - 0.25) / scale for points in cut)


def _points(bitmap: pypdfium2.PdfBitmap) -> bytes:
    points, row = bytes(bitmap.buffer), bitmap.width * _CHANNELS
    if bitmap.stride != row:
        lines = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        points = b"".join(points[start : start + row] for start in lines)
    return points
