"""The marked world's deal: from a sealed deposit to paid money, each private text with a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.nda.services import nda_holder_remove
from contracts.payments.models import Installment
from contracts.payments.services import plans_make
from contracts.protection.services import pack_request
from tests.api.matrix.world import BUYERS, COORDINATOR
from tests.factories.deals import contract_made, milestone, terms
from tests.factories.deposits import deposit_made, small_pdf
from tests.factories.market import demand_made
from tests.factories.ndas import nda_made
from tests.factories.payments import done
from tests.factories.people import NOW
from tests.factories.rooms import (
    granted,
    item_of,
    message_made,
    request_made,
    room_file_made,
    room_made,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.rooms.models import Room
    from marketplace.escrow.models import Deposit
    from matching.models import Match
    from tests.factories.people import People

    Mark = Callable[[str, frozenset[str]], str]

SELLER_LEADS = frozenset({"seller_owner", "seller_deal_lead"})
BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
SELLER_ROOM = SELLER_LEADS | {"seller_engineer"}
LEFT_ROOM = frozenset({"removed_holder"})
HOLDERS = frozenset({"buyer_engineer", "other_holder"})
BUYER_ROOM = BUYER_LEADS | HOLDERS
ROOM = SELLER_ROOM | BUYER_ROOM | COORDINATOR
# of whose deposit something was granted to whom
_SHOWN_TO = {
    "asked for": frozenset({"buyer_engineer"}),
    "another item": frozenset({"other_holder"}),
}
TERMS = SELLER_LEADS | BUYER_LEADS | COORDINATOR


class GardenDeal:
    """One deal of the matched seller and buyer, and a deposit that nobody has asked for.

    Attributes:
        sealed: Marks that lie in sealed files and that no answer ever holds, whoever asks.
    """

    def __init__(self, people: People, match: Match, mark: Mark, *, secret: str = "zq") -> None:
        self._people, self._match, self._mark = people, match, mark
        self._secret = secret
        self.sealed: list[str] = []
        self.deposit = self._deposit("asked for", technology=match.technology)
        self._deposit("kept back")
        self._known_before()
        self.room = self._room()
        self._talk()
        self._requests()
        self._money()
        pack_request(actor=people.actor("seller_owner"), match=match, now=NOW)

    def _deposit(self, name: str, **given: object) -> Deposit:
        inside = self._inside(name)
        report = self._mark(f"{name} file name", SELLER_ROOM | _SHOWN_TO.get(name, frozenset()))
        files = {
            "drawing.pdf": ("application/pdf", small_pdf(inside)),
            f"{report}.txt": ("text/plain", inside.encode()),
        }
        return deposit_made(
            self._people,
            key=name,
            mark=self._mark(f"{name} deposit", SELLER_ROOM),
            files=files,
            **given,  # type: ignore[arg-type]
        )

    def _known_before(self) -> None:
        """Seal what the buyer knew, and with it a draft of its own."""
        inside = self._inside("known before")
        report = self._mark("known before file name", BUYER_LEADS)
        deposit = deposit_made(
            self._people,
            key="known before",
            mark=self._mark("known before deposit", BUYER_LEADS),
            files={f"{report}.txt": ("text/plain", inside.encode())},
            firm="buyer",
        )
        demand_made(
            self._people,
            "draft",
            key="known before",
            mark=self._mark("known before draft", BUYERS),
            sealed_with=deposit,
        )

    def _inside(self, name: str) -> str:
        self.sealed.append(f"{self._secret}sealed{''.join(name.split())}qz")
        return self.sealed[-1]

    def _room(self) -> Room:
        mark = self._mark("nda", SELLER_ROOM | BUYER_ROOM | COORDINATOR)
        holders = ("buyer_engineer", "other_holder", "removed_holder")
        nda = nda_made(
            self._people,
            match=self._match,
            mark=mark,
            holders=holders,
            files=[file.public_id for file in self.deposit.files.all()],
        )
        room = room_made(self._people, nda=nda)
        leaver = nda.holders.get(membership__user=self._people.users["removed_holder"])
        lead = self._people.actor("buyer_deal_lead")
        nda_holder_remove(actor=lead, nda=nda, holder_id=leaver.public_id, now=NOW)
        return room

    def _talk(self) -> None:
        readers = {
            ("seller_owner", "everyone"): ROOM,
            ("seller_owner", "own_firm"): SELLER_ROOM,
            ("seller_owner", "coordinator"): SELLER_ROOM | COORDINATOR,
            ("buyer_deal_lead", "own_firm"): BUYER_ROOM,
            ("buyer_deal_lead", "coordinator"): BUYER_ROOM | COORDINATOR,
        }
        for (who, visibility), may_read in readers.items():
            mark = self._mark(f"said {who} {visibility}", may_read)
            message_made(self._people, self.room, who, visibility=visibility, mark=mark)
        name = self._mark("room file name", SELLER_ROOM | HOLDERS)
        content = self._inside("room file").encode()
        room_file_made(self._people, self.room, name=f"{name}.txt", content=content)

    def _requests(self) -> None:
        draft = self._mark("request draft", BUYER_ROOM)
        request_made(self._people, "draft", room=self.room, mark=draft)
        form = self._mark("request form", ROOM)
        request = request_made(self._people, "issued", room=self.room, mark=form)
        granted(self._people, item_of(request, 1), self.deposit, holders=("buyer_engineer",))
        other = self._deposit("another item", technology=self._match.technology)
        granted(self._people, item_of(request, 2), other, holders=("other_holder",))

    def _money(self) -> None:
        mark = self._mark("terms", TERMS)
        content = terms(mark, milestones=(milestone(mark),))
        contract = contract_made(self._people, match=self._match, content=content)
        plans_make(contract_ids=[contract.public_id], now=NOW)
        payment = Installment.objects.get(plan__contract=contract, position=0)
        for act in ("instruct", "confirm_receipt", "confirm_payment"):
            done(self._people, act, payment)
        delivered = self._mark("why delivered", TERMS)
        done(self._people, "record_delivery", payment, mark=delivered)
        refund = self._mark("why refund", TERMS)
        done(self._people, "request_refund", payment, mark=refund)
