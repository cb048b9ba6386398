"""Why a technology was found, recomputed from words that its reader sees anyway; pure.

The engine is not asked: the same BM25 over the same stems runs here, on the visible text alone, so
no explanation can quote or weigh a word that the reader may not see.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matching import analysis
from matching.constants import (
    BM25_B,
    BM25_K1,
    EVIDENCE_MAX_LENGTH,
    HIGHLIGHTS_MAX,
    PAIR_FACTOR,
    REASON_MIN_SHARE,
    REASON_TERMS,
    TITLE_REPEATS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marketplace.core.languages import Language
    from matching.analysis import Span
    from matching.documents import Readable
    from matching.query import WeightedQuery, WeightedTerms

_SENTENCE_END: Final = re.compile(r"(?<=[.!?。])\s+|\n+")
_SHORT_SENTENCE: Final = 8
# They score like any word, and in a small market highly, but as a reason they tell nothing.
_UNTELLING: Final = frozenset(
    """
    about above after all also among any around because before below between both change changes
    could do does down during each even every few first found further get give given good had he
    here high if its just large larger less like long low lower made make makes many may means
    might more most much must near need needs needed new now off once one only other our out over
    own part per possible same several should since small so some still take takes than through
    time two under until up use used uses using very we well when where whether which while who
    why within without would year you your
    가능 같 경우 관련 기존 높 대하 되 두 따르 때 때문 만들 많 및 방식 번지 부분 사용 사이 수 시간
    아래 안 약 어렵 여러 우리 위 위하 이상 이용 이하 있 적 전 정도 줄이 중 통하 필요 하나 현재 후
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_LONGEST_PHRASE: Final = 60


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word or phrase that both sides use, and its percentage of the score."""

    label: str
    share: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one technology answers one query.

    Args:
        terms: What carries the score most, largest share first.
        coverage: Percentage of the query's weight that the text holds.
        evidence: The sentence that answers best, or None where none does.
    """

    terms: tuple[SharedTerm, ...]
    coverage: int
    evidence: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of text and its stems with their places."""

    text: str
    spans: list[Span]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each adjacent pair with the words as they stand in the text."""
        for left, right in zip(self.spans, self.spans[1:], strict=False):
            for pair in analysis.pairs([left.stem, right.stem]):
                yield pair, self.text[min(left.start, right.start) : right.end]

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """Yield each stem with its word as it stands in the text."""
        for span in self.spans:
            yield span.stem, self.text[span.start : span.end]


def explained(
    text: Readable, query: WeightedQuery, *, language: Language, average_length: float
) -> Explanation:
    """Return why the text answers the query.

    Args:
        text: The words that the reader may see.
        query: The query as it was asked of the index in this language.
        language: The text's language.
        average_length: How many stems a document holds on average.
    """
    parts = [_Part(text.title, analysis.spans(text.title, language))]
    parts.append(_Part(text.body, analysis.spans(text.body, language)))
    stems = _contributions(parts, query.stems, average_length, pairs=False)
    phrases = _contributions(parts, query.pairs, average_length, pairs=True)
    mass = query.stems.mass
    # another word for what is asked is not asked itself
    asked = (stem for stem in stems if stem not in query.stems.added)
    held = sum(query.stems.weights[stem] * query.stems.idf(stem) for stem in asked)
    prose_spans = [span for span in parts[1].spans if span.end <= len(text.prose)]
    return Explanation(
        terms=_named(parts, stems, phrases),
        coverage=round(100 * held / mass) if mass else 0,
        evidence=_evidence(text.prose, prose_spans, query),
    )


