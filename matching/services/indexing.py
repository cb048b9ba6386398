"""Keep the index equal to the database."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from marketplace.technologies.selectors import technologies_to_index
from matching.constants import BATCH
from matching.documents import documents_of, fingerprints_of
from matching.engines.active import active_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from matching.engines.base import IndexWriter


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
            _batch_index(writer, batch)
    if engine.needs_rebuild():
        index_rebuild(now=now)


def _batch_index(writer: IndexWriter, technology_ids: list[int]) -> None:
    sources = technologies_to_index(technology_ids=technology_ids, limit=len(technology_ids))
    published = {source.technology_id: source for source in sources}
    held = writer.held(technology_ids)
    changed = False
    for technology_id in technology_ids:
        source = published.get(technology_id)
        if held[technology_id] == (fingerprints_of(source) if source else {}):
            # a rebuild has it already, or this is a repetition: rewriting what is right would
            # only leave deleted documents behind
            continue
        writer.replace(technology_id, documents_of(source) if source else ())
        changed = True
    if changed:
        writer.commit()


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
            for source in sources:
                writer.replace(source.technology_id, documents_of(source))
            last = sources[-1].technology_id
            total += len(sources)
            progress(len(sources))
    return total


def index_ensure(*, now: datetime) -> bool:
    """Rebuild the index if it is missing, outdated or worn; return whether it was.

    Raises:
        IndexBusyError: Another process writes the index.
    """
    if not active_engine().needs_rebuild():
        return False
    index_rebuild(now=now)
    return True


def index_version() -> str:
    """Return a text that changes with every change of the index."""
    return active_engine().version()


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
