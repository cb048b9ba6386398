"""Search the market by an example in the place of words: a technology, or a document one holds.

An example is weighed as a demand is, but its answer teaches it no words: it tells enough by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from marketplace.core.languages import Language
from marketplace.technologies.selectors import technology_for
from matching import analysis
from matching.constants import RECIPE, WINDOW
from matching.documents import Readable, readable
from matching.engines.base import TextSet
from matching.meaning import encoded_text, meaning_of
from matching.query import demand_parts
from matching.ranking import ranked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.engines.base import SearchFilters, SearchIndex
    from matching.ranking import Ranking

# every first hit keeps its place, so that none is ranked by words that the answer teaches
_UNTAUGHT: Final = replace(RECIPE, head=WINDOW)


@dataclass(frozen=True, slots=True)
class Example:
    """What the market is asked by.

    Args:
        texts: Its words by language, none of them beyond what the asker may read.
        technology_id: Row id of the technology that it is, or None for a document.
    """

    texts: Mapping[Language, Readable]
    technology_id: int | None = None


def technology_example(*, actor: Actor, now: datetime, public_id: str) -> Example:
    """Return a technology as an example, by the words of it that the actor may read.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    row = technology_for(actor=actor, public_id=public_id, now=now)
    texts = TextSet.SUMMARY if row.may_read_summary else TextSet.CARD
    read = {
        Language(code): readable(row, language=Language(code), texts=texts) for code in row.cards
    }
    told = {language: text for language, text in read.items() if text.title or text.body}
    return Example(told, row.pk)


def document_example(words: str) -> Example:
    """Return a document as an example; its words are neither stored nor kept in memory."""
    text = analysis.text_mended(words)
    return Example({analysis.language_of(text): Readable("", text)} if text else {})


def example_ranked(
    index: SearchIndex, example: Example, *, texts: TextSet, filters: SearchFilters
) -> Ranking:
    """Return the technologies that are most like the example, best first.

    Args:
        index: The index at one moment.
        example: What is asked by.
        texts: The texts that the reader may be matched by, and no others.
        filters: Hard conditions.
    """
    queries = {
        language: demand_parts(
            title=text.title, need=text.prose, body=text.extra, language=language
        )
        for language, text in example.texts.items()
    }
    meaning = meaning_of(
        example_encoded(example),
        index=index,
        written=queries,
        is_remembered=example.technology_id is not None,
    )
    if meaning is not None and queries:
        # names and part numbers are the same in every language
        own = next(iter(queries.values()))
        queries |= dict.fromkeys(meaning.languages, own)
    return ranked(
        index,
        queries,
        texts=texts,
        filters=filters,
        limit=WINDOW,
        meaning=meaning,
        refine=True,
        recipe=_UNTAUGHT,
    )


def example_encoded(example: Example) -> str:
    """Return the text that is encoded, empty where the example is written in all languages."""
    if not 0 < len(example.texts) < len(Language):
        return ""
    text = next(iter(example.texts.values()))
    return encoded_text(text.title, text.body)
