"""States move only along their table, and only one of two racing writers moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.core.errors import StaleStateError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model


def advance(
    row: Model,
    *,
    moves: Mapping[str, frozenset[str]],
    to: str,
    column: str = "state",
    **updates: Any,
) -> None:
    """Move a row's state to `to` by compare-and-set, writing `updates` with it.

    Args:
        row: The row as it was read; the state it then had is the one compared.
        moves: For each state, the states that may follow.
        to: The new state.
        column: The column that holds the state.
        updates: Columns written in the same statement.

    Raises:
        StaleStateError: The move is not in the table, or another writer moved the row first.
    """
    old: str = getattr(row, column)
    if to not in moves.get(old, frozenset()):
        raise StaleStateError
    table = type(row)._base_manager
    if table.filter(pk=row.pk, **{column: old}).update(**{column: to}, **updates) != 1:
        raise StaleStateError
    row.refresh_from_db()
