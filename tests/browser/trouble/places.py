"""The main pages of the product, each as somebody for whom it holds something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SELLER: Final = "owner@nurigyeol.example"
BUYER: Final = "deal.lead@duresanmaru.example"
SCOUT: Final = "scout@sotdaemoe.example"
ENGINEER: Final = "named.engineer@duresanmaru.example"
COORDINATOR: Final = "case.coordinator@gaundegil.example"
TREASURER: Final = "treasurer@gaundegil.example"
REVIEWER: Final = "reviewer@gaundegil.example"
VERIFIER: Final = "verifier@gaundegil.example"


@dataclass(frozen=True)
class Place:
    """A page and who looks at it.

    Attributes:
        name: Of the place in the table.
        who: The address of an account of the demo.
        path: Where it is; `{id}` is what the query finds.
        query: Finds what the path needs.
        open: Whether visitors see it too, as far as it is theirs to see.
    """

    name: str
    who: str
    path: str
    query: str = ""
    open: bool = False

    def address(self, ask: Callable[[str], dict[str, Any]]) -> str:
        """Return the path with the id that this person finds.

        Args:
            ask: Sends a query as this person.
        """
        return self.path.replace("{id}", _first_id(ask(self.query))) if self.query else self.path


def _first_id(answer: Any) -> str:
    """Return the first id in an answer, however deep."""
    if isinstance(answer, dict):
        if isinstance(answer.get("id"), str):
            return str(answer["id"])
        answer = list(answer.values())
    if isinstance(answer, list):
        return next((found for each in answer if (found := _first_id(each))), "")
    return ""


_MATCHED: Final = "{ matches(group: MATCHED, first: 1) { nodes { id } } }"
_TECHNOLOGY: Final = "{ technologies(mine: true, first: 1) { nodes { id } } }"
_DEMAND: Final = "{ demands(mine: true, first: 1) { nodes { id } } }"

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
        "/technologies/{id}",
        "{ marketSearch(first: 1) { nodes { technology { id } } } }",
        open=True,
    ),
    Place("own technologies", SELLER, "/technologies"),
    Place("technology editor", SELLER, "/technologies/{id}/edit", _TECHNOLOGY),
    Place("demands", SCOUT, "/demands?mine=1"),
    Place("demand editor", SCOUT, "/demands/{id}/edit", _DEMAND),
    Place("suggestions", SCOUT, "/demands/{id}/matches", _DEMAND),
    Place("deals", SELLER, "/deals"),
    Place("deal", SELLER, "/deals/{id}", _MATCHED),
    Place("messages", SELLER, "/deals/{id}/messages", _MATCHED),
    Place("documents", BUYER, "/deals/{id}/documents", _MATCHED),
    Place("terms", SELLER, "/deals/{id}/terms", _MATCHED),
    Place("payments", "owner@geulteonal.example", "/deals/{id}/payments", _MATCHED),
    Place("records of a deal", SELLER, "/deals/{id}/records", _MATCHED),
    Place("nda", "deal.lead@sotdaemoe.example", "/deals/{id}/nda", _MATCHED),
    Place("contract", "deal.lead@keundeulnae.example", "/deals/{id}/contract", _MATCHED),
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
)
