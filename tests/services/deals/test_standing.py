"""What stands about the terms of a match: who may offer them, what is listed, what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contracts.deals import services
from contracts.deals.selectors.standing import deal_terms_of
from contracts.rooms.models import Room
from contracts.rooms.services import rooms_recheck
from matching.models import Match
from tests.factories.deals import contract_made, room_opened, terms, terms_made
from tests.factories.deposits import deposit_made
from tests.factories.market import match_made
from tests.factories.ndas import nda_made
from tests.factories.people import NOW
from tests.services.deals.test_schema import asked

if TYPE_CHECKING:
    from tests.factories.people import People

ASKED = """query($id: ID!) { it: dealTerms(matchId: $id) {
    side canOffer barrier
    sheet { id state versions { by } }
    earlier { id state }
    contracts { id state language }
    files { id position commitment name } } }"""


def barrier(people: People, who: str, match: Match) -> str | None:
    """Return what stands in somebody's way, as text."""
    row = deal_terms_of(actor=people.actor(who), match_id=match.public_id)
    assert row is not None
    return None if row.barrier is None else str(row.barrier)


def test_leads_may_offer_in_an_open_room_and_nobody_else(people: People) -> None:
    match = room_opened(people, key="standing")
    for who in ("seller_owner", "seller_deal_lead", "buyer_owner", "buyer_deal_lead"):
        assert barrier(people, who, match) is None
    assert barrier(people, "case_coordinator", match) == "role"
    for who in ("seller_engineer", "buyer_engineer", "treasurer"):
        assert deal_terms_of(actor=people.actor(who), match_id=match.public_id) is None


def test_the_way_is_barred_where_a_service_would_refuse(people: People) -> None:
    unsigned = match_made(people, "matched", key="unsigned")
    assert barrier(people, "seller_owner", unsigned) == "no_room"
    room = room_opened(people, key="standing")
    for state, found in (("paused", "paused"), ("closed", "over")):
        Room.objects.filter(match=room).update(state=state)
        assert barrier(people, "seller_owner", room) == found
    on_table = terms_made(people, "open", key="standing").match
    assert barrier(people, "buyer_owner", on_table) == "standing"
    withdrawn = terms_made(people, "withdrawn", key="standing").match
    assert barrier(people, "buyer_owner", withdrawn) is None
    ended = match_made(people, "ended", key="standing")
    assert barrier(people, "seller_owner", ended) == "over"


@pytest.mark.parametrize("match_id", ["", "nothing", "a" * 22])
def test_an_unknown_match_has_none(people: People, match_id: str) -> None:
    assert deal_terms_of(actor=people.actor("seller_owner"), match_id=match_id) is None


def test_terms_taken_back_stand_behind_the_newest(people: People) -> None:
    first = terms_made(people, "withdrawn", key="again")
    second = services.terms_offer(
        actor=people.actor("buyer_deal_lead"), match=first.match, content=terms(), now=NOW
    )
    read = asked(people, "seller_owner", ASKED, id=first.match.public_id)
    assert (read["sheet"]["id"], read["canOffer"]) == (second.public_id, False)
    assert read["barrier"] == "STANDING"
    assert [each["id"] for each in read["earlier"]] == [first.public_id]
    author = people.users["buyer_deal_lead"].name
    assert [each["by"] for each in read["sheet"]["versions"]] == [author]


def test_only_the_small_firm_reads_what_listed_files_are_called(people: People) -> None:
    listed, _other = deposit_made(people, "attached", key="standing").files.order_by("pk")[:2]
    match = match_made(people, "matched", technology=None, key="standing")
    Match.objects.filter(pk=match.pk).update(technology=listed.deposit.technology)
    match.refresh_from_db()
    nda = nda_made(people, "signed", match=match, files=[listed.public_id])
    rooms_recheck(nda_ids=[nda.public_id], now=NOW)
    [of_seller] = asked(people, "seller_owner", ASKED, id=match.public_id)["files"]
    [of_buyer] = asked(people, "buyer_deal_lead", ASKED, id=match.public_id)["files"]
    assert (of_seller["id"], of_seller["name"]) == (listed.public_id, listed.name)
    assert of_buyer == of_seller | {"name": None}


def test_every_contract_of_a_match_stands_in_the_list(people: People) -> None:
    contract = contract_made(people, "withdrawn", key="standing")
    read = asked(people, "buyer_deal_lead", ASKED, id=contract.match.public_id)
    [line] = read["contracts"]
    assert (line["id"], line["state"]) == (contract.public_id, "WITHDRAWN")
