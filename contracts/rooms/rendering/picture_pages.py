"""Pictures, scans of several sheets, and plain text; runs isolated."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.rooms.rendering.pages import LONGEST_SIDE, Drawn, answer_of, asked_read
from contracts.rooms.rendering.sheets import sheet_drawn, sheets_in
from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_PIXELS: Final = 40_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF")


def rendered(payload: bytes) -> bytes:
    """Return how many pages there are, and those asked for.

    Raises:
        RefusedContentError: Code `malformed`, `too_large` or `not_viewable`.
    """
    asked = asked_read(payload)
    if _is_picture(asked.content):
        total, draw = _picture(asked.content)
    else:
        sheets = sheets_in(asked.content, asked.font)
        total, draw = len(sheets), lambda place: sheet_drawn(sheets[place], asked.font)

    def drawn(place: int) -> Drawn:
        image = draw(place)
        return Drawn(image.width, image.height, image.tobytes())

    return answer_of(asked, total=total, draw=drawn)


def _is_picture(content: bytes) -> bool:
    return content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def _picture(content: bytes) -> tuple[int, Callable[[int], Image.Image]]:
    # what a picture says of its size is checked here, before a pixel of it is unpacked
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        frames = getattr(image, "n_frames", 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RefusedContentError("malformed") from error
    # a picture that moves is shown as it begins; only scans have pages
    count = frames if image.format == "TIFF" else 1

    def drawn(place: int) -> Image.Image:
        try:
            image.seek(place)
            if image.width * image.height > _MOST_PIXELS:
                raise RefusedContentError("too_large")
            return _fitted(_plain(ImageOps.exif_transpose(image)))
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            raise RefusedContentError("malformed") from error

    return count, drawn


def _fitted(image: Image.Image) -> Image.Image:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


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
