"""Questions as points of meaning, all compared with an offer's at once; exact, and pure.

Most of what texts of one kind mean lies in few directions. The product over those, with the lengths
of what is left of both points, says how near the two can be at most; only who could be near enough
is compared whole. At 100,000 questions this takes half the time of comparing all of them, or less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.encoding.base import Vector

_DIRECTIONS: Final = 192
_FITTED_ON: Final = 20_000
_FEW: Final = 4_096
"""So few questions are compared whole at once."""
_WORTH_PICKING: Final = 0.25
"""Above this share of all, comparing all takes less time than picking some out."""
_ROUNDING: Final = 1e-4
_NEVER: Final = np.float32(np.inf)


class NearQuestions:
    """Points of questions with how near an offer has to come to each.

    Args:
        vectors: One row for each question, of length one.
        floors: The smallest cosine that is told.
    """

    def __init__(self, vectors: NDArray[np.float32], floors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self._floors = floors
        self._basis: NDArray[np.float32] | None = None
        if len(vectors) > _FEW:
            self._basis = _directions(vectors)
            self._heads = vectors @ self._basis
            self._rests = _rest(self._heads)

    def drop(self, row: int) -> None:
        """Let a question be near to nothing any more."""
        self._floors[row] = _NEVER

    def near(self, vector: Vector) -> list[tuple[int, float]]:
        """Return the rows that are near enough to the point, with their cosines.

        Args:
            vector: The offer's, of length one.
        """
        if self._basis is None:
            rows = np.arange(len(self._vectors))
        else:
            head = vector @ self._basis
            most = self._heads @ head
            most += self._rests * _rest(head[None, :])[0]
            most += _ROUNDING
            rows = np.flatnonzero(most >= self._floors)
        is_most = len(rows) > len(self._vectors) * _WORTH_PICKING
        if is_most:
            rows = np.arange(len(self._vectors))
        cosines = (self._vectors if is_most else self._vectors[rows]) @ vector
        kept = np.flatnonzero(cosines >= self._floors[rows])
        return list(zip(rows[kept].tolist(), cosines[kept].tolist(), strict=True))


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the directions in which most of the points' length lies, one column each."""
    step = max(len(vectors) // _FITTED_ON, 1)
    sample = vectors[::step]
    _, found = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(found[:, -_DIRECTIONS:], np.float32)


def _rest(heads: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how long what is left of each point is, each being of length one."""
    left = np.maximum(1.0 - np.einsum("ij,ij->i", heads, heads), 0.0)
    length: NDArray[np.float32] = np.sqrt(left).astype(np.float32)
    return length
