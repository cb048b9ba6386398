"""Each viewer gets pictures of their own, and nothing but pictures."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from contracts.rooms.rendering.marks import Mark, page_marked

AT = dt.datetime(2026, 11, 22, 14, 52, tzinfo=dt.UTC)
MINE = Mark("김민수", "한빛중공업", AT, "a1b2c3")
CLEAN = Image.new("RGB", (1191, 1684), "white")


def shown(mark: Mark | None, page: Image.Image = CLEAN) -> Image.Image:
    return Image.open(io.BytesIO(page_marked(page, mark))).convert("RGB")


def changed(one: Image.Image, other: Image.Image, box: Any = None) -> float:
    """Return the share of points that clearly differ."""
    both = ImageChops.difference(one.crop(box), other.crop(box)).convert("L")
    histogram = both.histogram()
    return sum(histogram[25:]) / sum(histogram)


def test_without_a_mark_the_page_is_the_clean_one() -> None:
    page = CLEAN.copy()
    page.paste((10, 20, 30), (100, 100, 300, 200))
    assert changed(shown(None, page), page) == 0


def test_two_viewers_get_different_pictures() -> None:
    other = Mark("이영희", "한빛중공업", AT, "a1b2c3")
    assert changed(shown(MINE), shown(MINE)) == 0
    assert changed(shown(MINE), shown(other)) > 0.002
    later = Mark(MINE.name, MINE.organisation, AT + dt.timedelta(minutes=1), "a1b2c3")
    assert changed(shown(MINE), shown(later)) > 0


@pytest.mark.parametrize("colour", ["white", "black", (70, 70, 110), (128, 128, 128), "red"])
def test_mark_is_seen_on_every_ground_and_in_every_part(colour: Any) -> None:
    page = Image.new("RGB", CLEAN.size, colour)
    marked, clean = shown(MINE, page), shown(None, page)
    across, down = page.width // 2, page.height // 4
    for x in range(2):
        for y in range(4):
            box = (x * across, y * down, (x + 1) * across, (y + 1) * down)
            assert changed(marked, clean, box) > 0.01


def test_pages_without_colour_are_marked_as_well() -> None:
    grey = Image.new("L", CLEAN.size, 255)
    assert Image.open(io.BytesIO(page_marked(grey, MINE))).mode == "L"
    assert changed(shown(MINE, grey), shown(None, grey)) > 0.01


def test_what_lies_below_stays_legible() -> None:
    page = CLEAN.copy()
    page.paste("black", (0, 0, page.width // 2, page.height))
    marked = shown(MINE, page).convert("L")
    dark, light = marked.crop((0, 0, 590, 1684)), marked.crop((600, 0, 1191, 1684))
    assert max(dark.tobytes()) < 150
    assert min(light.tobytes()) > 150


def test_picture_carries_no_metadata_and_leaves_the_clean_page_alone() -> None:
    page = CLEAN.copy()
    page.info["comment"] = b"canary"
    page.info["exif"] = b"Exif\x00\x00canary"
    before = page.tobytes()
    packed = page_marked(page, MINE)
    assert page.tobytes() == before
    opened = Image.open(io.BytesIO(packed))
    assert opened.format == "JPEG"
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not opened.getexif()
    assert b"canary" not in packed


def test_very_long_names_are_cut_and_still_drawn() -> None:
    long = Mark("가" * 500, "B" * 500, AT)
    assert all(len(line) < 100 for line in long.lines)
    assert changed(shown(long), CLEAN) > 0.01


def test_small_pages_are_marked_too() -> None:
    small = Image.new("RGB", (90, 60), "white")
    assert changed(shown(MINE, small), small) > 0.005


def test_what_is_drawn_on_a_light_page_stays_as_black_below_a_mark_as_beside_it() -> None:
    page = Image.new("L", (1191, 1684), 255)
    for x in range(20, 1191, 40):
        page.paste(0, (x, 0, x + 3, 1684))
    drawn = [place for place, point in enumerate(page.tobytes()) if point == 0]
    marked = shown(MINE, page).convert("L").tobytes()
    darkest = sorted(marked[place] for place in drawn)
    assert darkest[len(darkest) * 99 // 100] < 40, "a line stays black"
    assert changed(shown(MINE, page), shown(None, page)) > 0.01
