"""How many offers of the market state which facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Max

from marketplace.taxonomy.choices import Origin
from marketplace.technologies.models import Technology
from marketplace.technologies.policies import market_technologies

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class MarketFacts:
    """Facts that `count` published technologies state alike.

    Regions belong to the summary, and the rest to the anonymous card: whoever reads cards alone
    must not be answered by regions.
    """

    industry: str
    trl: int | None
    transfer_modes: tuple[str, ...]
    origin: str
    regions: tuple[str, ...]
    count: int


class OfferStated(NamedTuple):
    """What one technology's card states beside its words; empty where it states nothing."""

    industry: str
    trl: int | None
    transfer_modes: tuple[str, ...]


def offers_stated(technology_ids: Collection[int]) -> dict[int, OfferStated]:
    """Return what each of the technologies on the market states, by row key, in one query."""
    found = Technology.objects.filter(market_technologies(), pk__in=technology_ids)
    rows = found.values_list("pk", "version__industry", "version__trl", "version__transfer_modes")
    return {
        key: OfferStated(industry or "", trl, tuple(modes or ()))
        for key, industry, trl, modes in rows
    }


def market_facts(
    *, since: datetime | None = None, without_owners: Collection[int] = ()
) -> list[MarketFacts]:
    """Return what the offers on the market state.

    Args:
        since: Only of those that came to the market after this moment.
        without_owners: Organisations whose offers are left out.
    """
    found = Technology.objects.filter(market_technologies()).exclude(owner_id__in=without_owners)
    rows = (
        (found if since is None else found.filter(published_at__gt=since))
        .order_by()
        .values_list(
            "version__industry",
            "version__trl",
            "version__transfer_modes",
            "origin",
            "version__regions",
        )
        .annotate(count=Count("pk"))
    )
    return [
        MarketFacts(industry or "", trl, tuple(modes or ()), origin, tuple(regions or ()), count)
        for industry, trl, modes, origin, regions, count in rows
    ]


def latest_publication() -> datetime | None:
    """Return when the youngest technology came to the market; the moment is told to nobody."""
    found = Technology.objects.filter(market_technologies())
    latest: datetime | None = found.aggregate(latest=Max("published_at"))["latest"]
    return latest


def published_since(public_ids: Collection[str], moment: datetime) -> list[str]:
    """Return those of the technologies that came to the market after a moment."""
    found = Technology.objects.filter(market_technologies(), public_id__in=public_ids)
    return list(found.filter(published_at__gt=moment).values_list("public_id", flat=True))


def technology_ids_published_since(moment: datetime) -> list[int]:
    """Return the keys of the technologies of firms here that came to the market after a moment."""
    found = Technology.objects.filter(market_technologies(), published_at__gt=moment)
    return list(found.filter(origin=Origin.NATIVE).order_by("pk").values_list("pk", flat=True))


def market_owners(technology_ids: Collection[int]) -> dict[int, int]:
    """Return the owner of each of the technologies on the market; never shown to anybody."""
    found = Technology.objects.filter(market_technologies(), pk__in=technology_ids)
    return dict(found.values_list("pk", "owner_id"))
