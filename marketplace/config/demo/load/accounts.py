"""The demo's accounts, as its sign-in page and its start message show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from marketplace.config.demo.load import files

if TYPE_CHECKING:
    from marketplace.config.demo.load.files import Table

FEATURED: Final = (
    # a large firm looks for technologies, asks, and leads its deals
    "scout@sotdaemoe.example",
    "deal.lead@sotdaemoe.example",
    "scout@duresanmaru.example",
    "deal.lead@noeulbyeori.example",
    "named.engineer@sotdaemoe.example",
    # they are in rooms and under contracts already
    "deal.lead@duresanmaru.example",
    "named.engineer@duresanmaru.example",
    "deal.lead@keundeulnae.example",
    # small firms offer, answer, write and wait
    "owner@nurigyeol.example",
    "deal.lead@byeotgori.example",
    "deal.lead@yeomunssi.example",
    "engineer@nurigyeol.example",
    "owner@geulteonal.example",
    "owner@dodamsae.example",
    "owner@mulmireu.example",
    # the institution checks, reviews, mediates and keeps the system running
    "verifier@gaundegil.example",
    "reviewer@gaundegil.example",
    "reviewer@naranhimok.example",
    "case.coordinator@gaundegil.example",
    "second.case.coordinator@gaundegil.example",
    "owner@gaundegil.example",
    "auditor@gaundegil.example",
    "treasurer@gaundegil.example",
    "operator@gaundegil.example",
)
"""One or two accounts for each role that have something to do, in the order of the story."""


def demo_accounts() -> list[dict[str, Any]]:
    """Return every account, those first that are worth a look first."""
    order = {email: number for number, email in enumerate(FEATURED)}
    people = sorted(files.people(), key=lambda person: order.get(person["email"], len(order)))
    firms = {firm["slug"]: firm for firm in files.firms()}
    return [_account(person, firms[person["firm"]]) for person in people]


def _account(person: Table, firm: Table) -> dict[str, Any]:
    return {
        "email": person["email"],
        "name": person["name"],
        "featured": person["email"] in FEATURED,
        "organisation": {
            "nameKo": firm["name_ko"],
            "nameEn": firm["name_en"],
            "kind": firm["kind"].upper(),
            "verified": firm["verification"] == "verified",
            "verification": firm["verification"].upper(),
        },
        "roles": [role.upper() for role in person["roles"]],
    }
