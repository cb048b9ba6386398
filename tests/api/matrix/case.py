"""One question of the matrix, and short ways to write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.api.matrix.world import EVERYONE, World

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Case:
    """One question of a row.

    Args:
        name: What is asked, in words.
        allowed: The actors who get it.
        query: GraphQL document; its one root field is aliased `it`.
        given: Whether the data of `it` shows that the actor got it.
        variables: The variables, from the world.
        path: Instead of a query: the address, from the world.
        method: HTTP method of the address.
        body: JSON body of the address.
        raw: Instead of a body: the bytes of a file.
        statuses: HTTP statuses that show that the actor got it.
    """

    name: str
    allowed: frozenset[str]
    query: str = ""
    given: Callable[[Any], bool] = bool
    variables: Callable[[World], Mapping[str, Any]] = lambda _world: {}
    path: Callable[[World], str] | None = None
    method: str = "GET"
    body: Mapping[str, Any] | None = None
    raw: bytes = b""
    statuses: frozenset[int] = frozenset({200})


def written(it: Any) -> bool:
    """Tell whether a mutation was done."""
    return bool(it and it["errors"] == [])


def has(name: str) -> Callable[[Any], bool]:
    """Return whether a field of the answer is there."""
    return lambda it: bool(it and it[name] is not None)


def nodes(count: int) -> Callable[[Any], bool]:
    """Return whether a page has so many rows."""
    return lambda it: bool(it and len(it["nodes"]) == count)


def rows_of(model: type[Model], **where: Any) -> Callable[[Any], bool]:
    """Return whether a page has as many rows as the table, where it fits one page."""
    return lambda it: bool(it and len(it["nodes"]) == model._base_manager.filter(**where).count())


def some(name: str = "nodes") -> Callable[[Any], bool]:
    """Return whether a list of the answer holds anything."""
    return lambda it: bool(it and it[name])


def fixed(**values: Any) -> Callable[[World], Mapping[str, Any]]:
    """Return variables that every world has the same."""
    return lambda _world: values


def known(**names: str) -> Callable[[World], Mapping[str, Any]]:
    """Return variables that are ids of the world; a name with a dot is of its kind."""

    def read(world: World) -> dict[str, Any]:
        return {variable: _id(world, name) for variable, name in names.items()}

    return read


def both(
    *parts: Callable[[World], Mapping[str, Any]],
) -> Callable[[World], Mapping[str, Any]]:
    """Return variables from several sources."""
    return lambda world: {name: value for part in parts for name, value in part(world).items()}


def mutation(
    name: str,
    allowed: frozenset[str],
    types: str,
    variables: Callable[[World], Mapping[str, Any]],
    *,
    title: str = "it",
) -> Case:
    """Return the case of a mutation; `types` are pairs like `id: ID!`."""
    head = ", ".join(f"${part.strip()}" for part in types.split(",")) if types else ""
    names = [part.split(":")[0].strip() for part in types.split(",")] if types else []
    passed = ", ".join(f"{each}: ${each}" for each in names)
    query = f"mutation({head}) {{ it: {name}({passed})" if names else f"mutation {{ it: {name}"
    return Case(title, allowed, f"{query} {{ errors {{ code field }} }} }}", written, variables)


def address(path: str, allowed: frozenset[str] = EVERYONE, *statuses: int) -> tuple[Case, ...]:
    """Return the case of an address that is the same in every world."""
    return (
        Case(
            "the address",
            allowed,
            path=lambda _world: path,
            statuses=frozenset(statuses or {200}),
        ),
    )


def _id(world: World, name: str) -> str:
    kind, _, state = name.partition(".")
    kinds = {"technology": world.technologies, "demand": world.demands, "entry": world.entries}
    return kinds[kind][state] if kind in kinds else world.ids[name]
