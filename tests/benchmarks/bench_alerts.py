"""One listing against 100,000 questions: who has to be told, and what it costs to find out.

Demands are recombined from real needs where `SEALBRIDGE_DATA` names them; each keeps a threshold
that a real need reached in a market of 18,000 real listings. Saved searches keep a few words of a
need. Where there is an encoder, every demand is compared by what it means as well, as if the
listing were written in another language.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.core.languages import Language
from matching.alerts.constants import ALERT_RANK, NEAR_ENOUGH, SMALLEST_SHARE_OF_SEARCH
from matching.alerts.formula import offer_terms, profile_terms, whole_score
from matching.alerts.reverse import Profile, ReversedProfiles
from matching.documents import text_analysed
from matching.encoding import usem3
from matching.engines.base import SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import listings_indexed
from matching.evaluation.judged import QueryText, listings_read, needs_read
from matching.meaning import encoded_text
from tests.benchmarks.report import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.encoding.base import Vector
    from matching.engines.embedded import EmbeddedIndex
    from matching.evaluation.judged import Listing, Need

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
    texts = random.Random(7).sample(list(listings_read(records / "listings.jsonl.gz")), LISTINGS)
    meanings, points = _encoded(needs, texts)
    started = time.perf_counter()
    profiles = ReversedProfiles(_recombined(weighed, meanings, points))
    figure(
        f"{PROFILES:,} demands of {len(needs)} real ones",
        f"sorted by term in {time.perf_counter() - started:.1f} s",
    )
    searches = ReversedProfiles(_searches(weighed))
    spent, met, near, found, sought = [], [], [], [], []
    for which, listing in enumerate(texts):
        started = time.thread_time()
        text = text_analysed(listing.title, listing.body, Language.EN)
        terms, worths = offer_terms(text, average_length=average)
        met.append(len(profiles.met(terms, worths)))
        spent.append(1000 * (time.thread_time() - started))
        started = time.thread_time()
        searches.met(terms, worths)
        sought.append(1000 * (time.thread_time() - started))
        if points:
            started = time.thread_time()
            found.append(len(profiles.near(points[which])))
            near.append(1000 * (time.thread_time() - started))
    _told("one listing meets them all, CPU", spent, f"{np.mean(met):.0f} demands met on average")
    _told(f"the same meets {PROFILES:,} saved searches, CPU", sought, "its words told already")
    if points:
        _told(
            f"the same is compared with {PROFILES:,} meanings, CPU",
            near,
            f"{np.mean(found):.0f} demands near on average",
        )
        _told("words and meaning together, CPU", np.add(spent, near).tolist(), "for each listing")


def _told(what: str, spent: list[float], more: str) -> None:
    figure(
        what,
        f"{np.percentile(spent, 50):.1f} ms p50, {np.percentile(spent, 95):.1f} ms p95, "
        f"at most {LIMIT_MS:.0f} ms wanted; {more}",
    )


def _encoded(
    needs: Sequence[Need], listings: Sequence[Listing]
) -> tuple[list[Vector], list[Vector]]:
    """Return what needs and listings mean, or nothing without an encoder."""
    if not usem3.IS_INSTALLED:
        return [], []
    encoder = usem3.Usem3()
    asked = [encoded_text(need.title, need.objective, need.description) for need in needs]
    offered = [encoded_text(each.title, each.body) for each in listings]
    return encoder.encoded(asked), encoder.encoded(offered)


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


def _recombined(
    weighed: list[Weighed], meanings: list[Vector], points: list[Vector]
) -> list[Profile]:
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
        profile = Profile(key, terms, weights[first], share * whole_score(weights[first]))
        made.append(profile)
    return _with_meaning(made, meanings, points)


def _with_meaning(
    profiles: list[Profile], meanings: list[Vector], points: list[Vector]
) -> list[Profile]:
    """Return the profiles with what lies between two needs and a little beside them.

    An offer has to come as near as the nearest of the listings asked, which is nearer to none than
    the twentieth of a whole market would be.
    """
    if not meanings:
        return profiles
    chance = np.random.default_rng(8)
    asked, offered = np.stack(meanings), np.stack(points)
    pairs = chance.integers(len(asked), size=(len(profiles), 2))
    mixed = asked[pairs[:, 0]] + asked[pairs[:, 1]] * chance.random((len(profiles), 1))
    mixed += chance.normal(0, 0.01, mixed.shape)
    mixed = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)
    nearest = np.maximum((mixed @ offered.T).max(axis=1), NEAR_ENOUGH)
    return [
        replace(profile, vector=point, nearness=float(near))
        for profile, point, near in zip(profiles, mixed, nearest, strict=True)
    ]


def _searches(weighed: list[Weighed]) -> list[Profile]:
    """Return searches by three words of a need."""
    chance = np.random.default_rng(9)
    made = []
    for key in range(PROFILES):
        terms, weights, _ = weighed[int(chance.integers(len(weighed)))]
        kept = chance.permutation(len(terms))[:3]
        least = SMALLEST_SHARE_OF_SEARCH * whole_score(weights[kept])
        made.append(Profile(key, terms[kept], weights[kept], least))
    return made
