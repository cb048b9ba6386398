"""The product's ranking beside plain BM25, and beside itself with other constants."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matching.constants import RECIPE
from matching.evaluation.asking import plain_answers, product_answers
from matching.evaluation.figures import measured
from matching.glossary.vocabulary import NO_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matching.engines.base import SearchIndex
    from matching.evaluation.asking import Answers, Progress
    from matching.evaluation.figures import Measured
    from matching.evaluation.judged import Judgments, Need, QueryText
    from matching.glossary.vocabulary import Vocabulary


def compared(
    index: SearchIndex,
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    *,
    rows: Mapping[str, int],
    vocabulary: Vocabulary = NO_WORDS,
    progress: Progress = iter,
) -> dict[str, Any]:
    """Return the product's measures, plain BM25's, and what is won, with intervals of 95 %.

    With a glossary, also what that wins over the same without.
    """
    product = product_answers(
        index, needs, judgments, query, rows=rows, vocabulary=vocabulary, progress=progress
    )
    plain = plain_answers(index, needs, judgments, query, rows=rows)
    subsets = _subsets(product, judgments)
    baseline = _subsets(plain, judgments)
    won = {}
    if vocabulary:
        without = _subsets(product_answers(index, needs, judgments, query, rows=rows), judgments)
        won = {
            "glossary_gains": {name: each.gains(without[name]) for name, each in subsets.items()}
        }
    return {
        "listings": len(rows),
        **{name: subset.means() for name, subset in subsets.items()},
        "intervals": {name: subset.intervals() for name, subset in subsets.items()},
        "baseline": {name: subset.means() for name, subset in baseline.items()},
        "gains": {name: subset.gains(baseline[name]) for name, subset in subsets.items()},
        "cpu_ms": _spent(product),
        "baseline_cpu_ms": _spent(plain),
        **won,
    }


def swept(
    index: SearchIndex,
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    *,
    rows: Mapping[str, int],
    values: Mapping[str, Sequence[Any]],
    vocabulary: Vocabulary = NO_WORDS,
) -> list[dict[str, Any]]:
    """Return for each value of each constant the measures and what is won over the default."""

    def asked(**changes: Any) -> dict[str, Measured]:
        recipe = replace(RECIPE, **changes)
        answers = product_answers(
            index, needs, judgments, query, rows=rows, recipe=recipe, vocabulary=vocabulary
        )
        return _subsets(answers, judgments)

    default = asked()
    tried = []
    for name, some in values.items():
        for value in some:
            subsets = asked(**{name: value})
            tried.append(
                {
                    "constant": name,
                    "value": value,
                    **{subset: each.means() for subset, each in subsets.items()},
                    "gains": {
                        subset: each.gains(default[subset]) for subset, each in subsets.items()
                    },
                }
            )
    return tried


def _subsets(answers: Answers, judgments: Judgments) -> dict[str, Measured]:
    return {
        "all": measured(judgments.relevant, answers.all),
        "hard": measured(judgments.hard(), answers.hard),
    }


def _spent(answers: Answers) -> dict[str, float]:
    spent = sorted(1000 * seconds for seconds in answers.cpu_seconds)
    return {"p50": statistics.median(spent), "p95": spent[int(0.95 * len(spent))]}
