"""A deal of the demo, brought on as far as a form needs it, without a browser."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tests.demo_server import PASSWORD
from tests.flows.deal import papers
from tests.flows.deal.person import Person, until

if TYPE_CHECKING:
    from tests.demo_server import RunningServer

OWNER: Final = "owner@dolmoritae.example"
LEAD: Final = "deal.lead@keundeulnae.example"
TREASURER: Final = "treasurer@gaundegil.example"
DRAFTED: Final = "NDA drafted"
ASKED: Final = "room open and item asked for"
CONTRACT: Final = "contract drafted"
OFFERED: Final = "contract offered"
SIGNED: Final = "contract signed"
INSTRUCTED: Final = "payment instructed"
HELD: Final = "payment held"

_PLAN: Final = """query($id: ID!) { it: paymentsOf(matchId: $id) {
    contractId revision payments { id state revision } } }"""


class Stages:
    """Brings the deal on, and never back."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._people: dict[str, Person] = {}
        self._steps = {
            DRAFTED: self._draft_nda,
            ASKED: self._sign_nda_and_ask,
            CONTRACT: self._draft_contract,
            OFFERED: self._offer_contract,
            SIGNED: self._sign_contract,
            INSTRUCTED: self._instruct,
            HELD: self._hold,
        }
        self._left = list(self._steps)
        self._nda: dict[str, Any] = {}
        self._contract: dict[str, Any] = {}

    def reach(self, stage: str) -> str:
        """Do what is missing up to a stage, and return the deal's id."""
        while stage in self._left:
            self._steps[self._left.pop(0)]()
        return self._deal

    def _as(self, email: str) -> Person:
        if email not in self._people:
            self._people[email] = Person(self._server, email, email=email, password=PASSWORD)
        return self._people[email]

    @cached_property
    def _deal(self) -> str:
        query = "{ it: matches(group: MATCHED, first: 1) { nodes { id } } }"
        return str(self._as(OWNER).read(query)["nodes"][0]["id"])

    def _draft_nda(self) -> None:
        self._nda = self._as(OWNER).act(
            "draftNda",
            "nda { id revision }",
            matchId=self._deal,
            templateCode="technical_data",
            language="KO",
            purpose="To judge whether it fits",
            months=12,
        )["nda"]

    def _sign_nda_and_ask(self) -> None:
        owner, lead = self._as(OWNER), self._as(LEAD)
        query = "query($id: ID!) { it: nda(id: $id) { id revision } }"
        nda = owner.read(query, id=self._nda["id"])
        member = next(
            each["id"]
            for each in lead.read("{ it: members { id email } }")
            if each["email"] == LEAD
        )
        nda = lead.act(
            "setNdaHolders",
            "nda { id revision }",
            ndaId=nda["id"],
            revision=nda["revision"],
            membershipIds=[member],
        )["nda"]
        nda = owner.act("offerNda", "nda { id revision }", **nda)["nda"]
        self._signed("signNda", "nda", nda)
        room = until(
            lambda: lead.read("query($id: ID!) { it: roomOf(matchId: $id) { id } }", id=self._deal)
        )
        draft = lead.act(
            "draftRequest",
            "request { id revision }",
            roomId=room["id"],
            input=papers.data_request(),
        )
        lead.act("issueRequest", "request { id }", **draft["request"])

    def _draft_contract(self) -> None:
        terms = papers.terms("", 60_000_000) | {"milestones": []}
        wanted = "termSheet { termSheetId: id revision }"
        sheet = self._as(LEAD).act("offerTerms", wanted, matchId=self._deal, terms=terms)
        agreed = self._as(OWNER).act(
            "acceptTerms",
            wanted,
            id=sheet["termSheet"]["termSheetId"],
            revision=sheet["termSheet"]["revision"],
        )["termSheet"]
        self._contract = self._as(OWNER).act(
            "draftContract", "contract { id revision }", language="KO", **agreed
        )["contract"]

    def _offer_contract(self) -> None:
        self._contract = self._as(OWNER).act(
            "offerContract", "contract { id revision }", **self._contract
        )["contract"]

    def _sign_contract(self) -> None:
        self._signed("signContract", "contract", self._contract)
        until(lambda: self._plan)

    def _instruct(self) -> None:
        plan = self._plan
        self._as(OWNER).act(
            "nameTransferAccount",
            contractId=plan["contractId"],
            revision=plan["revision"],
            keeper="SELLER",
            bank="Dolmori Bank",
            number="100-200-300400",
            holder="Dolmoritae Structures",
        )
        self._on_first(LEAD, "instructPayment", provider="BANK")

    def _hold(self) -> None:
        self._on_first(OWNER, "confirmReceipt")
        self._on_first(TREASURER, "confirmPayment")
        until(lambda: self._plan["payments"][0]["state"] == "HELD")

    @property
    def _plan(self) -> Any:
        return self._as(LEAD).read(_PLAN, id=self._deal)

    def _on_first(self, who: str, mutation: str, **given: Any) -> None:
        payment = self._plan["payments"][0]
        self._as(who).act(mutation, id=payment["id"], revision=payment["revision"], **given)

    def _signed(self, mutation: str, name: str, document: dict[str, Any]) -> None:
        """Sign for both firms; nobody keeps the second step that it needs."""
        for who in (OWNER, LEAD):
            signer = self._as(who)
            signer.second_step()
            document = signer.act(mutation, f"{name} {{ id revision }}", title="대표", **document)[
                name
            ]
            signer.without_second_step()
