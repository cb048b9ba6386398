"""The head of a deal says what the server says: what is seen, whose turn, and one button."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.deal.standing import standing_agrees
from tests.browser.visitor import SignIn, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# both sides, every role that sees a deal, and whoever coordinates it, at every stage of the demo
READERS = (
    "deal.lead@byeotgori.example",
    "deal.lead@sotdaemoe.example",
    "owner@nurigyeol.example",
    "deal.lead@duresanmaru.example",
    "named.engineer@duresanmaru.example",
    "owner@geulteonal.example",
    "deal.lead@keundeulnae.example",
    "case.coordinator@gaundegil.example",
)
_MATCHES = "{ matches(group: MATCHED, first: 20) { nodes { id state } } }"


@pytest.mark.parametrize("who", READERS, ids=lambda who: who.split(".example")[0])
def test_the_first_window_of_a_deal_says_what_the_server_says(
    visitor: Visitor, signed_in: SignIn, who: str
) -> None:
    signed_in(visitor, who)
    deals = [each["id"] for each in asked(visitor, _MATCHES)["matches"]["nodes"]]
    for deal in deals[:6]:
        standing_agrees(visitor, deal)


def asked(visitor: Visitor, query: str) -> dict[str, Any]:
    """Return what the server answers to a query of this person."""
    visitor.open("/deals")
    cookies = {each["name"]: each["value"] for each in visitor.page.context.cookies()}
    answer = visitor.page.request.post(
        f"{visitor.base_url}/graphql",
        data={"query": query},
        headers={"X-CSRFToken": cookies.get("csrftoken", ""), "Origin": visitor.base_url},
    ).json()
    found: dict[str, Any] = answer["data"]
    return found
