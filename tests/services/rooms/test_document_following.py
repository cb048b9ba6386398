"""A document that lies open is followed; what else happens in a room makes no sound by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from contracts.rooms.models import GrantedFile
from contracts.rooms.services import item_holder_remove
from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.graphql.subscriptions import EventAnswer, event_answer, subscription_of
from marketplace.core.languages import Language
from tests.factories.ndas import membership_id
from tests.factories.people import NOW, People
from tests.factories.rooms import item_of, message_made, request_made

if TYPE_CHECKING:
    from contracts.rooms.models import TechnicalDataRequest
    from marketplace.core.graphql.subscriptions import Subscription

HOLDER = "buyer_engineer"
FOLLOWED = """subscription ($id: ID!, $roomId: ID!) {
  roomDocument(roomId: $roomId, id: $id) { id } }"""


class Follower:
    """Somebody who follows a document, event by event, as the socket asks for it."""

    def __init__(self, people: People, who: str, *, document: str, room: str) -> None:
        self._people, self._who = people, who
        request = OperationRequest(FOLLOWED, variables={"id": document, "roomId": room})
        self._at: Subscription = subscription_of(engine, engine.operation(request))

    def hears(self, event: dict[str, Any] | None) -> Any:
        """Return what is sent on an event, or `nothing`."""
        context = RequestContext(self._people.actor(self._who), NOW, Language.EN, "test")
        answer: EventAnswer = event_answer(engine, self._at, context, event)
        if answer.positioned is not None:
            self._at = self._at.standing_at(answer.positioned.position)
        if answer.text is None:
            return "nothing"
        return orjson.loads(answer.text)["data"]["roomDocument"]


def granted_file(request: TechnicalDataRequest) -> GrantedFile:
    found = GrantedFile.objects.filter(item=item_of(request, 1)).order_by("pk").first()
    assert found is not None
    return found


def test_only_what_changes_the_document_is_heard(people: People) -> None:
    request = request_made(people, "granted")
    room = request.room
    file = granted_file(request)
    follower = Follower(people, HOLDER, document=file.public_id, room=room.public_id)
    assert follower.hears(None) == {"id": file.public_id}
    # the other firm talks among itself, and the reader does not hear that it does
    message_made(people, room, text="Hold the price", visibility="own_firm")
    assert follower.hears({}) == "nothing"
    item_holder_remove(
        actor=people.actor("seller_owner"),
        item=item_of(request, 1),
        membership_id=membership_id(people, HOLDER),
        now=NOW,
    )
    assert follower.hears({}) is None
    # whoever lost it hears so once, and then of nothing that happens there
    message_made(people, room)
    assert follower.hears({}) == "nothing"


def test_a_room_is_not_overheard_by_a_document_that_lies_elsewhere(people: People) -> None:
    request = request_made(people, "granted")
    file = granted_file(request)
    elsewhere = Follower(people, HOLDER, document=file.public_id, room="e" * 22)
    assert elsewhere.hears(None) is None
    assert elsewhere.hears({}) == "nothing"
