"""The right to write a cluster's index, for one process at a time."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from elasticsearch import ConflictError, NotFoundError

from matching.constants import WRITER_WAIT_SECONDS
from matching.engines.cluster.layout import state_name
from matching.engines.cluster.state import document_write
from matching.engines.errors import IndexBusyError, SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elasticsearch import Elasticsearch

    from matching.engines.cluster.connection import Connection
    from matching.engines.cluster.state import Place

_LEASE_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.25
_WRITER: Final = "writer"


@dataclass(frozen=True, slots=True)
class _Known:
    """Who holds the right or held it last, and where that is written."""

    owner: str
    fence: int
    is_free: bool
    place: Place


class Lease:
    """The right to write, which ends by itself when its holder dies.

    Args:
        connection: The cluster.
        owner: Names the process; what it failed to give back it may take again at once.

    Attributes:
        fence: Grows whenever another process takes the right. Names and versions carry it, so that
            the cluster itself refuses what somebody sends who was overtaken without noticing.
    """

    def __init__(self, connection: Connection, owner: str) -> None:
        self._connection = connection
        self._index = state_name(connection.place.prefix)
        self._owner = owner
        self._seen: tuple[Place, float] | None = None
        self.fence = 0

    @contextmanager
    def held(self) -> Iterator[Lease]:
        """Hold the right for the block.

        Raises:
            IndexBusyError: Another writer kept it for the whole waiting time.
            SearchUnavailableError: The cluster does not answer.
        """
        deadline = time.monotonic() + WRITER_WAIT_SECONDS
        while not self._taken():
            if time.monotonic() >= deadline:
                raise IndexBusyError(
                    "Another process is writing the index of the cluster. "
                    "Stop it or wait until it is done."
                )
            time.sleep(_POLL_SECONDS)
        try:
            yield self
        finally:
            self._given_back()

    def renew(self) -> None:
        """Show that the holder lives, and make sure that nobody took over.

        Raises:
            IndexBusyError: Somebody took over.
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.writing() as client:
            known = self._known(client)
            if not self._is_own(known):
                raise IndexBusyError("Another process took over writing the index.")
            try:
                self._write(client, self.fence, known)
            except ConflictError as error:
                raise IndexBusyError("Another process took over writing the index.") from error

    def _taken(self) -> bool:
        with self._connection.writing() as client:
            known = self._known(client)
            if known is None:
                fence = 1
            elif known.owner == self._owner:
                fence = known.fence
            elif known.is_free or not self._lives(known.place):
                fence = known.fence + 1
            else:
                return False
            try:
                self._write(client, fence, known)
            except ConflictError:
                return False
        self.fence = fence
        return True

    def _lives(self, place: Place) -> bool:
        """Return whether the holder may still live: it showed itself within the lease's time.

        Measured by this machine's own stopwatch, because clocks of two machines differ.
        """
        if self._seen is None or self._seen[0] != place:
            self._seen = (place, time.monotonic())
        return time.monotonic() - self._seen[1] < _LEASE_SECONDS

    def _given_back(self) -> None:
        # where the cluster is away or takes nothing, what was done is done all the same
        with suppress(SearchUnavailableError, ConflictError), self._connection.writing() as client:
            known = self._known(client)
            if self._is_own(known):
                self._write(client, self.fence, known, is_free=True)

    def _is_own(self, known: _Known | None) -> bool:
        return known is not None and (known.owner, known.fence) == (self._owner, self.fence)

    def _known(self, client: Elasticsearch) -> _Known | None:
        try:
            found = client.get(index=self._index, id=_WRITER)
        except NotFoundError:
            return None
        told = found["_source"]
        place = (found["_seq_no"], found["_primary_term"])
        return _Known(told["owner"], told.get("fence", 0), told.get("is_free", False), place)

    def _write(
        self, client: Elasticsearch, fence: int, known: _Known | None, *, is_free: bool = False
    ) -> None:
        document_write(
            client,
            self._index,
            _WRITER,
            {"owner": self._owner, "fence": fence, "is_free": is_free},
            known.place if known else None,
        )
