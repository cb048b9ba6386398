"""Hits by meaning brought onto the scale of hits by words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.constants import MEANING_FLOOR
from matching.scoring import LanguageHits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.engines.base import Hit


def meant(hits: Sequence[Hit]) -> LanguageHits:
    """Return the hits whose cosine tells something, scored from 0 at the floor upwards.

    Cosines of one language pair compare with each other only, so the group is weighed against
    others by how near its best hit comes.
    """
    kept = [
        hit._replace(score=hit.score - MEANING_FLOOR) for hit in hits if hit.score > MEANING_FLOOR
    ]
    nearest = kept[0].score if kept else 0.0
    return LanguageHits(kept, nearest / (1 - MEANING_FLOOR), by_meaning=True)
