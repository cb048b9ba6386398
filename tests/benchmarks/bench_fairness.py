"""What fair exposure costs in relevance, and how much more evenly firms are shown.

Judged needs of public records are asked one after the other, in the order of their table; ten
places are shown each time, and each place adds 1/log2(place + 1) to its firm. The fair order sees
what was shown before. Needs `SEALBRIDGE_DATA`.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.accounts.services.importing import organisation_import_key
from matching.constants import FAIR_OF, FAIR_PLACES, FAIR_WEIGHT
from matching.engines.base import SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import DEPTH, listings_indexed
from matching.evaluation.figures import measured
from matching.evaluation.judged import QueryText, judgments_read, listings_read, needs_read
from matching.exposure.fairness import arranged, fair_picks, shares_of
from matching.exposure.tally import EXPOSURE
from matching.ranking import ranked
from matching.records import json_lines
from tests.benchmarks.report import cpu_of, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matching.engines.base import SearchIndex
    from matching.evaluation.judged import Judgments, Need

    Answer = Sequence[tuple[str, float]]
    Judged = Mapping[str, Mapping[str, int]]

WEIGHTS: Final = (0.0, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3)
MOST_LOST: Final = 2.0
LEAST_FALL: Final = 30.0
FIRMS: Final = 5_000


@dataclass(frozen=True)
class Played:
    """What showing the answers of all needs came to.

    Args:
        exposures: By firm, in thousandths.
        ndcg: Mean nDCG@10.
    """

    exposures: Mapping[str, int]
    ndcg: float


def run() -> None:
    """Print the figures."""
    folder = Path(os.environ.get("SEALBRIDGE_DATA", "")) / "sbir"
    if not os.environ.get("SEALBRIDGE_DATA") or not folder.is_dir():
        figure("fairness", "skipped: SEALBRIDGE_DATA names no records")
        return
    judgments = judgments_read(folder / "qrels_dev.tsv")
    needs = needs_read(folder / "needs_dev.jsonl")
    firms = _firms(folder / "listings.jsonl.gz")
    hard = judgments.hard()
    others = {key: judged for key, judged in judgments.relevant.items() if key not in hard}
    with tempfile.TemporaryDirectory(prefix="sealbridge-fairness-") as place:
        engine = EmbeddedEngine(Path(place))
        rows = listings_indexed(engine, listings_read(folder / "listings.jsonl.gz"))
        index = engine.index()
        of_hard = _answers(index, needs, hard, rows, judgments)
        of_others = _answers(index, needs, others, rows)
    _curve("the hard needs, on which the weight was chosen", hard, of_hard, firms)
    _curve("the other needs of the table, all their answers", others, of_others, firms)
    _cost()


def _firms(path: Path) -> dict[str, str]:
    """Return the firm of each listing, spelled as the import spells it."""
    return {
        str(line.record["id"]): organisation_import_key(str(line.record["firm"]))
        for line in json_lines(path)
    }


def _answers(
    index: SearchIndex,
    needs: Mapping[str, Need],
    judged: Judged,
    rows: Mapping[str, int],
    judgments: Judgments | None = None,
) -> dict[str, Answer]:
    """Return what the product answers; with judgments, as if those of a need's title were away."""
    answers: dict[str, Answer] = {}
    for key in judged:
        same = judgments.same_title.get(key, ()) if judgments else ()
        language, parts = needs[key].parts(QueryText.FULL)
        hits = ranked(
            index,
            {language: parts},
            texts=TextSet.SUMMARY,
            filters=SearchFilters(
                without_owners=tuple(sorted(rows[one] for one in same if one in rows))
            ),
            limit=DEPTH,
            refine=True,
        ).hits
        answers[key] = [(hit.public_id, hit.score) for hit in hits]
    return answers


def _played(
    judged: Judged, answers: Mapping[str, Answer], firms: Mapping[str, str], weight: float
) -> Played:
    """Show the answers of one need after the other in the fair order of a weight."""
    exposures: Counter[str] = Counter()
    runs: dict[str, list[str]] = {}
    for key, answer in answers.items():
        ids = [listing for listing, _ in answer]
        picks = fair_picks(
            [score for _, score in answer[:FAIR_OF]],
            [firms[listing] for listing in ids[:FAIR_OF]],
            shares_of(exposures),
            weight=weight,
        )
        runs[key] = arranged(ids, picks)
        for listing, worth in zip(runs[key][:FAIR_PLACES], EXPOSURE, strict=False):
            exposures[firms[listing]] += worth
    return Played(exposures, measured(judged, runs).means()["ndcg@10"])


def _curve(
    name: str, judged: Judged, answers: Mapping[str, Answer], firms: Mapping[str, str]
) -> None:
    plain = _played(judged, answers, firms, 0.0)
    shown = set(plain.exposures)
    gini = _gini(plain, shown)
    figure(
        f"{name} ({len(answers)})",
        f"plain: nDCG@10 {plain.ndcg:.4f}, Gini {gini:.3f} over {len(shown)} firms",
    )
    for weight in WEIGHTS:
        fair = _played(judged, answers, firms, weight)
        either = shown | set(fair.exposures)
        lost = 100 * (1 - fair.ndcg / plain.ndcg)
        fall = 100 * (1 - _gini(fair, either) / _gini(plain, either))
        verdict = ""
        if weight == FAIR_WEIGHT:
            is_kept = lost <= MOST_LOST and fall >= LEAST_FALL
            verdict = (
                f"  <- shipped (loses at most {MOST_LOST:g} %, falls by at least {LEAST_FALL:g} %: "
                f"{'kept' if is_kept else 'BROKEN'})"
            )
        figure(
            f"weight {weight:.2f}",
            f"nDCG@10 {fair.ndcg:.4f} ({lost:.2f} % lost), Gini over the {len(either)} firms that "
            f"either shows {_gini(plain, either):.3f} -> {_gini(fair, either):.3f} "
            f"({-fall:+.1f} %), over the {len(shown)} that the plain one shows "
            f"{gini:.3f} -> {_gini(fair, shown):.3f} "
            f"({100 * (_gini(fair, shown) / gini - 1):+.1f} %){verdict}",
        )


def _gini(played: Played, firms: Iterable[str]) -> float:
    """Return how unevenly the firms were shown: 0 for all alike, 1 for one alone."""
    worths = np.sort([float(played.exposures.get(firm, 0)) for firm in firms])
    ranks = 2 * np.arange(1, len(worths) + 1) - len(worths) - 1
    return float(ranks @ worths / (len(worths) * worths.sum()))


def _cost() -> None:
    """Print what arranging one answer takes, besides the query for its firms."""
    shares = shares_of({f"firm {number}": number + 1 for number in range(FIRMS)})
    scores = [1 - 0.02 * place for place in range(FAIR_OF)]
    asked = [f"firm {(37 * place) % FIRMS}" for place in range(FAIR_OF)]
    spent = cpu_of(lambda: arranged(scores, fair_picks(scores, asked, shares)), calls=500)
    figure("the fair order of one answer, CPU p50", f"{1e6 * spent.p50:.0f} µs")
    many = {f"firm {number}": (number * 7919) % 10_007 for number in range(FIRMS)}
    read = cpu_of(lambda: shares_of(many), calls=30)
    figure(f"the shares of {FIRMS:,} firms, once a minute", f"{1e3 * read.p50:.1f} ms")
