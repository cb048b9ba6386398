"""Rooms follow the log: signing opens one, and what the NDA loses the room loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contracts.nda.services import nda_end, nda_holder_remove
from contracts.rooms.models import ItemHolder, Room
from marketplace.config.reactions import HANDLERS
from marketplace.config.runner import react_once
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from matching.services import match_end
from tests.factories.ndas import nda_made
from tests.factories.people import NOW, People, people_made
from tests.factories.rooms import granted, item_of, request_made
from tests.services.rooms.acting import LATER, kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings

    from contracts.nda.models import Nda


@pytest.fixture
def people(db: None, tmp_path: Path, settings: Settings) -> People:
    """Return the cast; the log's key is there before its first entry."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    log_key_create()
    return people_made()


def reacted() -> None:
    handlers = [one for one in HANDLERS if one.name in {"rooms", "nda_matches"}]
    assert len(handlers) == 2
    for _ in range(2):
        sequence_once(LATER)
        react_once(LATER, handlers)


def _given_notice(people: People, nda: Nda) -> None:
    nda.refresh_from_db()
    nda_end(
        actor=people.actor("seller_owner"),
        nda=nda,
        revision=nda.revision,
        words="We stop",
        now=LATER,
    )


def _match_over(people: People, nda: Nda) -> None:
    match = nda.match
    match.refresh_from_db()
    match_end(
        actor=people.actor("seller_owner"),
        match=match,
        revision=match.revision,
        words="We stop",
        now=LATER,
    )


@pytest.mark.parametrize("end", [_given_notice, _match_over])
def test_a_room_opens_and_closes_with_what_it_rests_on(
    people: People, end: Callable[[People, Nda], None]
) -> None:
    nda = nda_made(people)
    assert not Room.objects.exists()
    reacted()
    room = Room.objects.get()
    assert (room.nda, room.state) == (nda, "open")
    end(people, nda)
    reacted()
    room.refresh_from_db()
    assert room.state == "closed"
    assert kinds(room) == ["room.opened", "room.closed"]


def test_a_second_nda_of_a_match_opens_a_room_of_its_own_where_nothing_is_granted(
    people: People,
) -> None:
    request = request_made(people)
    first = request.room
    _given_notice(people, first.nda)
    second = nda_made(people, match=first.match, now=LATER)
    reacted()
    first.refresh_from_db()
    room = Room.objects.get(nda=second)
    assert (first.state, room.state) == ("closed", "open")
    assert room.requests.count() == 0


def test_whoever_leaves_the_list_leaves_the_items(people: People) -> None:
    request = request_made(people)
    deposit = item_of(request, 1).granted_files.order_by("pk")[0].deposit_file.deposit
    granted(people, item_of(request, 2), deposit, now=NOW)
    nda_holder_remove(
        actor=people.actor("buyer_deal_lead"),
        nda=request.room.nda,
        holder_id=request.room.nda.holders.get().public_id,
        now=LATER,
    )
    reacted()
    assert not ItemHolder.objects.filter(removed_at=None).exists()
    assert kinds(request.room)[-2:] == ["request.holder_removed"] * 2
