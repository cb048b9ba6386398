"""A holder of the large firm opens a granted document while a lead takes the right away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from contracts.nda.models import NdaHolder
from contracts.nda.services import nda_holder_add
from contracts.rooms.models import GrantedFile, ItemHolder
from contracts.rooms.services.showing import document_pages_count
from marketplace.core.errors import NotFoundError
from marketplace.evidence.models import Entry
from marketplace.files.kinds import kind_named
from marketplace.files.models import Transfer
from marketplace.ladder.models import StageFact
from tests.factories.ndas import membership_id
from tests.factories.people import NOW
from tests.factories.rooms import item_of, request_made
from tests.flows.racing import asked

if TYPE_CHECKING:
    from tests.factories.people import People

OPEN = """mutation ($id: ID!) {
  openDocument(grantedFileId: $id) { transfer { id } errors { code } } }"""
REMOVE_FROM_ITEM = """mutation ($id: ID!, $member: ID!) {
  removeItemHolder(itemId: $id, membershipId: $member) { errors { code } } }"""
REMOVE_FROM_NDA = """mutation ($id: ID!, $holder: ID!) {
  removeNdaHolder(ndaId: $id, holderId: $holder) { errors { code } } }"""
WHO = "buyer_engineer"


class Reader:
    """The buyer's engineer, a document, and the list that the engineer is taken off.

    Attributes:
        list: Of what the engineer is a holder: of the `item` or of the `nda`.
    """

    def __init__(self, people: People) -> None:
        self.people, self.list = people, "item"
        request = request_made(people)
        self.item, self.room = item_of(request, 1), request.room
        document_pages_count(room_ids=[self.room.public_id], now=NOW)
        self.document = GrantedFile.objects.filter(item=self.item).earliest("pk")
        self.member = membership_id(people, WHO)

    @property
    def removal_kind(self) -> str:
        """Return what the log calls the removal."""
        return f"{'request' if self.list == 'item' else 'nda'}.holder_removed"

    def opened(self) -> str:
        """Open the document."""
        return asked(self.people.actor(WHO), OPEN, id=self.document.public_id)

    def removed(self) -> str:
        """Take the engineer off the list."""
        lead = self.people.actor("buyer_deal_lead")
        if self.list == "item":
            return asked(lead, REMOVE_FROM_ITEM, id=self.item.public_id, member=self.member)
        nda = self.room.nda.public_id
        return asked(lead, REMOVE_FROM_NDA, id=nda, holder=self._place().public_id)

    def openings(self) -> tuple[int, int]:
        """Return how many ways were given, and how many openings were recorded."""
        entries = Entry.objects.filter(kind="document.opened")
        return Transfer.objects.filter(direction="download").count(), entries.count()

    def assert_shut(self) -> None:
        """Check that whatever was opened before ends now."""
        actor = self.people.actor(WHO)
        standing = StageFact.objects.filter(member__public_id=self.member, revoked_at=None)
        assert {fact.stage for fact in standing} == ({3} if self.list == "item" else {4})
        transfer = Transfer.objects.filter(direction="download").order_by("-pk").first()
        if transfer is not None:
            authorize: Any = partial(kind_named(transfer.kind).authorize, actor=actor)
            with pytest.raises(NotFoundError):
                authorize(transfer=transfer, now=NOW)

    def let_in_again(self) -> None:
        """Put the engineer back on the list."""
        if self.list == "item":
            # nobody comes back to an item by a service; another grant would be another item
            ItemHolder.objects.filter(item=self.item).update(removed_at=None)
            facts = StageFact.objects.filter(source=self.item.source_for(self.member))
            assert facts.update(revoked_at=None) == 1
            return
        nda = self.room.nda
        nda.refresh_from_db()
        nda_holder_add(
            actor=self.people.actor("buyer_deal_lead"),
            nda=nda,
            revision=nda.revision,
            membership_id=self.member,
            now=NOW,
        )

    def _place(self) -> NdaHolder:
        places = NdaHolder.objects.filter(nda=self.room.nda, removed_at=None)
        return places.get(membership__public_id=self.member)
