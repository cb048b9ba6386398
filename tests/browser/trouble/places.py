"""The main pages of the product, each as somebody for whom it holds something."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SELLER: Final = "owner@nurigyeol.example"
BUYER: Final = "deal.lead@duresanmaru.example"
SCOUT: Final = "scout@sotdaemoe.example"
ENGINEER: Final = "named.engineer@duresanmaru.example"
COORDINATOR: Final = "case.coordinator@gaundegil.example"
TREASURER: Final = "treasurer@gaundegil.example"
REVIEWER: Final = "reviewer@gaundegil.example"
VERIFIER: Final = "verifier@gaundegil.example"
SEALER: Final = "owner@seorimaru.example"


@dataclass(frozen=True)
class Place:
    """A page and who looks at it.

    Attributes:
        name: Of the place in the table.
        who: The address of an account of the demo.
        path: Where it is; `$id` is the first id that the queries find, and so with other names.
        queries: Find what the path needs, one after the other; the later may use what the earlier
            found.
        open: Whether visitors see it too, as far as it is theirs to see.
        aside: Whether it is seldom come to, so that only soaking meets it.
    """

    name: str
    who: str
    path: str
    queries: tuple[str, ...] = ()
    open: bool = False
    aside: bool = False

    def address(self, ask: Callable[[str], dict[str, Any]]) -> str:
        """Return the path with what this person finds.

        Args:
            ask: Sends a query as this person.
        """
        found: dict[str, str] = {}
        for query in self.queries:
            answer = ask(Template(query).substitute(found))
            for name, value in _leaves(answer):
                found.setdefault(name, value)
        return Template(self.path).substitute(found)


def _leaves(answer: Any) -> Iterator[tuple[str, str]]:
    """Go through the texts in an answer with their names, the first rows first."""
    if isinstance(answer, list):
        for each in answer:
            yield from _leaves(each)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, str):
                yield name, value
            else:
                yield from _leaves(value)


MATCHED: Final = ("{ matches(group: MATCHED, first: 1) { nodes { id } } }",)
_TECHNOLOGY: Final = ("{ technologies(mine: true, first: 1) { nodes { id } } }",)
_DEMAND: Final = ("{ demands(mine: true, first: 1) { nodes { id } } }",)
_ROOM: Final = (
    "{ matches(group: MATCHED, first: 1) { nodes { deal: id } } }",
    '{ roomOf(matchId: "$deal") { room: id } }',
)
# asked twice, the same deposit answers
_UNSEALED: Final = (
    'mutation { createDeposit(requestId: "6f1f6ad2-51a8-4c1e-9d0a-6f3a6f0f3c11", input: '
    '{ title: "Trial records", kind: DRAWING }) { deposit { id } } }',
)

PLACES: Final = (
    Place("home of a seller", SELLER, "/home"),
    Place("home of a buyer", SCOUT, "/home"),
    Place("home of an engineer", ENGINEER, "/home"),
    Place("home of a reviewer", REVIEWER, "/home"),
    Place("home of a treasurer", TREASURER, "/home"),
    Place("market", SCOUT, "/market", open=True),
    Place(
        "technology",
        SCOUT,
        "/technologies/$id",
        ("{ marketSearch(first: 1) { nodes { technology { id } } } }",),
        open=True,
    ),
    Place("own technologies", SELLER, "/technologies"),
    Place("technology editor", SELLER, "/technologies/$id/edit", _TECHNOLOGY),
    Place("demands", SCOUT, "/demands?mine=1"),
    Place("demand editor", SCOUT, "/demands/$id/edit", _DEMAND),
    Place("suggestions", SCOUT, "/demands/$id/matches", _DEMAND),
    Place("deals", SELLER, "/deals"),
    Place("deal", SELLER, "/deals/$id", MATCHED),
    Place("messages", SELLER, "/deals/$id/messages", MATCHED),
    Place("documents", BUYER, "/deals/$id/documents", MATCHED),
    Place("terms", SELLER, "/deals/$id/terms", MATCHED),
    Place("payments", "owner@geulteonal.example", "/deals/$id/payments", MATCHED),
    Place("records of a deal", SELLER, "/deals/$id/records", MATCHED),
    Place("nda", "deal.lead@sotdaemoe.example", "/deals/$id/nda", MATCHED),
    Place("contract", "deal.lead@keundeulnae.example", "/deals/$id/contract", MATCHED),
    Place("vault", SELLER, "/vault"),
    Place("wizard", SELLER, "/vault/new"),
    Place("keys", SELLER, "/vault/keys"),
    Place("received", "deal.lead@keundeulnae.example", "/vault/received"),
    Place("readable documents", ENGINEER, "/documents"),
    Place("questions", ENGINEER, "/questions"),
    Place("records", SELLER, "/records"),
    Place("firm", SELLER, "/firm"),
    Place("members", SELLER, "/firm/members"),
    Place("notifications", SELLER, "/notifications"),
    Place("today", COORDINATOR, "/today"),
    Place("cases", COORDINATOR, "/cases"),
    Place("reviews", REVIEWER, "/reviews"),
    Place("firms", VERIFIER, "/firms"),
    Place("treasurer's desk", TREASURER, "/payments"),
    Place("statements", TREASURER, "/statements"),
    Place("operator's page", "operator@gaundegil.example", "/system"),
    Place(
        "document",
        ENGINEER,
        "/deals/$deal/documents/$id",
        ("{ readableDocuments(first: 1) { nodes { id match { deal: id } } } }",),
    ),
    Place(
        "request",
        BUYER,
        "/deals/$deal/documents/requests/$id",
        (*_ROOM, '{ dataRequestsOf(roomId: "$room") { id } }'),
    ),
    Place("case", COORDINATOR, "/cases/$id", ("{ cases(first: 1) { nodes { id } } }",)),
    Place(
        "review",
        REVIEWER,
        "/reviews/$id",
        ("{ reviewQueue(first: 1) { nodes { technology { id } } } }",),
    ),
    Place("firm check", VERIFIER, "/firms/$id", ("{ firmChecks(first: 1) { nodes { id } } }",)),
    Place(
        "payment",
        TREASURER,
        "/payments/$id",
        ("{ paymentPlans(first: 1) { nodes { payments { id } } } }",),
    ),
    Place("what is sealed", SEALER, "/vault/new/$id", _UNSEALED),
    Place("key to seal with", SEALER, "/vault/new/$id/key", _UNSEALED),
    Place("files to seal", SEALER, "/vault/new/$id/files", _UNSEALED),
    Place(
        "statement",
        TREASURER,
        "/statements/$contract",
        ("{ paymentPlans(first: 1) { nodes { contract: contractId } } }",),
        aside=True,
    ),
    Place(
        "deposit", SELLER, "/vault/$id", ("{ deposits(first: 1) { nodes { id } } }",), aside=True
    ),
    Place("demand", SCOUT, "/demands/$id", _DEMAND, aside=True),
    Place("versions", SELLER, "/technologies/$id/versions", _TECHNOLOGY, aside=True),
    Place("terms to write", BUYER, "/deals/$id/terms/write", MATCHED, aside=True),
    Place("barriers", SELLER, "/firm/barriers", aside=True),
    Place("account", SELLER, "/account", aside=True),
    Place("security", SELLER, "/account/security", aside=True),
    Place("tokens", SELLER, "/account/tokens", aside=True),
    Place("choice of notices", SELLER, "/account/notifications", aside=True),
)
