"""Judged sets small enough to ask two engines in every run, real where the data is here."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matching.evaluation.judged import (
    Judgments,
    Listing,
    Need,
    judgments_read,
    listings_read,
    needs_read,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LISTINGS: Final = 2_000
_EVERY: Final = 3
_TOPICS: Final = 60
_TOPIC_WORDS: Final = 14
_ASKED: Final = 40
_SEED: Final = 20_261


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Listings, needs, and which of them belong together."""

    name: str
    listings: Sequence[Listing]
    needs: Mapping[str, Need]
    judgments: Judgments


def small_set() -> JudgedSet:
    """Return a slice of the real listings with some of their needs, or one of made-up words."""
    folder = Path(os.environ.get("SEALBRIDGE_DATA", "")) / "sbir"
    if os.environ.get("SEALBRIDGE_DATA") and folder.is_dir():
        return _real(folder)
    return _made_up()


def _real(folder: Path) -> JudgedSet:
    hard = judgments_read(folder / "qrels_dev.tsv").hard()
    relevant = dict(islice(hard.items(), 0, None, _EVERY))
    wanted = {key for answers in relevant.values() for key in answers}
    listings, others = [], LISTINGS - len(wanted)
    for listing in listings_read(folder / "listings.jsonl.gz"):
        if listing.key in wanted:
            listings.append(listing)
        elif others:
            listings.append(listing)
            others -= 1
    needs = needs_read(folder / "needs_dev.jsonl")
    return JudgedSet("real", listings, needs, Judgments(relevant=relevant))


def _made_up() -> JudgedSet:
    """Return listings of a few words of their topic among others as uneven as a language's."""
    chance = random.Random(_SEED)

    def words(topic: int, own: int, others: int) -> str:
        text = [f"topic{topic}word{chance.randrange(_TOPIC_WORDS)}" for _ in range(own)]
        text += [f"w{int(chance.paretovariate(0.7)) % 40_000}" for _ in range(others)]
        chance.shuffle(text)
        return " ".join(text)

    listings, judgments = [], Judgments()
    for number in range(LISTINGS):
        topic = number % _TOPICS
        # most belong to a topic by a word or two alone, as listings do
        own = chance.choice((1, 1, 2, 3, 5))
        key = f"L{number}"
        listings.append(Listing(key, words(topic, own // 2, 6), words(topic, own, 150)))
        if topic < _ASKED and own > 1:
            judgments.relevant[f"N{topic}"][key] = 1
    needs = {
        f"N{topic}": Need(words(topic, 3, 3), words(topic, 3, 20), words(topic, 6, 150))
        for topic in range(_ASKED)
    }
    return JudgedSet("made up", listings, needs, judgments)
