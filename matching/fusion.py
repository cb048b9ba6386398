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


def named_too(near: LanguageHits | None, holding: Sequence[Hit], *, weight: float) -> LanguageHits:
    """Return the hits by meaning with those that hold the glossary's words for what is asked.

    What is near and holds them wins over what is as near and does not; what only holds them comes
    in as far as they reach.

    Args:
        near: As `meant` returns it, or None where nothing is near or there is no encoder.
        holding: What holds the words, best first.
        weight: What the best of these wins, beside 1 for the very same meaning.
    """
    best = holding[0].score or 1.0
    won = {hit.public_id: weight * (1 - MEANING_FLOOR) * hit.score / best for hit in holding}
    together = {hit.public_id: hit._replace(score=won[hit.public_id]) for hit in holding}
    for hit in near.hits if near else ():
        together[hit.public_id] = hit._replace(score=hit.score + won.get(hit.public_id, 0.0))
    hits = sorted(together.values(), key=lambda hit: (-hit.score, -hit.order, hit.public_id))
    strength = min(hits[0].score / (1 - MEANING_FLOOR), 1.0)
    return LanguageHits(hits, strength, by_meaning=True, sharing=frozenset(won))
