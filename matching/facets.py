"""How many offers of an answer state which facts, for whoever narrows it down; pure.

The counts of one kind of fact leave out what was chosen of that kind, so that a second choice
beside the first can be weighed too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matching.engines.base import SearchFilters


class FacetKind(StrEnum):
    """A kind of fact that an answer is narrowed down by."""

    INDUSTRY = "industry"
    MODE = "mode"
    ORIGIN = "origin"
    REGION = "region"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer states; None, "" or nothing where it does not.

    Regions belong to the summary, the rest to the anonymous card.
    """

    industry: str
    trl: int | None
    transfer_modes: tuple[str, ...]
    origin: str
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many offers state each fact.

    Args:
        total: How many offers the answer holds.
        is_complete: Whether every offer that answers was counted; a text finds at most 200.
        industries: By field of industry.
        transfer_modes: By way of transfer.
        origins: By source.
        levels: By readiness level.
        without_modes: How many state no way of transfer, and pass whatever is chosen.
        without_level: How many state no level, and pass whatever is chosen.
        regions: By part of the world where partners are sought; None for who may not ask by it.
        without_regions: How many state no region, and pass whatever is chosen.
    """

    total: int
    is_complete: bool
    industries: Mapping[str, int]
    transfer_modes: Mapping[str, int]
    origins: Mapping[str, int]
    levels: Mapping[int, int]
    without_modes: int
    without_level: int
    regions: Mapping[str, int] | None = None
    without_regions: int = 0


Counted = tuple[OfferFacts, int]


def filters_without(filters: SearchFilters, kind: FacetKind) -> SearchFilters:
    """Return the filters as they would be if nothing of the kind were chosen."""
    match kind:
        case FacetKind.INDUSTRY:
            return replace(filters, industries=())
        case FacetKind.MODE:
            return replace(filters, transfer_modes=())
        case FacetKind.ORIGIN:
            return replace(filters, origins=())
        case FacetKind.REGION:
            return replace(filters, regions=())
        case FacetKind.LEVEL:
            return replace(filters, trl_min=None, trl_max=None)


def passes(facts: OfferFacts, filters: SearchFilters) -> bool:
    """Tell whether an offer passes the filters, as `SearchFilters` explains them."""
    if filters.industries and facts.industry not in filters.industries:
        return False
    if filters.origins and facts.origin not in filters.origins:
        return False
    for wanted, stated in (
        (filters.transfer_modes, facts.transfer_modes),
        (filters.regions, facts.regions),
    ):
        if wanted and stated and not set(wanted) & set(stated):
            return False
    if facts.trl is None:
        return True
    return (filters.trl_min or facts.trl) <= facts.trl <= (filters.trl_max or facts.trl)


def facets_of(
    answer: Iterable[Counted],
    by_kind: Mapping[FacetKind, Iterable[Counted]],
    *,
    is_complete: bool,
    with_regions: bool = False,
) -> Facets:
    """Return the counts.

    Args:
        answer: The offers that pass every filter, each with how often it stands for one.
        by_kind: For each kind the offers that pass the filters of the other kinds.
        is_complete: See `Facets`.
        with_regions: Whether the reader may ask by regions.
    """
    industries: Counter[str] = Counter()
    for facts, times in by_kind[FacetKind.INDUSTRY]:
        industries[facts.industry] += times
    modes: Counter[str] = Counter()
    for facts, times in by_kind[FacetKind.MODE]:
        for mode in facts.transfer_modes or ("",):
            modes[mode] += times
    regions: Counter[str] = Counter()
    for facts, times in by_kind[FacetKind.REGION] if with_regions else ():
        for region in facts.regions or ("",):
            regions[region] += times
    origins: Counter[str] = Counter()
    for facts, times in by_kind[FacetKind.ORIGIN]:
        origins[facts.origin] += times
    levels: Counter[int] = Counter()
    for facts, times in by_kind[FacetKind.LEVEL]:
        levels[facts.trl or 0] += times
    return Facets(
        total=sum(times for _, times in answer),
        is_complete=is_complete,
        without_modes=modes.pop("", 0),
        without_level=levels.pop(0, 0),
        without_regions=regions.pop("", 0),
        industries={code: count for code, count in industries.items() if code},
        transfer_modes=dict(modes),
        origins=dict(origins),
        levels=dict(levels),
        regions=dict(regions) if with_regions else None,
    )
