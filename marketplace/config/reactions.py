"""Every effect of a recorded fact on another app, and every deadline, on one page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.config.handlers import Handler
from marketplace.core.live import publish
from marketplace.demands.services import demand_close_due
from marketplace.technologies.selectors import technology_ids_for
from matching.schema import INDEX_GROUP
from matching.services import technologies_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.config.handlers import TimerService
    from marketplace.evidence.models import Entry


def _index_technologies(entries: Sequence[Entry], now: datetime) -> None:
    """Make the index say what the database says of the technologies these entries are about."""
    public_ids = {
        subject.ref
        for entry in entries
        for subject in entry.subjects.all()
        if subject.type == "technology"
    }
    technologies_index(technology_ids=technology_ids_for(sorted(public_ids)), now=now)
    transaction.on_commit(partial(publish, INDEX_GROUP, {}))


HANDLERS: Final[Sequence[Handler]] = (
    Handler(
        name="index",
        kinds=frozenset(
            {
                "technology.imported",
                "technology.paused",
                "technology.published",
                "technology.resumed",
                "technology.withdrawn",
            }
        ),
        handle=_index_technologies,
        # the index lies in files of its own
        in_transaction=False,
    ),
)

TIMERS: Final[Mapping[str, TimerService]] = {"demand.deadline": demand_close_due}
