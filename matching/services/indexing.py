"""Keep the index equal to the database."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from marketplace.technologies.selectors import market_text_counts, technologies_to_index
from matching.constants import BATCH
from matching.documents import documents_of, fingerprints_of, texts_encoded
from matching.engines.active import active_engine
from matching.services.encoding import vectors_ensure, vectors_forget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from marketplace.technologies.selectors import IndexSource
    from matching.engines.base import IndexTrouble, IndexWriter, VectorStanding


def technologies_index(*, technology_ids: Iterable[int], now: datetime) -> None:
    """Make the index say of these technologies what the database says now.

    Published ones are put in, all others taken out, so that doing it again changes nothing. A
    missing or outdated index is built whole, and so is one with too many deletions.

    Args:
        technology_ids: Row ids; unknown ones are harmless.
        now: The moment of indexing.

    Raises:
        IndexBusyError: Another process writes the index.
    """
    engine = active_engine()
    if not engine.is_usable():
        index_rebuild(now=now)
        return
    with engine.writing() as writer:
        for batch in _batches(dict.fromkeys(technology_ids)):
            # read under the lock, so that nobody writes an older truth after this one
            _batch_index(writer, batch, now)
    if engine.needs_rebuild():
        index_rebuild(now=now)


def _batch_index(writer: IndexWriter, technology_ids: list[int], now: datetime) -> None:
    sources = technologies_to_index(technology_ids=technology_ids, limit=len(technology_ids))
    published = {source.technology_id: source for source in sources}
    held = writer.held(technology_ids)
    # what a rebuild has already, or what is a repetition, is left alone: rewriting what is right
    # would only leave deleted documents behind
    changed = [
        technology_id
        for technology_id in technology_ids
        if held[technology_id]
        != (fingerprints_of(published[technology_id]) if technology_id in published else {})
    ]
    vectors = _vectors([published[one] for one in changed if one in published], now)
    for technology_id in changed:
        source = published.get(technology_id)
        writer.replace(technology_id, documents_of(source, vectors) if source else ())
    if changed:
        writer.commit()


def _vectors(sources: Sequence[IndexSource], now: datetime) -> dict[str, bytes]:
    return vectors_ensure(texts=[text for one in sources for text in texts_encoded(one)], now=now)


def index_rebuild(
    *,
    now: datetime,
    progress: Callable[[int], object] = lambda _count: None,
) -> int:
    """Build a new generation from the database, put it in use, and return what it holds.

    Args:
        now: The moment of building.
        progress: Told how many technologies each batch added.

    Raises:
        IndexBusyError: Another process writes the index.
    """
    total = last = 0
    with active_engine().rebuilding() as writer:
        while sources := technologies_to_index(technology_ids=None, after_id=last, limit=BATCH):
            vectors = _vectors(sources, now)
            for source in sources:
                writer.replace(source.technology_id, documents_of(source, vectors))
            last = sources[-1].technology_id
            total += len(sources)
            progress(len(sources))
    vectors_forget(now=now)
    return total


def index_ensure(*, now: datetime) -> bool:
    """Rebuild the index if it is missing, damaged, outdated or worn; return whether it was.

    Raises:
        IndexBusyError: Another process writes the index.
    """
    if not active_engine().needs_rebuild():
        return False
    index_rebuild(now=now)
    return True


def index_is_as_known() -> bool:
    """Return whether the index stands as it was last known to be right; cheap at any size.

    It was right when `index_differs` said so, and after each change since then of this process.

    Raises:
        SearchUnavailableError: The index cannot be read.
    """
    return active_engine().known.holds()


def index_differs() -> bool:
    """Return whether the index holds another number of texts than the market shows.

    So it is after the loss of a part that nothing else names any more; and so it is for a moment
    after each change, until that is indexed. The market is counted whole.

    Raises:
        SearchUnavailableError: The index cannot be read.
    """
    engine = active_engine()
    standing = engine.standing()
    counts = market_text_counts()
    differs = any(standing.documents.get(each, 0) != counts.get(each, 0) for each in Language)
    if not differs:
        engine.known.begin(standing)
    return differs


def index_trouble() -> IndexTrouble:
    """Return what keeps the index from answering or from being written, where it can tell."""
    return active_engine().trouble()


def index_vector_standing() -> VectorStanding:
    """Return how far this machine can ask for meaning, as it knew at its last look."""
    return active_engine().vector_standing()


def index_version() -> str:
    """Return a text that changes with every change of the index."""
    return active_engine().version()


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
