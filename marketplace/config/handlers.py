"""What a handler of the log's entries is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.evidence.models import Entry


@dataclass(frozen=True, slots=True)
class Handler:
    """A reaction to entries of some kinds.

    Attributes:
        name: Names the handler's cursor; never renamed, or it would begin anew.
        kinds: The kinds of entries it takes.
        handle: `(entries, now)`; called with batches in the order of the log. It must bear being
            called again with entries that it took already.
        in_transaction: Whether what it writes lies in the database, and so commits together with
            the cursor. A handler that writes elsewhere works outside the transaction, so that
            nothing slow holds the database, and its cursor follows when it is done.
        waits_for: Errors that say that something it needs is away. The entries are not to blame
            then: they wait for as long as it takes, and none is held up or set aside.
    """

    name: str
    kinds: frozenset[str]
    handle: Callable[[Sequence[Entry], datetime], None]
    in_transaction: bool = True
    waits_for: tuple[type[Exception], ...] = ()


class TimerService(Protocol):
    """What is called once when a deadline of its kind is due."""

    def __call__(self, *, subject: str, now: datetime) -> object:
        """Do what the deadline was set for; bear that it is no longer called for."""
