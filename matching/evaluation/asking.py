"""The product's own analysis, query and ranking asked for judged needs, without a database."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from matching import analysis
from matching.constants import RECIPE, TITLE_REPEATS, WINDOW
from matching.documents import text_analysed
from matching.engines.base import AnalysedText, IndexDocument, SearchFilters, TextSet
from matching.evaluation.judged import ListingText
from matching.glossary.asking import concepts_asked
from matching.glossary.vocabulary import NO_WORDS
from matching.query import WeightedQuery, WeightedTerms
from matching.ranking import ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.engines.base import SearchIndex
    from matching.engines.embedded import EmbeddedEngine
    from matching.evaluation.judged import Judgments, Listing, Need, QueryText
    from matching.glossary.asking import ConceptsAsked
    from matching.glossary.vocabulary import Vocabulary
    from matching.query import QueryPart

    Runs = dict[str, list[str]]
    Progress = Callable[[Iterator[Any]], Iterable[Any]]

DEPTH: Final = 100


@dataclass(slots=True)
class Answers:
    """What one way of ranking answered: for each need its listings, best first.

    Args:
        all: Out of all listings.
        hard: As if listings that share the need's title were not on the market.
    """

    all: Runs = field(default_factory=dict)
    hard: Runs = field(default_factory=dict)
    cpu_seconds: list[float] = field(default_factory=list)


def listings_indexed(
    engine: EmbeddedEngine,
    listings: Iterable[Listing],
    text: ListingText = ListingText.TITLE_AND_ABSTRACT,
) -> dict[str, int]:
    """Build an index of the listings and return the row of each."""
    rows: dict[str, int] = {}
    with engine.rebuilding() as writer:
        for document in listing_documents(listings, text):
            rows[document.public_id] = document.technology_id
            writer.replace(document.technology_id, [document])
    return rows


def listing_documents(
    listings: Iterable[Listing], text: ListingText = ListingText.TITLE_AND_ABSTRACT
) -> Iterator[IndexDocument]:
    """Yield the listings as an index holds them, numbered from 1 in their order."""
    for row, listing in enumerate(listings, start=1):
        yield _document(listing, row, text)


def _document(listing: Listing, row: int, text: ListingText) -> IndexDocument:
    language = analysis.language_of(f"{listing.title} {listing.body}")
    title = listing.title if text == ListingText.TITLE_AND_ABSTRACT else ""
    analysed = text_analysed(title, listing.body, language)
    repeated = (TITLE_REPEATS - 1) * len(analysis.stems(title, language))
    return IndexDocument(
        technology_id=row,
        public_id=listing.key,
        language=language,
        # the same words as plain BM25 has them, in a field of their own
        card=AnalysedText(analysed.stems[repeated:], ()),
        summary=analysed,
        owner_id=row,  # so that a listing can be left out like those of a firm
        order=-row,  # equal scores keep the order of the file
    )


def product_answers(
    index: SearchIndex,
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    *,
    rows: Mapping[str, int],
    recipe: Recipe = RECIPE,
    vocabulary: Vocabulary = NO_WORDS,
    progress: Progress = iter,
) -> Answers:
    """Return what the product answers to every judged need, asked with the glossary given."""
    answers = Answers()

    def found(
        language: Language,
        parts: Sequence[QueryPart],
        concepts: ConceptsAsked | None,
        left_out: SearchFilters,
    ) -> list[str]:
        ranking = ranked(
            index,
            {language: parts},
            texts=TextSet.SUMMARY,
            filters=left_out,
            limit=WINDOW,
            concepts=concepts,
            refine=True,
            recipe=recipe,
        )
        return [hit.public_id for hit in ranking.hits][:DEPTH]

    for key in progress(key for key in judgments.relevant if key in needs):
        started = time.thread_time()
        language, parts = needs[key].parts(query, recipe)
        concepts = concepts_asked(
            {language: parts}, vocabulary, said=needs[key].said(query), recipe=recipe
        )
        answers.all[key] = found(language, parts, concepts, SearchFilters())
        answers.cpu_seconds.append(time.thread_time() - started)
        same = _same_title(judgments, key, rows)
        answers.hard[key] = (
            found(language, parts, concepts, same) if same.without_owners else answers.all[key]
        )
    return answers


def plain_answers(
    index: SearchIndex,
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    *,
    rows: Mapping[str, int],
) -> Answers:
    """Return what plain BM25 finds: a bag of words, each as often as it stands in the need."""
    answers = Answers()
    for key in judgments.relevant:
        if key not in needs:
            continue
        started = time.thread_time()
        language, parts = needs[key].parts(query)
        counts = Counter(stem for part in parts for stem in part.tokens)
        words = {stem: float(count) for stem, count in counts.items()}
        for runs, left_out in (
            (answers.all, SearchFilters()),
            (answers.hard, _same_title(judgments, key, rows)),
        ):
            hits = index.found(
                WeightedQuery(WeightedTerms(words), WeightedTerms()),
                language=language,
                texts=TextSet.CARD,
                filters=left_out,
                limit=DEPTH,
            )
            runs[key] = [hit.public_id for hit in hits]
        answers.cpu_seconds.append(time.thread_time() - started)
    return answers


def _same_title(judgments: Judgments, key: str, rows: Mapping[str, int]) -> SearchFilters:
    same = judgments.same_title.get(key, ())
    return SearchFilters(without_owners=tuple(sorted(rows[one] for one in same if one in rows)))
