"""How many offers of the market state which facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from marketplace.technologies.models import Technology
from marketplace.technologies.policies import market_technologies


@dataclass(frozen=True, slots=True)
class MarketFacts:
    """Facts of anonymous cards that `count` published technologies state alike."""

    industry: str
    trl: int | None
    transfer_modes: tuple[str, ...]
    origin: str
    count: int


def market_facts() -> list[MarketFacts]:
    """Return what the cards on the market state; every visitor may read each of them."""
    rows = (
        Technology.objects.filter(market_technologies())
        .order_by()
        .values_list("version__industry", "version__trl", "version__transfer_modes", "origin")
        .annotate(count=Count("pk"))
    )
    return [
        MarketFacts(industry or "", trl, tuple(modes or ()), origin, count)
        for industry, trl, modes, origin, count in rows
    ]
