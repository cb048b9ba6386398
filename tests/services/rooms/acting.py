"""What tests of rooms share: a refusal leaves no trace, and what the log has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from contracts.rooms.models import (
    GrantedFile,
    ItemHolder,
    Message,
    RequestItem,
    Room,
    RoomEvent,
    RoomFile,
    TechnicalDataRequest,
)
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.files.models import StoredFile, Transfer
from marketplace.ladder.models import StageFact
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = NOW + dt.timedelta(days=1)
TABLES = (
    Room,
    RoomEvent,
    Message,
    RoomFile,
    TechnicalDataRequest,
    RequestItem,
    GrantedFile,
    ItemHolder,
    StageFact,
    StoredFile,
    Transfer,
    Timer,
    Entry,
)


def everything() -> list[Any]:
    """Return what an act in a room could have written."""
    return [list(table._base_manager.order_by("pk").values()) for table in TABLES]


def refused(error: type[Exception], act: Callable[[], object]) -> Any:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def entries(room: Room) -> list[Entry]:
    """Return what the log has of a room, in order."""
    rows = Entry.objects.filter(subjects__type="room", subjects__ref=room.public_id)
    return list(rows.order_by("pk"))


def kinds(room: Room) -> list[str]:
    """Return the kinds of what the log has of a room, in order."""
    return [entry.kind for entry in entries(room)]


def data_of(entry: Entry) -> dict[str, Any]:
    """Return the fields that the writer of an entry gave it."""
    return dict(orjson.loads(entry.body or "{}")["data"])


def readers_of(entry: Entry) -> set[int]:
    """Return the organisations that read an entry."""
    return set(entry.audience.values_list("organisation_id", flat=True))
