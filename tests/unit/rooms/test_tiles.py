"""Every detail of a page comes in tiles: sharp, fitting together, and marked as one."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from contracts.rooms.rendering import renders
from contracts.rooms.rendering.marks import Mark, page_marked
from contracts.rooms.rendering.pages import TILE, TILES_ACROSS, dots_for, tiles_of
from contracts.rooms.rendering.renders import clean_page, clean_tile
from marketplace.files.isolation import RefusedContentError
from tests.unit.escrow import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = dt.datetime(2026, 11, 22, 14, 52, tzinfo=dt.UTC)
MINE = Mark("김민수", "한빛중공업", AT, "a1b2c3")
INCH = 72
A4, A3, A0 = 842, 1191, 3371


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    for kept in (renders.PAGES, renders.TILES):
        kept.clear()
    yield
    for kept in (renders.PAGES, renders.TILES):
        kept.clear()


def put_together(content: bytes, *, mark: Mark | None = None) -> Image.Image:
    """Return the page whole, from its tiles as a reader gets them."""
    page = clean_page("one", 1, last=1, content=lambda: content)
    whole = Image.new("RGB", page.whole)
    columns, rows = tiles_of(page.whole)
    for row in range(rows):
        for column in range(columns):
            tile = clean_tile("one", 1, column=column, row=row, content=lambda: content)
            corner = (column * TILE, row * TILE)
            packed = page_marked(tile.image(), mark, scale=tile.scale, corner=corner)
            whole.paste(Image.open(io.BytesIO(packed)), corner)
    return whole


def difference(one: Image.Image, other: Image.Image, least: int = 60) -> float:
    """Return the share of points that clearly differ."""
    histogram = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(histogram[least:]) / sum(histogram)


@pytest.mark.parametrize("longest", [10, INCH, A4, A3, A0, 100 * INCH])
def test_no_page_of_a_usual_size_is_drawn_at_less_than_300_points_to_an_inch(longest: int) -> None:
    dots = dots_for(longest)
    assert 300 <= dots <= 600
    assert dots * longest / INCH <= TILE * TILES_ACROSS


def test_a_page_of_any_length_has_as_many_tiles_as_can_be_asked_for() -> None:
    side = dots_for(14_400) * 14_400 / INCH
    assert TILE * (TILES_ACROSS - 1) < side <= TILE * TILES_ACROSS


def test_tiles_of_a_pdf_are_its_page_drawn_larger() -> None:
    content = documents.pdf("First page", "Second page")
    page = clean_page("one", 1, last=1, content=lambda: content)
    assert page.dots is not None
    assert page.dots >= 300
    assert page.whole[0] == pytest.approx(page.width * page.scale, abs=2)
    whole = put_together(content)
    assert difference(whole.resize((page.width, page.height)), page.image()) < 0.001
    assert min(whole.convert("L").tobytes()) < 60, "there is ink on it"


def test_tiles_of_text_are_its_page_drawn_larger() -> None:
    content = ("소성 온도 685도 " * 40).encode()
    page = clean_page("one", 1, last=1, content=lambda: content)
    whole = put_together(content)
    assert page.dots is not None
    assert page.dots >= 300
    assert whole.size == page.whole
    # letters are fitted to the points anew in each size
    assert difference(whole.resize((page.width, page.height)), page.image(), 128) < 0.02


def test_tiles_of_a_picture_are_its_own_points() -> None:
    picture = Image.linear_gradient("L").resize((3000, 1300)).convert("RGB")
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    page = clean_page("one", 1, last=1, content=packed.getvalue)
    assert (page.whole, page.dots) == ((3000, 1300), None)
    tile = clean_tile("one", 1, column=2, row=1, content=packed.getvalue)
    assert difference(tile.image(), picture.crop((2048, 1024, 3000, 1300)), 1) == 0


def test_marks_of_neighbouring_tiles_fit_together() -> None:
    content = documents.pdf("A page")
    clean, marked = put_together(content), put_together(content, mark=MINE)
    scale = clean_page("one", 1, last=1, content=lambda: content).scale
    at_once = Image.open(io.BytesIO(page_marked(clean, MINE, scale=scale)))
    assert difference(marked, at_once, 40) < 0.0005
    assert difference(marked, clean, 25) > 0.01


def test_every_tile_is_marked_and_stays_legible() -> None:
    content = documents.pdf("A page")
    page = clean_page("one", 1, last=1, content=lambda: content)
    columns, rows = tiles_of(page.whole)
    for row in range(rows):
        for column in range(columns):
            tile = clean_tile("one", 1, column=column, row=row, content=lambda: content).image()
            if min(tile.size) < TILE:
                continue
            corner = (column * TILE, row * TILE)
            packed = page_marked(tile, MINE, scale=page.scale, corner=corner)
            marked = Image.open(io.BytesIO(packed)).convert("L")
            assert difference(marked, tile, 25) > 0.01, (column, row)
    white = Image.new("L", (TILE, TILE), 255)
    lightest = Image.open(io.BytesIO(page_marked(white, MINE, scale=page.scale)))
    assert min(lightest.convert("L").tobytes()) > 150, "what lies below is read through the mark"


def test_tiles_that_a_page_does_not_have_are_refused() -> None:
    content = documents.pdf("A page")
    for column, row in ((9, 0), (0, 31), (4, 0)):
        with pytest.raises(RefusedContentError, match="no_such_tile"):
            clean_tile("one", 1, column=column, row=row, content=lambda: content)


def test_a_tile_is_drawn_once_with_its_neighbours() -> None:
    asked = []

    def content() -> bytes:
        asked.append(1)
        return documents.pdf("A page")

    for place in ((0, 0), (1, 1), (2, 3), (0, 0)):
        clean_tile("one", 1, column=place[0], row=place[1], content=content)
    assert len(asked) == 1
