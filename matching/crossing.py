"""How well a need finds the offer that answers it in the other language, measured on pairs."""

from __future__ import annotations

import csv
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from marketplace.core.languages import Language
from matching.documents import text_analysed
from matching.encoding.active import active_encoder, encoder_name
from matching.encoding.base import packed
from matching.engines.base import AnalysedText, IndexDocument, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.glossary.asking import concepts_asked
from matching.glossary.vocabulary import NO_WORDS
from matching.meaning import encoded_text, meaning_of
from matching.query import demand_parts
from matching.ranking import ranked
from matching.records import RecordsError, text_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matching.glossary.vocabulary import Vocabulary

_PAIR: Final = ("id", "demand_title_en", "demand_en", "listing_title_ko", "listing_ko")
_DISTRACTOR: Final = ("id", "title_en", "text_en", "title_ko", "text_ko")
_EMPTY: Final = AnalysedText((), ())
_DEPTH: Final = 100
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same matter in both languages."""

    key: str
    texts: dict[Language, Side]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What was measured in one direction.

    Args:
        n: How many needs were asked.
        first: Share whose answer came first.
        first_low: Where that share's interval of 95 % begins.
        first_high: Where it ends.
        mrr: Mean of one by the answer's rank.
        first_of_mixed: Share whose answer came first although offers in the need's own language,
            none of which answers it, were there to be found as well.
    """

    n: int
    first: float
    first_low: float
    first_high: float
    mrr: float
    first_of_mixed: float


def pairs_read(path: Path) -> list[Pair]:
    """Return the pairs of a table with a heading, columns parted by tabs.

    Both `pairs.tsv` (a demand in English, a listing in Korean) and a table of texts that answer
    nothing have five columns.

    Raises:
        RecordsError: The heading is another one, or a cell is missing.
    """
    with text_file(path) as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) not in (_PAIR, _DISTRACTOR):
        raise RecordsError(f"{path}, line 1: needed are {', '.join(_PAIR)}, parted by tabs.")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_PAIR) or not all(row):
            raise RecordsError(f"{path}, line {number}: {len(_PAIR)} filled columns are needed.")
    return [
        Pair(key, {Language.EN: Side(title_en, en), Language.KO: Side(title_ko, ko)})
        for key, title_en, en, title_ko, ko in rows[1:]
    ]


def crossing_figures(
    folder: Path,
    pairs: Sequence[Pair],
    others: Sequence[Pair],
    vocabulary: Vocabulary = NO_WORDS,
) -> dict[str, Any]:
    """Return what `crossing_measured` measures in both directions.

    Args:
        folder: Empty; the index is built here.
        pairs: What is asked and what answers it.
        others: Offers that answer nothing.
        vocabulary: The glossary that needs are asked with.
    """
    engine = EmbeddedEngine(folder, encoder=encoder_name())
    return {
        "encoder": encoder_name(),
        "asked_in": {
            str(language): asdict(
                crossing_measured(engine, pairs, others, asked_in=language, vocabulary=vocabulary)
            )
            for language in Language
        },
    }


def crossing_measured(
    engine: EmbeddedEngine,
    pairs: Sequence[Pair],
    others: Sequence[Pair],
    *,
    asked_in: Language,
    vocabulary: Vocabulary = NO_WORDS,
) -> Crossing:
    """Return how the pairs' texts of one language find those of the other.

    Args:
        engine: An engine over an empty folder; what it held before is replaced.
        pairs: What is asked and what answers it.
        others: Offers that answer nothing, in both languages.
        asked_in: The language of the needs.
        vocabulary: The glossary that needs are asked with.
    """
    answered_in = Language.KO if asked_in == Language.EN else Language.EN
    offers = [(pair, answered_in) for pair in (*pairs, *others)]
    _indexed(engine, offers)
    alone = [_rank(engine, pair, asked_in, vocabulary) for pair in pairs]
    _indexed(engine, offers + [(pair, asked_in) for pair in others])
    mixed = [_rank(engine, pair, asked_in, vocabulary) for pair in pairs]
    count = len(pairs)
    first = sum(rank == 1 for rank in alone) / count
    low, high = _interval(first, count)
    return Crossing(
        n=count,
        first=first,
        first_low=low,
        first_high=high,
        mrr=sum(1 / rank for rank in alone if rank) / count,
        first_of_mixed=sum(rank == 1 for rank in mixed) / count,
    )


def _indexed(engine: EmbeddedEngine, offers: Sequence[tuple[Pair, Language]]) -> None:
    encoder = active_encoder()
    texts = [
        encoded_text(pair.texts[language].title, pair.texts[language].body)
        for pair, language in offers
    ]
    made = encoder.encoded(texts) if encoder else []
    vectors = dict(zip(texts, map(packed, made), strict=False))
    with engine.rebuilding() as writer:
        for number, (pair, language) in enumerate(offers, start=1):
            side = pair.texts[language]
            document = IndexDocument(
                technology_id=number,
                public_id=f"{pair.key}.{language}",
                language=language,
                card=_EMPTY,
                summary=text_analysed(side.title, side.body, language, vectors),
                order=-number,
            )
            writer.replace(number, [document])


def _rank(engine: EmbeddedEngine, pair: Pair, asked_in: Language, vocabulary: Vocabulary) -> int:
    """Return the answer's place, or 0 where it was not found."""
    index = engine.index(fresh=True)
    asked = pair.texts[asked_in]
    parts = demand_parts(title=asked.title, need=asked.body, body="", language=asked_in)
    ranking = ranked(
        index,
        dict.fromkeys(Language, parts),
        texts=TextSet.SUMMARY,
        limit=_DEPTH,
        meaning=meaning_of(encoded_text(asked.title, asked.body), index=index, written=(asked_in,)),
        concepts=concepts_asked({asked_in: parts}, vocabulary, said=f"{asked.title}\n{asked.body}"),
    )
    answered_in = Language.KO if asked_in == Language.EN else Language.EN
    wanted = f"{pair.key}.{answered_in}"
    places = [place for place, hit in enumerate(ranking.hits, 1) if hit.public_id == wanted]
    return places[0] if places else 0


def _interval(share: float, count: int) -> tuple[float, float]:
    """Return the interval of 95 % around a share.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    middle = share + _Z**2 / (2 * count)
    scale = 1 + _Z**2 / count
    return (middle - spread) / scale, (middle + spread) / scale
