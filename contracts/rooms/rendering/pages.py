"""Pictures of a document's pages; runs isolated, and knows neither settings nor database.

What a file is, its first bytes say. Shown are PDF, pictures and plain text. Everything else is
refused as `not_viewable`: an office file looks different with every program that opens it, and
what the reader sees has to be what the firm sealed.
"""

from __future__ import annotations

import io
import json
import zlib
from typing import TYPE_CHECKING, Final

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from contracts.rooms.rendering.sheets import sheet_drawn, sheets_in
from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    Drawing = Callable[[int], Image.Image]

DOTS_PER_POINT: Final = 2.0
"""144 dots an inch."""

LONGEST_SIDE: Final = 2_400
MOST_PAGES: Final = 5_000
_MOST_PIXELS: Final = 40_000_000
_PICTURES: Final = ("PNG", "JPEG", "WEBP", "TIFF")
_PDF_HEAD: Final = 1024
_WRONG_PASSWORD: Final = 4
_LENGTH_BYTES: Final = 4


def payload_of(content: bytes, *, font: bytes, first: int, count: int) -> bytes:
    """Return what `rendered` is given.

    Args:
        content: The document.
        font: A font file for plain text.
        first: The first page wanted, from 1.
        count: How many pages at most; 0 only counts them.
    """
    head = json.dumps({"first": first, "count": count, "font": len(font)}).encode()
    return len(head).to_bytes(_LENGTH_BYTES, "big") + head + font + content


def rendered(payload: bytes) -> bytes:
    """Return how many pages there are, and pictures of those asked for.

    The answer is one line of JSON, then for each page its colours, row by row, compressed.

    Raises:
        RefusedContentError: Code `encrypted`, `malformed`, `too_large` or `not_viewable`.
    """
    start = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    asked = json.loads(payload[_LENGTH_BYTES:start])
    font = payload[start : start + asked["font"]]
    total, drawing = _opened(payload[start + asked["font"] :], font)
    if total > MOST_PAGES:
        raise RefusedContentError("too_large")
    last = min(total, asked["first"] + asked["count"] - 1)
    heads, bodies = [], []
    for number in range(asked["first"], last + 1):
        picture = drawing(number - 1)
        body = zlib.compress(picture.tobytes(), 1)
        heads.append({"width": picture.width, "height": picture.height, "bytes": len(body)})
        bodies.append(body)
    return json.dumps({"total": total, "pages": heads}).encode() + b"\n" + b"".join(bodies)


def _opened(content: bytes, font: bytes) -> tuple[int, Drawing]:
    """Return how many pages a document has, and what draws one by its place from 0."""
    if b"%PDF-" in content[:_PDF_HEAD]:
        return _pdf(content)
    if _is_picture(content):
        return _picture(content)
    sheets = sheets_in(content, font)
    return len(sheets), lambda place: sheet_drawn(sheets[place], font)


def _pdf(content: bytes) -> tuple[int, Drawing]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == _WRONG_PASSWORD
        raise RefusedContentError("encrypted" if is_locked else "malformed") from error
    if len(document) < 1:
        raise RefusedContentError("malformed")

    def drawn(place: int) -> Image.Image:
        try:
            page = document[place]
            longest = max(page.get_size())
            scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(longest, 1.0))
            return _plain(page.render(scale=scale, may_draw_forms=False).to_pil())
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise RefusedContentError("malformed") from error

    return len(document), drawn


def _is_picture(content: bytes) -> bool:
    return content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def _picture(content: bytes) -> tuple[int, Drawing]:
    # what a picture says of its size is checked here, before a pixel of it is unpacked
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(io.BytesIO(content), formats=_PICTURES)
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