def highlighted(text: Readable, query: WeightedQuery) -> list[str]:
    """Return the words of the text that the query met, as they stand there.

    Morphemes stand verbatim in Korean words, so the long text need not be analysed again.
    """
    # a word of the glossary that is several is asked for by its pairs alone
    paired = (stem for pair in sorted(query.pairs.added) for stem in pair.split("_"))
    wanted = dict.fromkeys((*query.stems.weights, *paired))
    whole = f"{text.title}\n{text.body}"
    korean = [stem for stem in wanted if analysis.has_hangul(stem) and stem in whole]
    # where a compound is marked, its parts need not be marked everywhere else
    found = [stem for stem in korean if not any(stem != one and stem in one for one in korean)]
    found += [word for word, stem in analysis.latin_words(whole).items() if stem in wanted]
    distinct = {word.lower(): word for word in reversed(found)}
    return sorted(distinct.values(), key=found.index)[:HIGHLIGHTS_MAX]


def _contributions(
    parts: list[_Part], terms: WeightedTerms, average_length: float, *, pairs: bool
) -> dict[str, float]:
    """Return what each matched term adds to the BM25 score."""
    counts: Counter[str] = Counter()
    for part, repeats in zip(parts, (TITLE_REPEATS, 1), strict=True):
        for term, _ in part.pairs if pairs else part.words:
            counts[term] += repeats
    length = counts.total() / max(average_length, 1.0)
    norm = BM25_K1 * (1 - BM25_B + BM25_B * length)
    factor = (PAIR_FACTOR if pairs else 1.0) * (BM25_K1 + 1)
    return {
        term: factor * weight * terms.idf(term) * counts[term] / (counts[term] + norm)
        for term, weight in terms.weights.items()
        if counts[term]
    }


def _named(
    parts: list[_Part], stems: Mapping[str, float], phrases: Mapping[str, float]
) -> tuple[SharedTerm, ...]:
    """Return the strongest terms as the text writes them."""
    total = sum(stems.values()) + sum(phrases.values())
    if not total:
        return ()
    labels = _labels(pair for part in parts for pair in part.words)
    labels |= _labels(pair for part in parts for pair in part.pairs)
    strongest = sorted({**stems, **phrases}.items(), key=lambda item: -item[1])
    named: dict[str, SharedTerm] = {}
    for term, score in strongest:
        label, share = labels[term], round(100 * score / total)
        if label.lower() in _UNTELLING:
            continue
        if share >= REASON_MIN_SHARE and len(label) <= _LONGEST_PHRASE:
            named.setdefault(label.lower(), SharedTerm(label, share))
    return tuple(named.values())[:REASON_TERMS]


def _labels(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each term its most frequent form in the text."""
    forms: dict[str, Counter[str]] = {}
    for term, form in found:
        forms.setdefault(term, Counter())[" ".join(form.split())] += 1
    return {term: counts.most_common(1)[0][0] for term, counts in forms.items()}


def _evidence(prose: str, spans: list[Span], query: WeightedQuery) -> str | None:
    """Return the sentence that holds most of the query for its length."""
    best, best_score = None, 0.0
    ends = [span.end for span in spans]
    for start, end in _sentences(prose):
        within = spans[bisect_right(ends, start) : bisect_right(ends, end)]
        inside = [span.stem for span in within]
        matched = set(inside) & query.stems.weights.keys()
        score = sum(query.stems.weights[stem] * query.stems.idf(stem) for stem in matched)
        for pair in set(analysis.pairs(inside)) & query.pairs.weights.keys():
            score += PAIR_FACTOR * query.pairs.weights[pair] * query.pairs.idf(pair)
        score /= max(len(inside), _SHORT_SENTENCE) ** 0.5
        if score > best_score:
            best, best_score = prose[start:end], score
    return _shortened(best) if best else None


def _sentences(prose: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(prose):
        yield start, match.start()
        start = match.end()
    yield start, len(prose)


def _shortened(sentence: str) -> str:
    text = " ".join(sentence.split())
    if len(text) <= EVIDENCE_MAX_LENGTH:
        return text
    return text[: EVIDENCE_MAX_LENGTH - 1].rsplit(" ", 1)[0] + "…"
