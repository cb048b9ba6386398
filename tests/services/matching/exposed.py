"""What the ledger of exposure holds, and answers of many near equals to fill it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.notifications.korea import KOREA
from marketplace.technologies.models import Technology
from marketplace.technologies.services import ImportedTechnology, technologies_import
from matching.engines.base import SearchFilters
from matching.exposure.services import exposure_flush
from matching.models import ExposureDay
from matching.search import MarketPage, market_search
from matching.services import index_rebuild
from tests.factories.people import NOW

if TYPE_CHECKING:
    from datetime import date, datetime

    from marketplace.core.actor import Actor
    from matching.search import CursorKey

TODAY = NOW.astimezone(KOREA).date()


def equals_made(count: int) -> list[Technology]:
    """Return listings of as many firms that answer "turbine seal" alike, in the order found."""
    batch = [
        ImportedTechnology(
            source_ref=f"EQUAL-{number:02}", firm=f"Maker {chr(65 + number)}", area="Agency",
            year=2020, title="Turbine seal", abstract="A seal for a turbine.",
        )
        for number in range(count)
    ]  # fmt: skip
    technologies_import(batch=batch, now=NOW)
    index_rebuild(now=NOW)
    rows = Technology.objects.filter(source_ref__startswith="EQUAL-")
    return list(rows.order_by("-published_order", "public_id"))


def asked(
    actor: Actor,
    *,
    text: str = "turbine seal",
    first: int = 20,
    after: CursorKey | None = None,
    now: datetime = NOW,
) -> MarketPage:
    """Return a page of a search."""
    return market_search(
        actor=actor, now=now, text=text, filters=SearchFilters(), first=first, after=after
    )


def keys_of(page: MarketPage) -> list[int]:
    """Return the technologies of a page by their row keys."""
    return [hit.technology.pk for hit in page.hits]


def ledger() -> dict[int, tuple[int, int, int, int]]:
    """Write what was counted; return shown, places, thousandths and near by technology."""
    exposure_flush()
    rows = ExposureDay.objects.values_list(
        "technology_id", "shown", "places", "thousandths", "near"
    )
    return {key: (shown, places, worth, near) for key, shown, places, worth, near in rows}


def shown_before(
    technology: Technology,
    *,
    days_ago: int = 1,
    day: date | None = None,
    surface: str = "search",
    **counts: int,
) -> ExposureDay:
    """Return a row of the ledger."""
    return ExposureDay.objects.create(
        technology=technology,
        owner_id=technology.owner_id,
        day=day or TODAY - timedelta(days=days_ago),
        surface=surface,
        **counts,
    )
