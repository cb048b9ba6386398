"""States move only along their table, and only one of two racing writers moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.core.errors import StaleStateError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Model


def advance(
    row: Model,
    *,
    moves: Mapping[str, frozenset[str]],
    to: str,
    column: str = "state",
    unchanged: Sequence[str] = (),
    **updates: Any,
) -> None:
    """Move a row's state to `to` by compare-and-set, writing `updates` with it.

    Args:
        row: The row as it was read; the state it then had is the one compared.
        moves: For each state, the states that may follow.
        to: The new state.
        column: The column that holds the state.
        unchanged: Columns that must still be as they were read: a state may have come back.
        updates: Columns written in the same statement.

    Raises:
        StaleStateError: The move is not in the table, or another writer moved the row first.
    """
    old: str = getattr(row, column)
    if to not in moves.get(old, frozenset()):
        raise StaleStateError
    table = type(row)._base_manager
    seen = {name: getattr(row, name) for name in (column, *unchanged)}
    if table.filter(pk=row.pk, **seen).update(**{column: to}, **updates) != 1:
        raise StaleStateError
    row.refresh_from_db()
