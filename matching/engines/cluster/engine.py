"""The cluster engine: generations behind aliases, one writer, readers that follow."""

from __future__ import annotations

import secrets
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from marketplace.core.languages import Language
from matching.constants import (
    READER_REFRESH_SECONDS,
    REBUILD_DELETED_SHARE,
    WRITER_WAIT_SECONDS,
)
from matching.engines.base import IndexTrouble, VectorPlace, VectorStanding
from matching.engines.cluster.connection import Connection
from matching.engines.cluster.following import Follower
from matching.engines.cluster.generations import ClusterGenerations
from matching.engines.cluster.lease import Lease
from matching.engines.cluster.reading import ClusterIndex, Held, held_read
from matching.engines.cluster.state import ClusterState, state_known, state_read
from matching.engines.cluster.writing import ClusterWriter
from matching.engines.errors import IndexBusyError, IndexOutdatedError, SearchUnavailableError
from matching.engines.standing import KnownStanding, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matching.engines.base import TextSet
    from matching.engines.cluster.connection import ClusterPlace
    from matching.engines.cluster.local_vectors import LocalVectors
    from matching.stem_counts import StemStatistics

_FRESH_SECONDS: Final = 20.0
"""So long whoever has to see the last commit waits for vectors on their way."""


class ClusterEngine:
    """Asks the generation in use and hands out the one writer.

    Args:
        place: The cluster.
        encoder: Name of what makes the vectors, or "" where nothing does.
        folder: Where vectors lie that the cluster does not compare; without one meaning is not
            asked there.

    Attributes:
        known: In which standing the index is known to be right.
    """

    def __init__(
        self, place: ClusterPlace, *, encoder: str = "", folder: Path | None = None
    ) -> None:
        self._connection = Connection(place)
        self._prefix = place.prefix
        self._generations = ClusterGenerations(place.prefix)
        self._encoder = encoder
        self._follower = (
            Follower(self._connection, folder, encoder) if folder is not None and encoder else None
        )
        self._lock = threading.Lock()
        self._state = ClusterState()
        self._held: dict[Language, Held] = {}
        self._counted: dict[tuple[Language, TextSet], StemStatistics] = {}
        self._local: dict[Language, LocalVectors] = {}
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
            state, held, counted = self._state, dict(self._held), self._counted
        vectors = self._vector_place(state)
        if (due or fresh) and vectors is VectorPlace.LOCAL and self._follower is not None:
            self._follower.follow(state)
            if fresh:
                self._follower.wait(state, _FRESH_SECONDS)
            self._local = self._follower.read()
        return ClusterIndex(
            self._connection, state, held, vectors=vectors, local=self._local, counted=counted
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

    def vector_standing(self) -> VectorStanding:
        """Return how far this machine can ask for meaning, as it knew at the last look."""
        with self._lock:
            state = self._state
        if self._vector_place(state) is not VectorPlace.LOCAL or self._follower is None:
            return VectorStanding.NONE
        return VectorStanding.LOCAL if self._follower.is_level(state) else VectorStanding.FILLING

    def warm(self) -> None:
        """Begin to bring what this machine lacks, so that the first search need not wait."""
        if self._follower is not None:
            threading.Thread(target=self._look, name="cluster", daemon=True).start()

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
            fresh = ClusterState(
                number, before.commits + 1, encoder=self._encoder, build=secrets.token_hex(8)
            )
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

    def _look(self) -> None:
        with suppress(SearchUnavailableError):
            self.index()

    def _vector_place(self, state: ClusterState) -> VectorPlace:
        if not self._encoder or state.encoder != self._encoder:
            return VectorPlace.NONE
        place = VectorPlace(state.vectors)
        return VectorPlace.NONE if place is VectorPlace.LOCAL and not self._follower else place

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
