"""What every worker does after the last kill: finish what waits, and say how the log stands."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from marketplace.config.background import react_round, sequence_round
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.evidence.models import Entry, EntrySubject


def settle() -> None:
    """Take every entry into the log, and hand it and each due deadline on."""
    while sequence_round() or react_round():
        pass
    while sequence_round() or react_round():
        pass


def kinds_by(subject: str) -> dict[str, list[str]]:
    """Return for each subject of a type the kinds of its entries, without the type before them."""
    kinds: dict[str, list[str]] = defaultdict(list)
    rows = EntrySubject.objects.filter(type=subject).order_by("entry__index")
    own = rows.filter(entry__kind__startswith=f"{subject}.")
    for ref, kind in own.values_list("ref", "entry__kind"):
        kinds[ref].append(kind.removeprefix(f"{subject}."))
    return kinds


def log_standing() -> dict[str, Any]:
    """Return how far sequencer and runner came."""
    return {
        "unsequenced": Entry.objects.filter(index=None).count(),
        "held": ParkedEntry.objects.count(),
        "cursors": sorted(set(HandlerCursor.objects.values_list("index", flat=True))),
        "entries": Entry.objects.count(),
    }
