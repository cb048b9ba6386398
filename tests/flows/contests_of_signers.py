"""Two people sign one document at the same moment."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction

from contracts.deals.models import Contract
from contracts.deals.states import ContractState
from contracts.nda.models import NdaHolder
from contracts.nda.services import nda_end, nda_withdraw
from contracts.nda.signing import signatures_of
from marketplace.core.models import Timer
from marketplace.core.timers import timer_set
from marketplace.ladder.models import StageFact
from tests.factories.deals import contract_made, contract_signed_by, room_opened
from tests.factories.market import match_made
from tests.factories.ndas import membership_id, nda_made, nda_signed_by
from tests.factories.people import NOW
from tests.flows.contests import Contest, again
from tests.flows.racing import Act, asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.factories.people import People

HOLDERS = ("buyer_engineer", "buyer_owner")
_SIGN = """mutation ($id: ID!, $revision: Int!) {
  %s(id: $id, revision: $revision, title: "Director") { errors { code } } }"""


class Signers(Contest):
    """Two people sign one document: for one side as the last ones, or each for their own side."""

    type_: ClassVar[str]

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.document = self.original()

    @abstractmethod
    def original(self) -> Any:
        """Return an offered document, of which each round gets a copy."""

    @abstractmethod
    def copied(self) -> Any:
        """Return a fresh offered document."""

    @abstractmethod
    def signed(self, who: str) -> None:
        """Let somebody sign by the service."""

    @abstractmethod
    def checked(self, *, is_signed: bool) -> None:
        """Check what a document brings once both sides signed, or before that."""

    @abstractmethod
    def cleared(self) -> None:
        """Make room for the next document."""

    @property
    def pair(self) -> tuple[str, str]:
        """Return who signs in this round."""
        return ("buyer_owner" if self.round % 2 else "seller_owner", "buyer_deal_lead")

    def prepared(self) -> tuple[Act, Act]:
        with transaction.atomic():
            self.document = self.copied()
        if self.round % 2:
            self.signed("seller_owner")
            self.document.refresh_from_db()
        sign = partial(
            asked,
            mutation=_SIGN % f"sign{self.type_.capitalize()}",
            id=self.document.public_id,
            revision=self.document.revision,
        )
        one, two = (self.people.signer(who) for who in self.pair)
        return partial(sign, one), partial(sign, two)

    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        document, is_signed = self.document, bool(self.round % 2)
        document.refresh_from_db()
        given = f"{self.type_}.signature_given"
        assert list(kinds) == [given, f"{self.type_}.signed"][: 1 + is_signed]
        last = self._signatures(2 if is_signed else 1)[-1]
        assert last.membership.public_id == membership_id(self.people, self.pair[winner])
        assert last.entry.kind == given
        assert last.document_sha256 == document.document_sha256
        self.checked(is_signed=is_signed)
        if not is_signed:
            # whoever came second signs what the other one left
            self.signed(self.pair[1 - winner])
            document.refresh_from_db()
            assert {one.side for one in self._signatures(2)} == {"seller", "buyer"}
            self.checked(is_signed=True)
        self.cleared()

    def _signatures(self, count: int) -> Any:
        found = signatures_of(self.type_, self.document.public_id)
        assert len(found) == count
        return found


class NdaSigners(Signers):
    """Of an NDA, whose holders get S3 with the second signature."""

    type_ = "nda"

    def original(self) -> Any:
        match = match_made(self.people, "matched", key="signers")
        nda = nda_made(self.people, "offered", match=match, holders=HOLDERS)
        self.offered, self.list = copy(nda), list(NdaHolder.objects.filter(nda=nda))
        nda_withdraw(
            actor=self.people.actor("seller_owner"), nda=nda, revision=nda.revision, now=NOW
        )
        return nda

    def copied(self) -> Any:
        nda = again(self.offered)
        for holder in self.list:
            again(holder, nda=nda)
        timer_set(kind="nda.lapse", subject=nda.public_id, due_at=NOW + dt.timedelta(days=14))
        return nda

    def signed(self, who: str) -> None:
        nda_signed_by(self.people, self.document, who)

    def checked(self, *, is_signed: bool) -> None:
        nda = self.document
        assert nda.state == ("signed" if is_signed else "offered")
        assert (nda.signed_at is not None) == (nda.expires_at is not None) == is_signed
        facts = StageFact.objects.filter(source__startswith=f"nda:{nda.public_id}:")
        found = facts.values_list("stage", "member_id", "revoked_at", "entry__kind")
        wanted = {(3, holder.membership_id, None, "nda.signed") for holder in self.list}
        assert len(found) == len(wanted) * is_signed
        assert set(found) == (wanted if is_signed else set())
        timers = Timer.objects.filter(subject=nda.public_id).order_by("kind")
        assert list(timers.values_list("kind", "state")) == (
            [("nda.expiry", "open"), ("nda.lapse", "cancelled")]
            if is_signed
            else [("nda.lapse", "open")]
        )

    def cleared(self) -> None:
        nda_end(
            actor=self.people.actor("buyer_deal_lead"),
            nda=self.document,
            revision=self.document.revision,
            words="We begin anew",
            now=NOW,
        )


class ContractSigners(Signers):
    """Of a contract, which is made with the second signature."""

    type_ = "contract"

    def original(self) -> Any:
        contract = contract_made(self.people, "offered", match=room_opened(self.people))
        self.offered = copy(contract)
        self.document = contract
        self.cleared()
        return contract

    def copied(self) -> Any:
        contract = again(self.offered)
        due_at = NOW + dt.timedelta(days=14)
        timer_set(kind="deals.contract_expiry", subject=contract.public_id, due_at=due_at)
        return contract

    def signed(self, who: str) -> None:
        self.document = contract_signed_by(self.people, self.document, who)

    def checked(self, *, is_signed: bool) -> None:
        contract = self.document
        assert contract.state == ("signed" if is_signed else "offered")
        assert (contract.signed_at is not None) == is_signed
        sides = {
            side: signed_at is not None
            for side, signed_at in (
                ("seller", contract.seller_signed_at),
                ("buyer", contract.buyer_signed_at),
            )
        }
        by = {one.side for one in signatures_of("contract", contract.public_id)}
        assert {side for side, is_there in sides.items() if is_there} == by
        timer = Timer.objects.get(subject=contract.public_id)
        assert timer.state == ("cancelled" if is_signed else "open")

    def cleared(self) -> None:
        # nothing that people do ends a contract, of which a match has one
        Contract.objects.filter(pk=self.document.pk).update(state=ContractState.LAPSED)


class TwoSigners(Contest):
    """Of NDAs and of contracts by turns."""

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.documents: list[Signers] = [NdaSigners(people), ContractSigners(people)]
        self.turn = self.documents[0]

    def prepared(self) -> tuple[Act, Act]:
        self.turn = self.documents[self.round // 2 % 2]
        self.turn.round = self.round
        return self.turn.prepared()

    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        self.turn.finished(winner, kinds)
