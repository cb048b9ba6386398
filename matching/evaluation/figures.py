"""How good answers are, how sure that is, and whether one way of ranking beats another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytrec_eval

from matching.evaluation.asking import DEPTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Column = NDArray[np.float64]

MEASURES: Final = {"ndcg@10": "ndcg_cut_10", "mrr": "recip_rank", "r@100": "recall_100"}
_DRAWS: Final = 5_000
_SEED: Final = 20_261
_TAILS: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The measures of every judged need, in the order of the judgments."""

    columns: Mapping[str, Column]

    @property
    def count(self) -> int:
        """Return the number of needs."""
        return len(next(iter(self.columns.values())))

    def means(self) -> dict[str, float]:
        """Return the number of needs and the mean of each measure over them."""
        return {"n": self.count} | {
            name: float(column.mean()) if len(column) else 0.0
            for name, column in self.columns.items()
        }

    def intervals(self) -> dict[str, tuple[float, float]]:
        """Return where each mean lies with 95 % confidence, by drawing needs again and again."""
        return {name: _interval(column) for name, column in self.columns.items()}

    def gains(self, other: Measured) -> dict[str, dict[str, float]]:
        """Return what is won over another way of ranking the same needs, need by need."""
        return {name: _gain(column - other.columns[name]) for name, column in self.columns.items()}


def measured(
    judged: Mapping[str, Mapping[str, int]], runs: Mapping[str, Sequence[str]]
) -> Measured:
    """Return the measures of each judged need; one that was not asked found nothing."""
    scored = {
        need: {listing: float(DEPTH - rank) for rank, listing in enumerate(runs.get(need, ()))}
        for need in judged
    }
    evaluator = pytrec_eval.RelevanceEvaluator(
        {need: dict(answers) for need, answers in judged.items()}, set(MEASURES.values())
    )
    values: dict[str, dict[str, Any]] = evaluator.evaluate(scored)
    return Measured(
        {
            name: np.array(
                [values[need][measure] if need in values else 0.0 for need in judged], np.float64
            )
            for name, measure in MEASURES.items()
        }
    )


def _interval(column: Column) -> tuple[float, float]:
    if not len(column):
        return 0.0, 0.0
    draws = np.random.default_rng(_SEED).integers(0, len(column), (_DRAWS, len(column)))
    low, high = np.percentile(column[draws].mean(axis=1), _TAILS)
    return float(low), float(high)


def _gain(differences: Column) -> dict[str, float]:
    """Return the mean difference, its interval, and how likely chance alone is to make it.

    Source: R. A. Fisher's randomisation test on pairs: were both ways alike, each difference
    could as well have had the other sign.
    """
    if not len(differences):
        return {"mean": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    low, high = _interval(differences)
    random = np.random.default_rng(_SEED)
    signs = random.integers(0, 2, (_DRAWS, len(differences)), np.int8) * 2 - 1
    mean = float(differences.mean())
    by_chance = np.abs(signs @ differences) / len(differences) >= abs(mean) - 1e-12
    p = (1 + int(by_chance.sum())) / (1 + _DRAWS)
    return {"mean": mean, "low": low, "high": high, "p": p}
