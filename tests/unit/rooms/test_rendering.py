"""Pages come out as they are, bad documents are refused, and memory keeps no more than it may."""

from __future__ import annotations

import io
import json
import struct
import zlib
from importlib import import_module
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops

from contracts.rooms.rendering import renders
from contracts.rooms.rendering.fonts import REGULAR, font_bytes
from contracts.rooms.rendering.pages import (
    LONGEST_SIDE,
    Asked,
    drawing_function,
    payload_of,
)
from contracts.rooms.rendering.pdf_pages import DOTS_PER_POINT
from contracts.rooms.rendering.renders import Page, PageCache, clean_page, page_count
from marketplace.files.isolation import IsolatedError, RefusedContentError
from tests.unit.escrow import documents

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    renders.PAGES.clear()
    yield
    renders.PAGES.clear()


def answered(content: bytes, number: int = 1, count: int = 1) -> tuple[int, list[Image.Image]]:
    """Return what the isolated function says, asked here: it starts quicker."""
    payload = payload_of(Asked(content, number, count, font_bytes(REGULAR)))
    module, name = drawing_function(content).split(":")
    head, bodies = getattr(import_module(module), name)(payload).split(b"\n", 1)
    pictures, told = [], json.loads(head)
    for one in told["pages"]:
        points, bodies = zlib.decompress(bodies[: one["bytes"]]), bodies[one["bytes"] :]
        mode = "RGB" if one["channels"] == 3 else "L"
        picture = Image.frombytes(mode, (one["width"], one["height"]), points)
        pictures.append(picture.convert("RGB"))
    return told["total"], pictures


def counted(content: bytes) -> int:
    return answered(content, count=0)[0]


