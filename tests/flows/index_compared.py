"""Hold the index against the database, document by document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from marketplace.technologies.selectors import technologies_to_index
from matching.documents import documents_of, texts_encoded
from matching.encoding.active import active_encoder
from matching.encoding.base import packed as packed_vector
from matching.encoding.base import unpacked
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters, TextSet
from matching.query import search_parts
from matching.stem_counts import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matching.engines.base import Hit, IndexDocument, SearchIndex

_MOST = 10_000


def faults() -> list[str]:
    """Return what the index says otherwise than the database, in words; nothing where it is equal.

    Only this process may change the index meanwhile.
    """
    index = active_engine().index(fresh=True)
    wanted = _documents()
    return [
        fault
        for language in Language
        for fault in _language_faults(
            index, language, {key[0]: each for key, each in wanted.items() if key[1] == language}
        )
    ]


def _documents() -> dict[tuple[int, Language], IndexDocument]:
    sources = technologies_to_index(technology_ids=None, limit=_MOST)
    encoder = active_encoder()
    texts = sorted({text for each in sources for text in texts_encoded(each)})
    points = encoder.encoded(texts) if encoder else []
    vectors = dict(zip(texts, map(packed_vector, points), strict=True)) if encoder else {}
    return {
        (document.technology_id, document.language): document
        for source in sources
        for document in documents_of(source, vectors)
    }


def _language_faults(
    index: SearchIndex, language: Language, wanted: dict[int, IndexDocument]
) -> Iterator[str]:
    hits = index.newest(language=language, filters=SearchFilters(), limit=_MOST)
    held = Counter(hit.technology_id for hit in hits)
    yield from (f"{language}: {one} is missing" for one in sorted(wanted.keys() - held))
    yield from (f"{language}: {one} is not published" for one in sorted(held.keys() - wanted))
    yield from (f"{language}: {one} is there {n} times" for one, n in held.items() if n > 1)
    with active_engine().writing() as writer:
        prints = writer.held(list(wanted))
    for one, document in wanted.items():
        if prints[one].get(language, document.fingerprint) != document.fingerprint:
            yield f"{language}: {one} is of another wording"
    for texts in TextSet:
        yield from _text_faults(index, language, texts, wanted)


def _text_faults(
    index: SearchIndex, language: Language, texts: TextSet, wanted: dict[int, IndexDocument]
) -> Iterator[str]:
    """Look at what lies beside the documents: the counts of their stems, and their vectors."""
    for one, document in wanted.items():
        analysed = document.card if texts == TextSet.CARD else document.summary
        query = index.weighted(
            search_parts(analysed.stems[0], language),
            language=language,
            texts=texts,
            keep_common=True,
        )
        found = index.found(
            query,
            language=language,
            texts=texts,
            filters=SearchFilters(),
            limit=_MOST,
            with_stems=_MOST,
        )
        stems = _of(found, one)
        if stems is not None and stems.stems != packed(analysed.stems, analysed.pairs):
            yield f"{language}: {one} has other counts of stems at stage {texts}"
        if analysed.vector:
            near = index.nearest(
                unpacked(analysed.vector),
                language=language,
                texts=texts,
                filters=SearchFilters(),
                limit=_MOST,
            )
            hit = _of(near, one)
            if hit is None or hit.score < 0.999:
                yield f"{language}: {one} has another vector at stage {texts}"


def _of(hits: list[Hit], technology_id: int) -> Hit | None:
    return next((hit for hit in hits if hit.technology_id == technology_id), None)
