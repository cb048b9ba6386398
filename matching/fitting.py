"""Near equals by their words put in order by what else a demand asks.

What excludes an offer was asked before ranking: levels and ways of transfer that it states, and
that the demand does not want. Here an offer that states nothing, or is of another field of
industry, gives way to one that fits. Nobody has judged how much that should count, so it counts
little: no score falls by more than `FIT_WEIGHT` of itself, and a demand that asks by words alone is
answered by words alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marketplace.technologies.selectors import offers_stated
from matching.constants import FIT_OF, FIT_WEIGHT
from matching.scoring import FitState, Wanted, fits_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.demands.selectors import DemandQuerySource
    from marketplace.technologies.selectors import OfferStated
    from matching.ranking import Ranking
    from matching.scoring import Fit, RankedHit

_UNFIT = {FitState.FITS: 0.0, FitState.NOT_STATED: 0.5, FitState.DIFFERS: 1.0}


def demand_fitted(ranking: Ranking, demand: DemandQuerySource) -> Ranking:
    """Return a demand's ranking with its first hits in the order of fit; one small query.

    Args:
        ranking: What the demand's words found.
        demand: What it asks.
    """
    wanted = demand_wanted(demand)
    if wanted == Wanted():
        return ranking
    near = ranking.hits[:FIT_OF]
    stated = offers_stated([hit.technology_id for hit in near])
    return replace(ranking, hits=fitted(near, stated, wanted) + ranking.hits[FIT_OF:])


def demand_wanted(demand: DemandQuerySource) -> Wanted:
    """Return what the demand asks besides its words."""
    return Wanted(demand.industries, demand.trl_min, demand.trl_max, demand.transfer_modes)


def fitted(
    hits: Sequence[RankedHit], stated: Mapping[int, OfferStated], wanted: Wanted
) -> list[RankedHit]:
    """Return the hits by score less what does not fit, best first; the best counts as 1 again.

    Args:
        hits: Best first.
        stated: What each technology states; one that is not in it states nothing.
        wanted: What the demand asks besides its words.
    """
    weighed = [
        (hit.score * (1 - FIT_WEIGHT * _unfit(wanted, stated.get(hit.technology_id))), hit)
        for hit in hits
    ]
    best = max((score for score, _ in weighed), default=0.0)
    if best <= 0:
        return list(hits)
    # equals stay in the order of their words
    weighed.sort(key=lambda each: -each[0])
    return [hit._replace(score=score / best) for score, hit in weighed]


def _unfit(wanted: Wanted, stated: OfferStated | None) -> float:
    """Return the share of what is asked that the offer does not fit; unstated counts half."""
    fits: Sequence[Fit] = fits_of(
        wanted,
        industry=stated.industry if stated else "",
        trl=stated.trl if stated else None,
        modes=stated.transfer_modes if stated else (),
    )
    return sum(_UNFIT[fit.state] for fit in fits) / max(len(fits), 1)
