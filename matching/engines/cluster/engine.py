"""The cluster engine: generations behind aliases, one writer, readers that follow."""

from __future__ import annotations

import secrets
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from matching.constants import (
    READER_REFRESH_SECONDS,
    REBUILD_DELETED_SHARE,
    WRITER_WAIT_SECONDS,
)
from matching.engines.base import IndexTrouble
from matching.engines.cluster.connection import Connection
from matching.engines.cluster.generations import ClusterGenerations
from matching.engines.cluster.lease import Lease
from matching.engines.cluster.reading import ClusterIndex, Held, held_read
from matching.engines.cluster.state import ClusterState, state_known, state_read
from matching.engines.cluster.writing import ClusterWriter
from matching.engines.errors import IndexBusyError, IndexOutdatedError, SearchUnavailableError
from matching.engines.standing import KnownStanding, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matching.engines.base import TextSet
    from matching.engines.cluster.connection import ClusterPlace
    from matching.stem_counts import StemStatistics


class ClusterEngine:
    """Asks the generation in use and hands out the one writer.

    Args:
        place: The cluster.
        encoder: Name of what makes the vectors, or "" where nothing does.

    Attributes:
        known: In which standing the index is known to be right.
    """

    def __init__(self, place: ClusterPlace, *, encoder: str = "") -> None:
        self._connection = Connection(place)
        self._prefix = place.prefix
        self._generations = ClusterGenerations(place.prefix)
        self._encoder = encoder
        self._lock = threading.Lock()
        self._state = ClusterState()
        self._held: dict[Language, Held] = {}
        self._counted: dict[tuple[Language, TextSet], StemStatistics] = {}
        self._checked_at = float("-inf")
        self._turn = threading.Lock()
        self._owner = secrets.token_hex(8)
        self.known = KnownStanding(self.standing)

    def index(self, *, fresh: bool = False) -> ClusterIndex:
        """Return the index as of now.

        Args:
            fresh: Whether a commit of the last second has to be seen as well.

        Raises:
            SearchUnavailableError: The cluster does not answer, or holds no index that this
                version can read.
        """
        with self._lock:
            due = time.monotonic() - self._checked_at >= READER_REFRESH_SECONDS
            if due or fresh:
                self._refresh()
                self._checked_at = time.monotonic()
            return ClusterIndex(
                self._connection,
                self._state,
                dict(self._held),
                with_vectors=bool(self._encoder) and self._state.encoder == self._encoder,
                counted=self._counted,
            )

    def version(self) -> str:
        """Return a text that changes with every commit.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.reading() as client:
            return state_read(client, self._prefix).version

    def standing(self) -> Standing:
        """Return how the index stands, as the cluster counts it now.

        Raises:
            SearchUnavailableError: The cluster does not answer, or lacks a part of the index.
        """
        with self._connection.reading() as client:
            state = state_read(client, self._prefix)
            held = (
                held_read(client, self._prefix, state, list(Language)) if state.generation else {}
            )
        return Standing(state.version, {each: told.documents for each, told in held.items()})

    def trouble(self) -> IndexTrouble:
        """Return what keeps the index from answering or from being written."""
        try:
            with self._connection.looking() as client:
                return self._generations.trouble(client)
        except SearchUnavailableError:
            return IndexTrouble.NO_ANSWER

    def is_usable(self) -> bool:
        """Return whether there is an index that this version may change.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.writing() as client:
            state = state_read(client, self._prefix)
            return state.is_usable and self._generations.is_there(client, state.generation)

    def needs_rebuild(self) -> bool:
        """Return whether the index is missing, of another version, or holds too many deletions.

        Raises:
            SearchUnavailableError: The cluster does not answer, or lacks a part of the index.
        """
        with self._connection.writing() as client:
            state = state_read(client, self._prefix)
            if not (state.is_usable and self._generations.is_there(client, state.generation)):
                return True
            if state.encoder != self._encoder:
                return True
            live, deleted = self._generations.counts(client, state.generation)
        return deleted > REBUILD_DELETED_SHARE * (live + deleted)

    @contextmanager
    def writing(self) -> Iterator[ClusterWriter]:
        """Open the generation in use for changes.

        Raises:
            IndexBusyError: Another process writes.
            IndexOutdatedError: There is no generation that this version may change.
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.writing() as client:
            _assert_usable(state_read(client, self._prefix))
            if self._generations.trouble(client) is not IndexTrouble.NONE:
                # rather than wait in the cluster for what is away
                raise SearchUnavailableError
        with self._leased() as lease, self.known.carried_on():
            with self._connection.writing() as client:
                state, place = state_known(client, self._prefix)
                _assert_usable(state)
                self._generations.open_to(client, state.generation, lease.fence)
                # what was sent before an outage and never committed is seen and put right now
                client.indices.refresh(index=self._generations.names(state.generation))
            alike = bool(self._encoder) and state.encoder == self._encoder
            yield ClusterWriter(self._connection, lease, state, place, with_vectors=alike)
        self._forget_age()

    @contextmanager
    def rebuilding(self) -> Iterator[ClusterWriter]:
        """Build a new generation and put it in use when the block ends without an error.

        Searches go on with the one before until all aliases lead to the new one at once. A state
        that went with its node for good is begun anew.

        Raises:
            IndexBusyError: Another process writes.
            SearchUnavailableError: The cluster does not answer, or has no room.
        """
        with self._connection.writing() as client:
            self._generations.prepare(client, bm25=self._connection.bm25)
        with self._leased() as lease:
            with self._connection.writing() as client:
                before, place = state_known(client, self._prefix)
                number = self._generations.started(client, before.generation, lease.fence)
            fresh = ClusterState(number, before.commits + 1, encoder=self._encoder)
            writer = ClusterWriter(self._connection, lease, fresh, with_vectors=bool(self._encoder))
            writer.is_full_build = True
            yield writer
            writer.commit()
            lease.renew()
            with self._connection.writing() as client:
                self._generations.publish(client, before, writer.state, place)
        self._forget_age()

    @contextmanager
    def _leased(self) -> Iterator[Lease]:
        """Hold the right to write, among this process's threads and among all processes."""
        if not self._turn.acquire(timeout=WRITER_WAIT_SECONDS):
            raise IndexBusyError("Another thread is writing the index of the cluster.")
        try:
            with Lease(self._connection, self._owner).held() as lease:
                yield lease
        finally:
            self._turn.release()

    def _forget_age(self) -> None:
        with self._lock:
            self._checked_at = float("-inf")

    def _refresh(self) -> None:
        with self._connection.reading() as client:
            state = state_read(client, self._prefix)
            if state == self._state and self._held:
                return
            if state.generation and not state.is_usable:
                raise SearchUnavailableError
            held = (
                held_read(client, self._prefix, state, list(Language)) if state.generation else {}
            )
        self._state, self._held, self._counted = state, held, {}


def _assert_usable(state: ClusterState) -> None:
    if not state.is_usable:
        raise IndexOutdatedError(
            "The search index is missing or was built by another version. "
            "Run: python manage.py reindex"
        )
