"""Profiles turned round: for each term the profiles that ask for it; pure.

An offer's score for a profile is a sum over the terms both have. With the profiles' weights sorted
by term, one pass over the terms of an offer adds up its score for all of them at once, so no
profile is missed, however many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.alerts.nearness import NearQuestions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NEVER: Final = np.float32(np.inf)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one profile asks for.

    Args:
        key: Row key of the profile.
        terms: Hashes of its terms, each once.
        weights: What each term adds to the score of an offer, per unit of what it is worth there.
        threshold: The score from which on an offer is told of.
        vector: What it means, where offers of its language are met by that; of length one.
        nearness: The cosine from which on such an offer is told of.
    """

    key: int
    terms: NDArray[np.uint64]
    weights: NDArray[np.float32]
    threshold: float
    vector: NDArray[np.float32] | None = None
    nearness: float = 1.0


@dataclass(frozen=True, slots=True)
class Met:
    """A profile that an offer meets, and the score or the cosine that it reaches there."""

    key: int
    score: float


class ReversedProfiles:
    """Profiles sorted by term.

    Args:
        profiles: All of them; a profile that comes later does not replace one of the same key.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        sizes = np.fromiter((len(each.terms) for each in profiles), np.int64, len(profiles))
        terms = _joined([each.terms for each in profiles], np.uint64)
        order = np.argsort(terms, kind="stable")
        self._places = np.repeat(np.arange(len(profiles), dtype=np.uint32), sizes)[order]
        self._weights = _joined([each.weights for each in profiles], np.float32)[order]
        self._terms, self._starts = np.unique(terms[order], return_index=True)
        self._ends = np.append(self._starts[1:], len(terms))
        self._keys = np.fromiter((each.key for each in profiles), np.int64, len(profiles))
        self._thresholds = np.fromiter(
            (each.threshold for each in profiles), np.float32, len(profiles)
        )
        self._place_of = {each.key: place for place, each in enumerate(profiles)}
        meant = [(each.key, each.vector, each.nearness) for each in profiles]
        kept = [(key, vector, near) for key, vector, near in meant if vector is not None]
        self._near_keys = [key for key, _, _ in kept]
        self._near_row_of = {key: row for row, key in enumerate(self._near_keys)}
        self._near = (
            NearQuestions(
                np.stack([vector for _, vector, _ in kept]),
                np.array([near for _, _, near in kept], np.float32),
            )
            if kept
            else None
        )

    def __len__(self) -> int:
        return len(self._keys)

    def drop(self, key: int) -> None:
        """Let a profile be met no more; an unknown one is harmless."""
        place = self._place_of.get(key)
        if place is not None:
            self._thresholds[place] = _NEVER
        row = self._near_row_of.get(key)
        if row is not None and self._near is not None:
            self._near.drop(row)

    def met(self, terms: NDArray[np.uint64], worths: NDArray[np.float32]) -> list[Met]:
        """Return the profiles whose threshold an offer reaches.

        Args:
            terms: Hashes of the offer's terms, each once.
            worths: What each of them is worth in the offer.
        """
        if not len(self._terms) or not len(terms):
            return []
        found = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        known = self._terms[found] == terms
        rows, values = found[known], worths[known]
        starts, ends = self._starts[rows], self._ends[rows]
        slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        if not slices:
            return []
        places = np.concatenate([self._places[each] for each in slices])
        parts = np.concatenate([self._weights[each] for each in slices])
        parts *= np.repeat(values, ends - starts)
        scores = np.bincount(places, weights=parts, minlength=len(self._keys))
        hits = np.flatnonzero((scores > 0) & (scores >= self._thresholds))
        return [Met(int(self._keys[place]), float(scores[place])) for place in hits]

    def near(self, vector: NDArray[np.float32]) -> list[Met]:
        """Return the profiles that an offer comes near enough to by what it means."""
        found = self._near.near(vector) if self._near is not None else []
        return [Met(self._near_keys[row], cosine) for row, cosine in found]


def _joined(arrays: list[NDArray[np.generic]], kind: type[np.generic]) -> NDArray[np.generic]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
