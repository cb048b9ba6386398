"""The visible mark: who looks, for which firm, and when, all over the page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from contracts.rooms.rendering.fonts import BOLD, font_bytes

if TYPE_CHECKING:
    from datetime import datetime

_QUALITY: Final = 85
_SIZE: Final = 26
_ANGLE: Final = 24
_LONGEST: Final = 40
_DARK: Final = 75
_INK_SHARE, _HALO_SHARE = 0.34, 0.28
_MIDDLE: Final = 128
_BETWEEN: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on each page.

    Attributes:
        name: The viewer's name.
        organisation: The viewer's firm.
        at: The moment of looking, aware.
        reference: What finds the entry in the log, short.
    """

    name: str
    organisation: str
    at: datetime
    reference: str = ""

    @property
    def lines(self) -> tuple[str, str]:
        """Return the two lines as they are drawn."""
        who = f"{_cut(self.name)} · {_cut(self.organisation)}"
        when = self.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
        return who, f"{when} {self.reference}".strip()


def page_marked(
    image: Image.Image,
    mark: Mark | None,
    *,
    scale: float = 1.0,
    corner: tuple[int, int] = (0, 0),
) -> bytes:
    """Return the page as JPEG, without any metadata, with the mark over all of it.

    Args:
        image: The clean picture, in colours or in grey; it is left as it is.
        mark: Without one the picture is only packed, which is what tests compare with.
        scale: How many times larger the picture is than the page at first sight; the mark grows
            with it.
        corner: Where the picture's upper left corner lies on its page, in points of the picture:
            the marks of neighbouring tiles fit together.
    """
    page = image.copy()
    # what a picture carries along would be written into the file
    page.info = {}
    if mark is not None:
        darker, lighter = _stamps(mark.lines, round(_SIZE * scale), page.mode)
        for place in _places(page.size, darker.size, round(_BETWEEN * scale), corner):
            _stamp(page, place, darker, lighter)
    packed = io.BytesIO()
    # thin lines of a drawing keep their colour
    page.save(packed, "JPEG", quality=_QUALITY, subsampling=0)
    return packed.getvalue()


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _stamp(
    page: Image.Image, place: tuple[int, int], darker: Image.Image, lighter: Image.Image
) -> None:
    """Put one stamp on the page: it darkens a light ground and lightens a dark one.

    Whatever is drawn on the ground keeps its own darkness: a dimension or a note below a stamp is
    as black as beside it.
    """
    left, top = max(0, place[0]), max(0, place[1])
    right = min(page.width, place[0] + darker.width)
    below = min(page.height, place[1] + darker.height)
    if left >= right or top >= below:
        return
    ground = page.crop((left, top, right, below))
    cut = (left - place[0], top - place[1], right - place[0], below - place[1])
    # a single point of the average colour tells what most of the ground is
    is_light = ground.convert("L").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if isinstance(is_light, int) and is_light >= _MIDDLE:
        page.paste(ImageChops.multiply(ground, darker.crop(cut)), (left, top))
    else:
        page.paste(ImageChops.screen(ground, lighter.crop(cut)), (left, top))


@lru_cache(maxsize=32)
def _stamps(lines: tuple[str, str], size: int, mode: str) -> tuple[Image.Image, Image.Image]:
    """Return what a light ground is multiplied with, and what lightens a dark one."""
    letters, outlined = (
        _drawn(lines, size, stroke=0),
        _drawn(lines, size, stroke=max(2, size // 13)),
    )
    weight = _INK_SHARE * (255 - _DARK) / 255
    darker = letters.point([round(255 - cover * weight) for cover in range(256)])
    lighter = outlined.point([round(cover * _HALO_SHARE) for cover in range(256)])
    return darker.convert(mode), lighter.convert(mode)


def _drawn(lines: tuple[str, str], size: int, *, stroke: int) -> Image.Image:
    """Return how much the letters cover each point."""
    face = _face(size)
    edge, widest = size * 4 // 13, max(int(face.getlength(line)) for line in lines)
    stamp = Image.new("L", (widest + 2 * edge, int(size * 2.9)), 0)
    draw = ImageDraw.Draw(stamp)
    for row, line in enumerate(lines):
        start = (edge, size * 3 // 13 + row * int(size * 1.3))
        draw.text(start, line, font=face, fill=255, stroke_width=stroke)
    return stamp.rotate(_ANGLE, Image.Resampling.BILINEAR, expand=True)


@lru_cache(maxsize=8)
def _face(size: int) -> ImageFont.FreeTypeFont:
    font = io.BytesIO(font_bytes(BOLD))
    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)


def _places(
    shown: tuple[int, int], stamp: tuple[int, int], between: int, corner: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return where the stamp goes: rows shifted against each other, over the edges too."""
    across, down = stamp[0] + between, stamp[1] + between
    left, top = corner
    places = []
    for row, y in enumerate(range(-stamp[1] // 3, top + shown[1], down)):
        if y + stamp[1] <= top:
            continue
        first = -stamp[0] // 4 - (row % 2) * across // 2
        # those further to the left end before the picture begins
        first += max(0, (left - stamp[0] - first) // across) * across
        places += [(x - left, y - top) for x in range(first, left + shown[0], across)]
    return places
