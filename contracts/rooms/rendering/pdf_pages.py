"""Pages of a PDF; runs isolated."""

from __future__ import annotations

from typing import Final

import pypdfium2

from contracts.rooms.rendering.pages import LONGEST_SIDE, Drawn, answer_of, asked_read
from marketplace.files.isolation import RefusedContentError

DOTS_PER_POINT: Final = 2.0
"""144 dots an inch."""

_WRONG_PASSWORD: Final = 4
_CHANNELS: Final = 3


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
    return answer_of(asked, total=len(document), draw=lambda place: _drawn(document, place))


def _drawn(document: pypdfium2.PdfDocument, place: int) -> Drawn:
    try:
        page = document[place]
        longest = max(page.get_size())
        scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(longest, 1.0))
        bitmap = page.render(
            scale=scale, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=False
        )
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise RefusedContentError("malformed") from error
    points, row = bytes(bitmap.buffer), bitmap.width * _CHANNELS
    if bitmap.stride != row:
        lines = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        points = b"".join(points[start : start + row] for start in lines)
    drawn = Drawn(bitmap.width, bitmap.height, points)
    page.close()
    return drawn
