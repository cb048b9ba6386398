"""Pictures, scans of several sheets, and plain text; runs isolated."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.rooms.rendering.pages import (
    LONGEST_SIDE,
    TILE,
    TILES_ACROSS,
    Drawn,
    answer_of,
    asked_read,
    dots_for,
)
from contracts.rooms.rendering.sheets import HEIGHT, WIDTH, sheet_drawn, sheets_in
from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.rooms.rendering.pages import Asked, Box

_MOST_PIXELS: Final = 40_000_000
_MOST_SIDE: Final = TILE * TILES_ACROSS
_SHEET_DOTS: Final = 144
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF")


def rendered(payload: bytes) -> bytes:
    """Return how many pages there are, and those asked for.

    Raises:
        RefusedContentError: Code `malformed`, `too_large` or `not_viewable`.
    """
    asked = asked_read(payload)
    opened = PictureSheets if _is_picture(asked.content) else TextSheets
    return answer_of(asked, opened(asked))


def _is_picture(content: bytes) -> bool:
    return content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


class PictureSheets:
    """A picture, or the sheets of a scan."""

    def __init__(self, asked: Asked) -> None:
        # what a picture says of its size is checked here, before a pixel of it is unpacked
        Image.MAX_IMAGE_PIXELS = None
        try:
            self._image = Image.open(io.BytesIO(asked.content), formats=_FORMATS)
            frames = getattr(self._image, "n_frames", 1)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise RefusedContentError("malformed") from error
        # a picture that moves is shown as it begins; only scans have pages
        self.total = frames if self._image.format == "TIFF" else 1

    def page(self, place: int) -> Drawn:
        """Return a page at first sight."""
        image = self._unpacked(place)
        whole = image.size
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _drawn(image, whole, scale=whole[0] / image.width)

    def area(self, place: int, cut: Callable[[int, int], Box]) -> Drawn:
        """Return an area of a page, point by point as the picture has them."""
        image = self._unpacked(place)
        first = max(1.0, max(image.size) / LONGEST_SIDE)
        return _drawn(image.crop(cut(*image.size)), image.size, scale=first)

    def _unpacked(self, place: int) -> Image.Image:
        try:
            self._image.seek(place)
            if self._image.width * self._image.height > _MOST_PIXELS:
                raise RefusedContentError("too_large")
            image = _plain(ImageOps.exif_transpose(self._image))
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            raise RefusedContentError("malformed") from error
        image.thumbnail((_MOST_SIDE, _MOST_SIDE))
        return image


class TextSheets:
    """Plain text on sheets of paper."""

    def __init__(self, asked: Asked) -> None:
        self._font = asked.font
        self._sheets = sheets_in(asked.content, asked.font)
        self.total = len(self._sheets)

    def page(self, place: int) -> Drawn:
        """Return a page at first sight."""
        image = sheet_drawn(self._sheets[place], self._font)
        return _drawn(image, _whole_sheet()[0], scale=_whole_sheet()[1], dots=_sheet_dots())

    def area(self, place: int, cut: Callable[[int, int], Box]) -> Drawn:
        """Return an area of a page with every detail."""
        whole, scale = _whole_sheet()
        image = sheet_drawn(self._sheets[place], self._font, size=whole, scale=scale)
        return _drawn(image.crop(cut(*whole)), whole, scale=scale, dots=_sheet_dots())


def _sheet_dots() -> float:
    return dots_for(HEIGHT / _SHEET_DOTS * 72)


def _whole_sheet() -> tuple[tuple[int, int], float]:
    scale = _sheet_dots() / _SHEET_DOTS
    return (round(WIDTH * scale), round(HEIGHT * scale)), scale


def _drawn(
    image: Image.Image, whole: tuple[int, int], *, scale: float, dots: float | None = None
) -> Drawn:
    return Drawn(image.width, image.height, image.tobytes(), whole, scale, dots)


def _plain(image: Image.Image) -> Image.Image:
    """Return the colours alone, what is see-through on white."""
    if image.mode == "RGB":
        return image
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")
