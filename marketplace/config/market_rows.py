"""The first rows of the market, in the page that is sent: read before the application has come.

The pages' own components draw the pieces when they are built (`frontend/src/prerender`); here they
are filled with what a visitor may read now. The application then draws the same rows itself.
"""

from __future__ import annotations

import json
from string import Template
from typing import TYPE_CHECKING, Any, Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from marketplace.core.actor import ANONYMOUS
from marketplace.core.languages import in_language
from marketplace.core.rate_limits import operation_counted
from marketplace.taxonomy.choices import Origin
from matching.engines.base import SearchFilters
from matching.search import market_search

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from marketplace.technologies.rows import TechnologyRow

Pieces = dict[str, Any]

# as many as the application draws at first: they fill a window
_ROWS: Final = 8


def with_first_rows(page: bytes, pieces_file: Path, *, address: str, now: datetime) -> bytes:
    """Return the market's page with the newest offers in the place of their outlines.

    Args:
        page: The page as it was built.
        pieces_file: The pieces that were built with it, in its language.
        address: Where the visitor comes from; asking counts as any search does.
        now: The moment of asking.

    Raises:
        RateLimitedError: The address asked too often.
        SearchUnavailableError: The index is being rebuilt.
    """
    pieces: Pieces = json.loads(pieces_file.read_bytes())
    language = pieces_file.parent.name
    operation_counted("search", actor=ANONYMOUS, address=address, now=now)
    found = market_search(actor=ANONYMOUS, now=now, text="", filters=SearchFilters(), first=_ROWS)
    if not found.hits:
        return page
    rows = SafeString("".join(_row(pieces, hit.technology, language) for hit in found.hits))
    return page.replace(pieces["outline"].encode(), _filled(pieces["list"], rows=rows).encode(), 1)


def _row(pieces: Pieces, row: TechnologyRow, wanted: str) -> SafeString:
    code, text = in_language(row.cards, wanted) or (wanted, {})
    industry = pieces["industries"].get(row.industry.upper())
    words = text.get("problem")
    return _filled(
        pieces["row"],
        id=row.public_id,
        language=code,
        title=text.get("area") or pieces["untitled"],
        eyebrow=_filled(pieces["eyebrow"], industry=industry) if industry else "",
        lead=_filled(pieces["lead"], language=code, words=words) if words else "",
        chips=_filled(pieces["chips"], chips=_chips(pieces, row, is_foreign=code != wanted)),
        gauge=_filled(pieces["gauges"].get(str(row.trl), "")),
    )


def _chips(pieces: Pieces, row: TechnologyRow, *, is_foreign: bool) -> SafeString:
    """Return the facts of an offer on the market, as `CardChips.tsx` tells them to a visitor."""
    is_native = row.origin == Origin.NATIVE
    chips: list[SafeString] = []
    if row.is_sealed:
        chips.append(_seal(pieces, row.sealed_month))
    elif is_native:
        chips.append(_filled(pieces["notSealed"]))
    chips.append(_filled(pieces["recorded" if is_native else "imported"]))
    chips += [_filled(pieces["modes"][mode.upper()]) for mode in row.transfer_modes]
    if row.year:
        chips.append(_filled(pieces["year"], year=str(row.year)))
    if is_foreign:
        chips.append(_filled(pieces["foreign"]))
    return SafeString("".join(chips))


def _seal(pieces: Pieces, sealed_month: str | None) -> SafeString:
    if not sealed_month:
        return _filled(pieces["sealed"])
    year, month = sealed_month.split("-")
    words = Template(pieces["months"][month]).substitute(year=year)
    return _filled(pieces["sealedMonth"], month=words)


def _filled(piece: str, **values: str) -> SafeString:
    """Return a piece with values in it; whatever is no piece itself is text, and escaped."""
    escaped = {name: conditional_escape(value) for name, value in values.items()}
    return SafeString(Template(piece).substitute(escaped))
