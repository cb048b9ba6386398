"""A large firm seals what it knows before it asks, and a small firm sees that it did."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.deal.sealing import PATIENCE_MS, DepositWords, deposit_begun, files_sent
from tests.browser.visitor import NewVisitor
from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

# the demo gives this deal lead a key
LEAD: Final = "deal.lead@keundeulnae.example"
SCOUT: Final = "scout@keundeulnae.example"
SELLER: Final = "owner@nurigyeol.example"
DEMAND: Final[dict[str, Any]] = {
    "industries": ["CONSTRUCTION_SHIPBUILDING"],
    "transferModes": ["LICENCE"],
    "texts": [
        {
            "language": "KO",
            "title": "교량 받침의 마모를 밖에서 읽는 방법",
            "need": "받침을 들어 올리지 않고 미끄럼판이 얼마나 닳았는지 알고 싶습니다.",
        }
    ],
}


def draft_made(server: RunningServer) -> str:
    """Return a complete draft of the firm's scout."""
    made = server.session(SCOUT).graphql(
        'mutation($input: DemandInput!) { done: createDemand(requestId: "sealed", input: $input) '
        "{ demand { id } errors { field code } } }",
        input=DEMAND,
    )["data"]["done"]
    assert made["errors"] == []
    return str(made["demand"]["id"])


def test_a_deal_lead_seals_what_the_firm_knows_and_publishes_it_with_the_demand(
    new_visitor: NewVisitor, demo_server: RunningServer, tmp_path: Path
) -> None:
    draft = draft_made(demo_server)
    known = tmp_path / "bearing-notes.txt"
    known.write_text("Wear of sliding plates, bridges 3 and 7", encoding="utf-8")
    lead = new_visitor("ko", 1440)
    lead.come_in(LEAD)
    lead.open(f"/demands/{draft}/edit")
    lead.button("offer:known.seal", within="main").scroll_into_view_if_needed()
    lead.look("sealed-demand-before")
    lead.button("offer:known.seal", within="main").click()
    lead.page.wait_for_url(f"**/vault/new?demand={draft}")
    deposit_begun(lead, DepositWords("받침 마모 기록", kind="TEST_DATA"))
    files_sent(lead, [known])
    lead.look("sealed-demand-wizard")
    lead.button("vault:seal.action", within="main").click()
    lead.page.wait_for_url(f"**/demands/{draft}/edit#known", timeout=PATIENCE_MS)

    expect(lead.page.get_by_text(lead.say("vault:asking.named"))).to_be_visible()
    take_out = lead.button("offer:known.takeOut", within="main")
    expect(take_out).to_be_in_viewport()
    lead.look("sealed-demand-named")
    # taken out by mistake, it is chosen again without sealing anew
    take_out.click()
    lead.button("offer:known.action", within="main").click()
    expect(take_out).to_be_visible()

    lead.button("demand:action.publish", within="main").click()
    window = lead.page.get_by_role("dialog")
    number = re.compile(re.escape(lead.say("demand:confirm.publish.sealed", number="SB-"))[:12])
    expect(window.get_by_text(number)).to_be_visible()
    lead.look("sealed-demand-publish")
    window.get_by_role("button", name=lead.say("demand:action.publish"), exact=True).click()
    lead.page.wait_for_url(f"**/demands/{draft}/matches")

    seller = new_visitor("en", 390)
    seller.come_in(SELLER)
    seller.open(f"/demands/{draft}")
    expect(seller.page.get_by_text(seller.say("demand:seal.reader"))).to_be_visible()
    expect(seller.page.get_by_text(re.compile(r"SB-\d{4}-"))).to_have_count(0)
    seller.look("sealed-demand-seller")


def test_a_scout_is_told_who_seals(new_visitor: NewVisitor) -> None:
    scout = new_visitor("en", 390)
    scout.come_in(SCOUT)
    scout.open("/demands/new")
    expect(scout.page.get_by_text(scout.say("offer:known.unsaved"))).to_be_visible()
    scout.open("/vault")
    expect(scout.page.get_by_text(scout.say("vault:barred.vault.title"))).to_be_visible()