def page(content: bytes, number: int = 1) -> Image.Image:
    return answered(content, number)[1][0]


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference of any channel of any point."""
    return max(ImageChops.difference(one, other).tobytes())


def test_pdf_page_is_what_the_bare_renderer_draws() -> None:
    content = documents.pdf("First page", "Second page", "Third page")
    assert page_count(content) == 3
    isolated_page = clean_page("one", 2, last=3, content=lambda: content).image().convert("RGB")
    bare = pypdfium2.PdfDocument(content)[1].render(scale=DOTS_PER_POINT).to_pil().convert("RGB")
    assert difference(isolated_page, bare) == 0
    assert difference(isolated_page, page(content, 3)) > 200


def test_colours_are_kept_and_where_there_are_none_one_channel_says_all() -> None:
    red = clean_page("red", 1, last=1, content=documents.picture)
    black = clean_page("black", 1, last=1, content=lambda: b"black on white")
    assert (red.channels, red.image().mode) == (3, "RGB")
    assert (black.channels, black.image().mode) == (1, "L")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_pictures_are_shown_whatever_they_are_called(form: str) -> None:
    content = documents.picture(form=form)
    assert counted(content) == 1
    shown = page(content)
    assert shown.size == (120, 80)
    red, green, _blue = shown.getpixel((20, 20))  # type: ignore[misc]
    assert red > 180
    assert green < 60


def test_scan_of_several_pages_has_them_all() -> None:
    scan = io.BytesIO()
    sheets = [Image.new("1", (60, 40), colour) for colour in (0, 1, 0)]
    sheets[0].save(scan, "TIFF", save_all=True, append_images=sheets[1:])
    assert counted(scan.getvalue()) == 3
    assert page(scan.getvalue(), 2).getpixel((5, 5)) == (255, 255, 255)
    assert page(scan.getvalue(), 3).getpixel((5, 5)) == (0, 0, 0)


def test_what_is_see_through_stands_on_white() -> None:
    packed = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(packed, "PNG")
    assert page(packed.getvalue()).getpixel((3, 3)) == (255, 255, 255)


def test_large_pictures_are_made_smaller() -> None:
    shown = page(documents.picture((4000, 1000)))
    assert shown.size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_text_is_set_on_sheets_in_its_order() -> None:
    lines = "\n".join(f"{number}번째 줄, line {number}" for number in range(100))
    assert counted(lines.encode()) == 3
    assert counted(lines.encode("cp949")) == 3
    assert counted(b"one line") == 1
    first, second = page(lines.encode(), 1), page(lines.encode(), 2)
    assert difference(first, second) > 200
    # a long line goes on below, within the margins
    long = page(b"word " * 400)
    box = ImageChops.invert(long).getbbox()
    assert box is not None
    assert box[0] > 80
    assert box[2] < long.width - 80
    assert box[3] - box[1] > 300


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_viewable"),
        (documents.docx("words"), "not_viewable"),
        (documents.archive({"a.txt": b"text"}), "not_viewable"),
        (bytes(range(256)) * 20, "not_viewable"),
        (b"MZ\x90\x00\x03" + bytes(400), "not_viewable"),
        (b"a" * 500_001, "too_large"),
        (documents.pdf(password=True), "encrypted"),
        (documents.pdf("cut")[:200], "malformed"),
        (b"%PDF-1.7\n" + bytes(500), "malformed"),
        (documents.picture()[:60], "malformed"),
        (b"\xff\xd8\xff" + bytes(100), "malformed"),
        (b"RIFF\x00\x00\x00\x00WEBP" + bytes(100), "malformed"),
    ],
)
def test_bad_documents_are_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(RefusedContentError) as caught:
        answered(content)
    assert caught.value.code == code


def test_refusal_and_failure_come_out_of_the_isolated_process() -> None:
    with pytest.raises(RefusedContentError) as caught:
        page_count(documents.docx("words"))
    assert caught.value.code == "not_viewable"
    with pytest.raises(IsolatedError):
        clean_page("one", 2, last=2, content=lambda: documents.pdf("one"))


def test_picture_that_unpacks_to_very_much_is_refused_unopened() -> None:
    side = 60_000
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(1_000_000))),
            (b"IEND", b""),
        )
    )
    with pytest.raises(RefusedContentError) as caught:
        page(bomb)
    assert caught.value.code == "too_large"


def test_pdf_of_an_absurd_page_size_stays_small() -> None:
    huge = documents.pdf("Huge").replace(b"[0 0 595 842]", b"[0 0 14000 9]")
    shown = page(huge)
    assert max(shown.size) <= LONGEST_SIDE + 1


def test_renamed_documents_are_shown_as_what_they_are() -> None:
    # nothing but the bytes is asked: a PDF called `.txt` has pages, and junk before its head
    assert counted(b"\n\n" + documents.pdf("one", "two")) == 2


def test_first_page_comes_alone_and_the_next_ones_together() -> None:
    content = documents.pdf("one", "two", "three", "four")
    asked = []

    def read() -> bytes:
        asked.append(1)
        return content

    clean_page("doc", 1, last=4, content=read)
    assert renders.PAGES.get("doc", 2) is None
    for number in (2, 3, 4, 1):
        clean_page("doc", number, last=4, content=read)
    assert asked == [1, 1]
    for number in (1, 2):
        clean_page("another", number, last=2, content=read)
    assert renders.PAGES.get("another", 3) is None, "what was not granted is not rendered"


def made(size: int) -> Page:
    return Page(1, 1, bytes(size))


def test_cache_keeps_no_more_bytes_than_it_may_and_lets_the_oldest_go() -> None:
    cache = PageCache(most=100)
    for number in (1, 2, 3):
        cache.put("doc", number, made(30))
    assert cache.get("doc", 1) is not None
    cache.put("doc", 4, made(30))
    assert cache.size == 90
    assert [number for number in (1, 2, 3, 4) if cache.get("doc", number)] == [1, 3, 4]
    cache.put("doc", 1, made(20))
    assert cache.size == 80
    cache.put("doc", 5, made(101))
    assert cache.get("doc", 5) is None
    assert cache.size == 80


def test_cache_forgets_after_a_while() -> None:
    cache = PageCache(seconds=0.0)
    cache.put("doc", 1, made(30))
    assert cache.get("doc", 1) is None
    assert cache.size == 0


@pytest.mark.parametrize(
    "packed", [b"no zlib", zlib.compress(bytes(11)), zlib.compress(bytes(13)), b""]
)
def test_points_that_are_no_picture_are_not_shown(packed: bytes) -> None:
    with pytest.raises(IsolatedError):
        Page(2, 2, packed).image()
    assert Page(2, 2, zlib.compress(bytes(12))).image().size == (2, 2)
