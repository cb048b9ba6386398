"""Evidence packs, asked for and made by the services that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.protection.services import pack_request, packs_make
from marketplace.evidence.sequencer import sequence_once
from tests.factories.people import NOW

if TYPE_CHECKING:
    import datetime as dt

    from contracts.protection.models import EvidencePack
    from matching.models import Match
    from tests.factories.people import People

PACK_STATES = ("requested", "ready")


def pack_made(
    people: People,
    state: str = "ready",
    *,
    match: Match,
    who: str = "seller_owner",
    now: dt.datetime = NOW,
) -> EvidencePack:
    """Return a pack of a match; for a ready one the log needs its key.

    Args:
        people: The cast.
        state: One of `PACK_STATES`.
        match: What it is about.
        who: Who of one of the two firms asks for it.
        now: When all of it happens.
    """
    pack = pack_request(actor=people.actor(who), match=match, now=now)
    if state == "ready":
        sequence_once(now)
        packs_make(pack_ids=[pack.public_id], now=now)
    pack.refresh_from_db()
    assert pack.state == state
    return pack
