"""One listing against 100,000 demands: who has to be told, and what it costs to find out.

Demands are recombined from real needs where `SEALBRIDGE_DATA` names them; each keeps a threshold
that a real need reached in a market of 18,000 real listings.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.core.languages import Language
from matching.alerts.constants import ALERT_RANK
from matching.alerts.formula import offer_terms, profile_terms, whole_score
from matching.alerts.reverse import Profile, ReversedProfiles
from matching.documents import text_analysed
from matching.engines.base import SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import listings_indexed
from matching.evaluation.judged import QueryText, listings_read, needs_read
from tests.benchmarks.report import figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.engines.embedded import EmbeddedIndex
    from matching.evaluation.judged import Need

    Weighed = tuple[NDArray[np.uint64], NDArray[np.float32], float]

PROFILES: Final = 100_000
LISTINGS: Final = 200
LIMIT_MS: Final = 20.0


def run() -> None:
    """Print the figures."""
    folder = os.environ.get("SEALBRIDGE_DATA")
    if not folder:
        figure("alerts", "skipped: SEALBRIDGE_DATA names no records")
        return
    records = Path(folder) / "sbir"
    with tempfile.TemporaryDirectory(prefix="sealbridge-alerts-") as place:
        engine = EmbeddedEngine(Path(place))
        listings_indexed(engine, listings_read(records / "listings.jsonl.gz"))
        index = engine.index()
        needs = list(needs_read(records / "needs_dev.jsonl").values())
        weighed = [_weighed(index, need) for need in needs]
        average = index.average_length(language=Language.EN, texts=TextSet.SUMMARY)
    started = time.perf_counter()
    profiles = ReversedProfiles(_recombined(weighed))
    figure(
        f"{PROFILES:,} demands of {len(needs)} real ones",
        f"sorted by term in {time.perf_counter() - started:.1f} s",
    )
    texts = random.Random(7).sample(list(listings_read(records / "listings.jsonl.gz")), LISTINGS)
    spent, met = [], []
    for listing in texts:
        started = time.thread_time()
        text = text_analysed(listing.title, listing.body, Language.EN)
        terms, worths = offer_terms(text, average_length=average)
        met.append(len(profiles.met(terms, worths)))
        spent.append(1000 * (time.thread_time() - started))
    figure(
        "one listing meets them all, CPU",
        f"{np.percentile(spent, 50):.1f} ms p50, {np.percentile(spent, 95):.1f} ms p95, "
        f"at most {LIMIT_MS:.0f} ms wanted; {np.mean(met):.0f} demands met on average",
    )


def _weighed(index: EmbeddedIndex, need: Need) -> Weighed:
    language, parts = need.parts(QueryText.FULL)
    query = index.weighted(parts, language=language, texts=TextSet.SUMMARY)
    hits = index.found(
        query,
        language=language,
        texts=TextSet.SUMMARY,
        filters=SearchFilters(),
        limit=ALERT_RANK,
    )
    terms, weights = profile_terms(query)
    return terms, weights, hits[-1].score / whole_score(weights)


def _recombined(weighed: list[Weighed]) -> list[Profile]:
    """Return demands that take half of their terms from one need and half from another."""
    chance = np.random.default_rng(7)
    made = []
    for key in range(PROFILES):
        chosen = [weighed[place] for place in chance.integers(len(weighed), size=2)]
        kept = [chance.random(len(each[0])) < 0.5 for each in chosen]
        terms = np.concatenate([each[0][half] for each, half in zip(chosen, kept, strict=True)])
        weights = np.concatenate([each[1][half] for each, half in zip(chosen, kept, strict=True)])
        terms, first = np.unique(terms, return_index=True)
        share = (chosen[0][2] + chosen[1][2]) / 2
        made.append(Profile(key, terms, weights[first], share * whole_score(weights[first])))
    return made
