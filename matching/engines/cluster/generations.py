"""The generations of a cluster's index: begun, put in use, cleared away, and what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from elasticsearch import NotFoundError

from marketplace.core.languages import Language
from matching.engines.base import IndexTrouble
from matching.engines.cluster.layout import (
    alias_name,
    index_name,
    state_name,
    state_template,
    template,
    writing_name,
)
from matching.engines.cluster.state import state_read, state_write
from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

    from matching.engines.cluster.state import ClusterState, Place

_AWAY: Final = "red"
_GENERATION: Final = re.compile(r"-(\d{8})$")
_STRAY: Final = re.compile(r"-\d{8}-writing-\d+$")
_EXISTS: Final = 400
_MISSING: Final = 404


class ClusterGenerations:
    """The indices of one installation.

    Args:
        prefix: What their names begin with.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def names(self, generation: int) -> list[str]:
        """Return the names of a generation's indices."""
        return [index_name(self._prefix, generation, language) for language in Language]

    def is_there(self, client: Elasticsearch, generation: int) -> bool:
        """Return whether all indices of the generation are there, in reach or not."""
        return bool(client.indices.exists(index=self.names(generation), local=True))

    def counts(self, client: Elasticsearch, generation: int) -> tuple[int, int]:
        """Return live documents and deleted ones that still take room.

        Raises:
            SearchUnavailableError: A part of the generation is away.
        """
        told = client.indices.stats(index=self.names(generation), metric="docs")["indices"]
        try:
            documents = [told[name]["primaries"]["docs"] for name in self.names(generation)]
        except KeyError:
            raise SearchUnavailableError from None
        return (
            sum(each["count"] for each in documents),
            sum(each["deleted"] for each in documents),
        )

    def trouble(self, client: Elasticsearch) -> IndexTrouble:
        """Return what keeps the generation in use from answering or from being written."""
        states = self._states(client)
        if states.get(state_name(self._prefix)) == _AWAY:
            return IndexTrouble.PARTS_AWAY
        generation = state_read(client, self._prefix).generation
        if not generation:
            return IndexTrouble.NONE
        names = [state_name(self._prefix), *self.names(generation)]
        if any(name not in states for name in names):
            return IndexTrouble.LOST
        if any(states[name] == _AWAY for name in names):
            return IndexTrouble.PARTS_AWAY
        told = client.indices.get_settings(
            index=names, name="index.blocks.*", flat_settings=True, local=True
        )
        blocks = [value for each in told.values() for value in each["settings"].values()]
        return IndexTrouble.READ_ONLY if "true" in blocks else IndexTrouble.NONE

    def prepare(self, client: Elasticsearch, *, bm25: str) -> None:
        """Make sure that indices are made as they have to be, and that there is a state to write.

        Args:
            client: Of whoever writes.
            bm25: See `layout.template`.

        Raises:
            SearchUnavailableError: There is no room for the state.
        """
        name = state_name(self._prefix)
        client.indices.put_index_template(name=name, **state_template(self._prefix))
        client.indices.put_index_template(
            name=f"{self._prefix}-technologies", **template(self._prefix, bm25=bm25)
        )
        if self._states(client).get(name) == _AWAY:
            # what it said is in the database as well; whoever writes now notices and begins again
            client.options(ignore_status=_MISSING).indices.delete(index=name)
        if not client.indices.exists(index=name, local=True):
            made = client.options(ignore_status=_EXISTS).indices.create(index=name)
            if not made.get("shards_acknowledged", True):
                raise SearchUnavailableError

    def started(self, client: Elasticsearch, in_use: int, fence: int) -> int:
        """Return the number of a new generation with empty indices.

        What an earlier attempt left behind is removed.

        Args:
            client: Of the cluster.
            in_use: The generation that is asked meanwhile, or 0.
            fence: Of whoever builds it.

        Raises:
            SearchUnavailableError: There is no room for it.
        """
        there = self._there(client)
        for left in there:
            if left > in_use:
                self._remove(client, left)
        number = max(there | {in_use}) + 1
        for language in Language:
            made = client.indices.create(
                index=index_name(self._prefix, number, language),
                aliases={writing_name(self._prefix, number, language, fence): {}},
            )
            if not made["shards_acknowledged"]:
                self._remove(client, number)
                raise SearchUnavailableError
        return number

    def open_to(self, client: Elasticsearch, generation: int, fence: int) -> None:
        """Let whoever has the fence write the generation, and nobody who had one before.

        Args:
            client: Of the cluster.
            generation: That is written.
            fence: Of the one writer.
        """
        told = client.indices.get_alias(index=self.names(generation))
        actions: list[dict[str, Any]] = []
        for language in Language:
            index = index_name(self._prefix, generation, language)
            wanted = writing_name(self._prefix, generation, language, fence)
            known = {name for name in told[index]["aliases"] if name.startswith(f"{index}-")}
            actions += [
                {"remove": {"index": index, "alias": name}} for name in sorted(known - {wanted})
            ]
            if wanted not in known:
                actions.append({"add": {"index": index, "alias": wanted}})
        if actions:
            client.indices.update_aliases(actions=actions)

    def publish(
        self, client: Elasticsearch, before: ClusterState, fresh: ClusterState, place: Place | None
    ) -> None:
        """Put a finished generation in use, keep the one before it, remove older ones.

        Args:
            client: Of the cluster.
            before: The state that was read before building.
            fresh: The state from now on.
            place: Where the one before was read.

        Raises:
            IndexBusyError: Somebody else wrote the state meanwhile.
        """
        state_write(client, self._prefix, fresh, place)
        actions: list[dict[str, Any]] = []
        for language in Language:
            alias = alias_name(self._prefix, language)
            try:
                old = list(client.indices.get_alias(name=alias))
            except NotFoundError:
                old = []
            actions += [{"remove": {"index": each, "alias": alias}} for each in old]
            name = index_name(self._prefix, fresh.generation, language)
            actions.append({"add": {"index": name, "alias": alias}})
        client.indices.update_aliases(actions=actions)
        kept = {fresh.generation}
        states = self._states(client)
        if all(states.get(name) != _AWAY for name in self.names(before.generation)):
            # searches that began with it may end with it
            kept.add(before.generation)
        for generation in self._there(client) - kept:
            self._remove(client, generation)

    def _remove(self, client: Elasticsearch, generation: int) -> None:
        for name in self.names(generation):
            client.options(ignore_status=_MISSING).indices.delete(index=name)

    def _there(self, client: Elasticsearch) -> set[int]:
        """Return the generations that are there, and remove what is none.

        A deletion that is sent to a lost index makes an empty one of the name it was written by.
        """
        there = set()
        for name in client.indices.get(
            index=f"{self._prefix}-technologies-*", expand_wildcards="open"
        ):
            if _STRAY.search(name):
                client.options(ignore_status=_MISSING).indices.delete(index=name)
            elif found := _GENERATION.search(name):
                there.add(int(found[1]))
        return there

    def _states(self, client: Elasticsearch) -> dict[str, str]:
        """Return how each index stands: green, yellow, or red where a part of it is away."""
        told = client.cluster.health(index=f"{self._prefix}-*", level="indices", local=True)
        return {name: each["status"] for name, each in told["indices"].items()}
