"""Two acts on one thing of a deal of which one may count, made time and again in one room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Model

from contracts.deals.services import terms_offer, terms_withdraw
from contracts.rooms.models import GrantedFile, ItemHolder, RoomEvent
from contracts.rooms.services import request_draft, request_issue
from marketplace.core.opaque import new_opaque_id
from marketplace.ladder.models import StageFact
from tests.factories.deals import (
    milestone,
    room_opened,
    terms,
)
from tests.factories.deposits import deposit_made
from tests.factories.ndas import membership_id
from tests.factories.people import NOW
from tests.factories.rooms import item_of, request_content, room_made
from tests.flows.racing import Act, asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.deals.models import TermSheet
    from tests.factories.people import People

Row = TypeVar("Row", bound=Model)
_MUTATION = """mutation ($id: ID!, $revision: Int!) {
  %s(id: $id, revision: $revision) { errors { code } } }"""
GRANT = """mutation ($id: ID!, $files: [FileChoiceInput!]!, $holders: [ID!]!) {
  grantItem(itemId: $id, revision: 1, files: $files, holderIds: $holders) { errors { code } } }"""


def on(name: str) -> str:
    """Return the mutation of that name, which takes an id and a revision."""
    return _MUTATION % name


def again(row: Row, **changes: Any) -> Row:
    """Return a new row like another one."""
    new: Any = copy(row)
    new.pk, new.public_id = None, new_opaque_id()
    for name, value in changes.items():
        setattr(new, name, value)
    new._state = copy(row._state)
    new._state.adding = True
    new.save(force_insert=True)
    return new  # type: ignore[no-any-return]


class Contest(ABC):
    """What two people do to one thing, and what the one who comes first leaves behind."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.round = -1

    @abstractmethod
    def prepared(self) -> tuple[Act, Act]:
        """Make a thing anew, and return the two acts on it."""

    @abstractmethod
    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        """Check that one act is done wholly and the other not at all, and clear up.

        Args:
            winner: Which of the two was done.
            kinds: Of the entries that were written.
        """


class Acceptances(Contest):
    """Two of the buyer's leads accept the same terms."""

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.match = room_opened(people)
        self.sheet: TermSheet

    def prepared(self) -> tuple[Act, Act]:
        self.sheet = terms_offer(
            actor=self.people.actor("seller_owner"),
            match=self.match,
            content=terms(milestones=(milestone(),)),
            now=NOW,
        )
        accept = partial(asked, mutation=on("acceptTerms"), id=self.sheet.public_id, revision=1)
        one, two = (self.people.actor(who) for who in ("buyer_owner", "buyer_deal_lead"))
        return partial(accept, one), partial(accept, two)

    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        sheet = self.sheet
        sheet.refresh_from_db()
        assert (sheet.state, sheet.revision, sheet.versions_count) == ("agreed", 2, 1)
        assert list(kinds) == ["terms.accepted"]
        assert sheet.match_id == self.match.pk
        assert type(sheet).objects.filter(match=self.match, state="agreed").count() == 1
        terms_withdraw(actor=self.people.actor("seller_owner"), sheet=sheet, revision=2, now=NOW)


class GrantOrWithdrawal(Contest):
    """The seller grants the one thing of a request that the buyer takes back."""

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.room = room_made(people)
        deposit = deposit_made(people, technology=self.room.technology)
        self.files = [file.public_id for file in deposit.files.order_by("pk")]
        self.holder = membership_id(people, "buyer_engineer")
        lead, content = people.actor("buyer_deal_lead"), request_content()
        self.request = request_draft(
            actor=lead, room=self.room, content=replace(content, items=content.items[:1]), now=NOW
        )
        self.issued = request_issue(actor=lead, request=self.request, revision=1, now=NOW)
        self.item = item_of(self.issued, 1)

    def prepared(self) -> tuple[Act, Act]:
        lead = self.people.actor("buyer_deal_lead")
        with transaction.atomic():
            self.request = again(self.issued)
            again(self.item, request=self.request)
        grant = partial(
            asked,
            self.people.actor("seller_owner"),
            GRANT,
            id=item_of(self.request, 1).public_id,
            files=[{"depositFileId": file} for file in self.files],
            holders=[self.holder],
        )
        request_id = self.request.public_id
        return grant, partial(asked, lead, on("withdrawRequest"), id=request_id, revision=2)

    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        is_granted, request, item = winner == 0, self.request, item_of(self.request, 1)
        request.refresh_from_db()
        if is_granted:
            assert (request.state, item.state) == ("answered", "granted")
            wanted = ["request.item_granted", "request.holder_added", "request.answered"]
        else:
            assert (request.state, item.state) == ("withdrawn", "open")
            wanted = ["request.withdrawn"]
        assert list(kinds) == wanted
        assert (request.answered_at is not None, request.withdrawn_at is not None) == (
            is_granted,
            not is_granted,
        )
        assert GrantedFile.objects.filter(item=item).count() == len(self.files) * is_granted
        holders = ItemHolder.objects.filter(item=item, removed_at=None)
        assert list(holders.values_list("membership__public_id", flat=True)) == (
            [self.holder] * is_granted
        )
        facts = StageFact.objects.filter(source=item.source_for(self.holder))
        shown = facts.values_list("stage", "scope", "revoked_at", "entry__kind")
        assert list(shown) == [(4, [item.public_id], None, "request.holder_added")] * is_granted
        events = RoomEvent.objects.filter(request=request).order_by("number")
        assert list(events.values_list("kind", flat=True)) == [
            "item_granted" if is_granted else "request_withdrawn"
        ]
        # numbered one by one, with no gap where somebody was refused
        self.room.refresh_from_db()
        facts.update(revoked_at=NOW)
        assert self.room.last_number == RoomEvent.objects.filter(room=self.room).count()
