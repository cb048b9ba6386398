"""What a page of a document costs before a reader sees it, beside rendering it with nothing else.

The product renders in a process of its own that can reach nothing, hands the points over, keeps
them a while, and marks them for each reader; the baseline renders and packs in this process. CPU
is counted of both, children included.
"""

from __future__ import annotations

import io
import resource
import statistics
from typing import TYPE_CHECKING, Final

import pypdfium2

from contracts.rooms.rendering.marks import Mark, page_marked
from contracts.rooms.rendering.pages import TILE, tiles_of
from contracts.rooms.rendering.pdf_pages import DOTS_PER_POINT
from contracts.rooms.rendering.renders import PAGES, TILES, clean_page, clean_tile
from tests.benchmarks.report import cpu_of, figure, ratio
from tests.factories.people import NOW
from tests.unit.escrow import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

PAGES_OF_IT: Final = 40
LINES: Final = 40
TURNS: Final = 5
MARK: Final = Mark("김민수", "한빛중공업", NOW, "a1b2c3d4")
LINE: Final = "The bonded layers were held at the temperature of the report, run"


def run() -> None:
    """Print the figures."""
    content = documents.pdf(
        *(
            "\n".join(f"{LINE} {page}.{line}" for line in range(LINES))
            for page in range(PAGES_OF_IT)
        )
    )
    bare, read = [], []
    for _ in range(TURNS):
        # in turns, so that a slow moment hits both
        bare.append(_spent(lambda: _bare(content)))
        read.append(_spent(lambda: _read(content)))
    ratio(
        f"{PAGES_OF_IT} pages read one after the other, CPU a page",
        statistics.median(read) / PAGES_OF_IT * 1000,
        baseline="bare render and JPEG",
        base=statistics.median(bare) / PAGES_OF_IT * 1000,
    )
    PAGES.clear()
    one = _spent(lambda: _page(content, 1, last=1))
    figure("one page alone, CPU with its process", f"{one * 1000:,.0f} ms")
    kept = _page(content, 1, last=1)
    marked = cpu_of(lambda: page_marked(_page(content, 1, last=1), MARK), calls=40)
    packed = cpu_of(lambda: page_marked(kept, None), calls=40)
    ratio(
        "a page that is kept, marked for another reader, CPU",
        marked.p50 * 1000,
        baseline="its JPEG alone",
        base=packed.p50 * 1000,
    )
    _details(content)
    figure("kept in memory for the whole document", f"{_kept(content) / 1024:,.0f} KiB")


def _details(content: bytes) -> None:
    """Print what it costs to look at a page closely."""
    TILES.clear()
    whole = _spent(lambda: _tile(content, 0, 0))
    page = clean_page("bench", 1, last=1, content=lambda: content)
    columns, rows = tiles_of(page.whole)
    figure(
        f"every detail of a page, {page.dots:.0f} points to an inch in {columns} by {rows} tiles",
        f"{whole * 1000:,.0f} ms",
    )
    tile = _tile(content, 1, 1)
    marked = cpu_of(
        lambda: page_marked(tile, MARK, scale=page.scale, corner=(TILE, TILE)), calls=40
    )
    packed = cpu_of(lambda: page_marked(tile, None), calls=40)
    ratio(
        "a tile that is kept, marked for another reader, CPU",
        marked.p50 * 1000,
        baseline="its JPEG alone",
        base=packed.p50 * 1000,
    )
    figure("kept in memory for every detail of a page", f"{TILES.size / 1024:,.0f} KiB")


def _tile(content: bytes, column: int, row: int) -> Image.Image:
    return clean_tile("bench", 1, column=column, row=row, content=lambda: content).image()


def _spent(act: Callable[[], object]) -> float:
    before = _cpu()
    act()
    return _cpu() - before


def _cpu() -> float:
    """Return the CPU seconds of this process and of all it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _bare(content: bytes) -> None:
    document = pypdfium2.PdfDocument(content)
    for page in document:
        packed = io.BytesIO()
        page.render(scale=DOTS_PER_POINT).to_pil().convert("RGB").save(packed, "JPEG", quality=85)


def _read(content: bytes) -> None:
    PAGES.clear()
    for number in range(1, PAGES_OF_IT + 1):
        page_marked(_page(content, number, last=PAGES_OF_IT), MARK)


def _page(content: bytes, number: int, *, last: int) -> Image.Image:
    return clean_page("bench", number, last=last, content=lambda: content).image()


def _kept(content: bytes) -> int:
    _read(content)
    return PAGES.size
