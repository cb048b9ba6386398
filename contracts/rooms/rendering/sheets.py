"""Plain text on sheets of paper; runs isolated."""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 1191, 1684
_MARGIN, _LINE, _SIZE = 96, 34, 22
_LINES: Final = (HEIGHT - 2 * _MARGIN) // _LINE
_LONGEST_TEXT: Final = 500_000
_LONGEST_LINE: Final = 240
_BOUNDARY: Final = re.compile("[ ,;|)\\]}]")
_STRANGE_PER_THOUSAND: Final = 2


def sheets_in(content: bytes, font: bytes) -> Sequence[Sequence[str]]:
    """Return the lines of each sheet.

    Raises:
        RefusedContentError: Code `not_viewable` where it is no text, `too_large` where it is long.
    """
    text = _text(content)
    if len(text) > _LONGEST_TEXT:
        raise RefusedContentError("too_large")
    face = _face(font)
    lines = [line for written in text.split("\n") for line in _wrapped(written, face)]
    return [lines[place : place + _LINES] for place in range(0, len(lines), _LINES)]


def sheet_drawn(
    lines: Sequence[str],
    font: bytes,
    *,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    scale: float = 1.0,
) -> Image.Image:
    """Return the picture of one sheet, in the size of first sight or larger."""
    face = _face(font, scale)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for place, line in enumerate(lines):
        start = (round(_MARGIN * scale), round((_MARGIN + place * _LINE) * scale))
        draw.text(start, line, font=face, fill=(20, 20, 20))
    return image


def _face(font: bytes, scale: float = 1.0) -> ImageFont.FreeTypeFont:
    size = _SIZE * scale
    return ImageFont.truetype(io.BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)


def _text(content: bytes) -> str:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp949"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_written(text):
            return text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    raise RefusedContentError("not_viewable")


def _is_written(text: str) -> bool:
    """Tell whether somebody may have typed this: other bytes, too, can be read as letters."""
    if not text.strip():
        return False
    strange = sum(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t\f" for sign in text)
    return strange * 1000 <= _STRANGE_PER_THOUSAND * len(text)


def _wrapped(line: str, face: ImageFont.FreeTypeFont) -> Iterator[str]:
    rest = "".join(sign for sign in line if unicodedata.category(sign) != "Cc")
    while rest:
        piece = rest[:_LONGEST_LINE]
        if face.getlength(piece) > WIDTH - 2 * _MARGIN:
            most = bisect_right(
                range(1, len(piece)),
                WIDTH - 2 * _MARGIN,
                key=lambda length: int(face.getlength(piece[:length])),
            )
            piece = _at_boundary(piece[: max(1, most)])
        yield piece
        rest = rest[len(piece) :]
    if not line:
        yield ""


def _at_boundary(piece: str) -> str:
    ends = [found.end() for found in _BOUNDARY.finditer(piece)]
    return piece[: ends[-1]] if ends and ends[-1] > len(piece) // 2 else piece
