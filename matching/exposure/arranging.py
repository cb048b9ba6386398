"""The order of fair exposure for the hits of one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.constants import FAIR_OF
from matching.exposure.fairness import fair_picks
from matching.exposure.selectors import owners_of
from matching.exposure.shares import SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.scoring import RankedHit


def hits_picked(hits: Sequence[RankedHit]) -> tuple[int, ...]:
    """Return which hits take the places behind the first ones; see `fair_picks`.

    One small query beside the ranking; who was shown how much is in memory.

    Args:
        hits: Best first, as either engine answered them.
    """
    near = hits[:FAIR_OF]
    owners = owners_of([hit.technology_id for hit in near])
    return fair_picks(
        [hit.score for hit in near],
        [owners.get(hit.technology_id) for hit in near],
        SHARES.latest,
    )
