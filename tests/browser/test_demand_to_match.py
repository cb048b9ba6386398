"""From the first words of a demand to a coordinator's case, by the four people whom it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.market import accept, address_of, fact, saved, tick

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import NewVisitor, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCOUT: Final = "scout@keundeulnae.example"
LEAD: Final = "deal.lead@keundeulnae.example"
SELLER: Final = "owner@seorimaru.example"
FIRMS: Final = {"seller": "서리마루열소재", "buyer": "큰들내건설"}
# of the seller's; the vague words do not find it first, the refined ones do
OFFER: Final = "기름이 배어 나오지 않는 비실리콘 방열 패드"
VAGUE: Final = "배터리의 열을 다스리는 소재"
TITLE: Final = "실리콘 기름이 배어 나오지 않는 방열 패드를 찾습니다"
NEED: Final = (
    "현장 계측 장비의 방열 패드에서 실리콘 기름이 배어 나와 광학 부품이 흐려집니다. 기름이 나오지 "
    "않는 비실리콘 재질로 열을 넘기고 눌림을 따라가는 패드를 찾습니다."
)
QUESTION: Final = "월 500장 기준의 단가 범위와 시제품까지 걸리는 기간을 알고 싶습니다."
NOTE: Final = "광학 창 바로 옆에 붙이는 자리입니다. 오래 눌러 둔 뒤의 자료가 있는지 알고 싶습니다."


def test_a_demand_becomes_a_case(new_visitor: NewVisitor) -> None:
    scout = new_visitor("ko", 1440)
    scout.sign_in(SCOUT)
    refined(scout)
    published(scout)
    compared(scout)
    deal = requested(scout)
    lead = new_visitor("ko", 1440)
    lead.sign_in(LEAD)
    sent(lead, deal)
    seller = new_visitor("ko", 390)
    seller.sign_in(SELLER)
    accept(seller, deal)
    seen_by_the_coordinator(new_visitor, seller)
    asked_together(scout)


def refined(scout: Visitor) -> None:
    """Write, first vaguely and then well; what fits comes to the top of the list beside."""
    scout.open("/demands/new")
    matches = scout.page.locator("main aside ol article")
    scout.page.locator("#field-ko-title").fill(VAGUE)
    expect(matches.first).to_be_visible()
    before = place_of(matches)
    scout.page.locator("#field-ko-title").fill(TITLE)
    scout.page.locator("#field-ko-need").fill(NEED)
    expect(matches.first.get_by_role("heading", level=3)).to_contain_text(OFFER)
    assert before != 0, "the vague words found it first as well"
    scout.look("demand-to-match/1-refined")


def place_of(matches: Locator) -> int | None:
    """Return where the offer stands, from 0 on, or None."""
    titles = matches.get_by_role("heading", level=3).all_inner_texts()
    return next((at for at, title in enumerate(titles) if OFFER in title), None)


def published(scout: Visitor) -> None:
    """Publish the demand; the page with its matches follows."""
    tick(scout, "offer:name.industries", "terms:industry.ADVANCED_MATERIALS")
    tick(scout, "offer:name.transferModes", "terms:mode.SUPPLY")
    main = scout.page.locator("main")
    expect(main.get_by_text(saved(scout, "offer:save.savedAt"))).to_be_visible()
    scout.button("demand:action.publish", within="main").click()
    dialog = scout.dialog("demand:confirm.publish.title")
    dialog.get_by_role("button", name=scout.say("demand:action.publish"), exact=True).click()
    scout.page.wait_for_url("**/demands/*/matches")


def compared(scout: Visitor) -> None:
    """Set the first three side by side, and come back."""
    add = re.compile(scout.say("market:compare.add"))
    cards = scout.page.locator("main ol article").filter(
        has=scout.page.get_by_role("button", name=add)
    )
    titles = []
    for at in range(3):
        card = cards.nth(at)
        titles.append(card.get_by_role("heading", level=3).inner_text())
        button = card.get_by_role("button", name=add)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    tray = scout.page.get_by_role("region", name=scout.say("market:compare.label"))
    expect(tray).to_contain_text(scout.say("market:compare.count", count=3, most=5))
    scout.look("demand-to-match/2-chosen")
    tray.get_by_role("link", name=scout.say("market:compare.go")).click()
    heads = scout.page.locator("main table thead a")
    expect(heads).to_have_count(3)
    assert heads.all_inner_texts() == titles
    scout.look("demand-to-match/3-compared")
    scout.page.go_back()
    scout.page.wait_for_url("**/demands/*/matches")


def requested(scout: Visitor) -> str:
    """Ask for the offer, which the firm's deal lead has to send; return the deal's address."""
    card = scout.page.locator("main ol article").filter(has_text=OFFER)
    card.get_by_role("button", name=re.compile(scout.say("suggest:request.open"))).click()
    dialog = scout.dialog("suggest:request.title.buyer")
    scout.field("suggest:request.note", within=dialog).fill(NOTE)
    dialog.get_by_role("button", name=scout.say("suggest:request.action.buyer")).click()
    scout.dialog("suggest:request.prepared")
    scout.page.get_by_role("link", name=scout.say("suggest:request.deal")).click()
    scout.page.wait_for_url("**/deals/*")
    return scout.page.url.removeprefix(scout.base_url)


def sent(lead: Visitor, deal: str) -> None:
    """Send what the scout prepared."""
    lead.open(deal)
    expect(lead.page.locator("main").get_by_text(NOTE)).to_be_visible()
    lead.button("deal:act.send", within="main").click()
    dialog = lead.dialog("deal:confirm.send.title")
    dialog.get_by_role("button", name=lead.say("deal:act.send"), exact=True).click()
    expect(lead.page.get_by_text(lead.say("deal:done.send"))).to_be_visible()


def seen_by_the_coordinator(new_visitor: NewVisitor, seller: Visitor) -> None:
    """Find the case on the desk of whoever the deal's page names."""
    title = seller.page.get_by_role("heading", name=seller.say("deal:progress.title"))
    parties = seller.page.locator("main section").filter(has=title)
    # a coordinator is found a moment later, and the page hears of it
    parties.wait_for(timeout=20_000)
    name = fact(parties, seller.say("deal:parties.coordinator")).split(",")[0]
    coordinator = new_visitor("ko", 1440)
    coordinator.sign_in(address_of(coordinator, name))
    coordinator.open("/today")
    between = coordinator.say("case:between", **FIRMS)
    row = coordinator.page.locator("main").get_by_role("link", name=between)
    expect(row).to_be_visible()
    row.click()
    coordinator.page.wait_for_url("**/cases/*")
    coordinator.look("demand-to-match/4-case")


def asked_together(scout: Visitor) -> None:
    """Put one question to the firms of the two other offers; each answer stands by its offer."""
    scout.open("/demands?mine=1")
    scout.page.locator("main").get_by_role("link", name=TITLE).first.click()
    scout.page.wait_for_url("**/demands/*")
    scout.page.get_by_role("link", name=scout.say("suggest:page.all")).click()
    scout.page.wait_for_url("**/demands/*/matches")
    scout.button("suggest:several.open", count=2).click()
    dialog = scout.dialog("suggest:several.title")
    offers = dialog.get_by_role("checkbox")
    send = dialog.locator("button[type=submit]")
    for offer in offers.all():
        offer.uncheck()
    send.click()
    expect(dialog.get_by_text(scout.say("suggest:request.choose"))).to_be_visible()
    for offer in offers.all():
        offer.check()
    scout.field("suggest:several.note", within=dialog).fill(QUESTION)
    scout.look("demand-to-match/5-several")
    send.click()
    sent_to = scout.say("suggest:several.sent", done=2, of=2)
    expect(dialog.get_by_text(sent_to)).to_be_visible()
    expect(dialog.get_by_text(scout.say("suggest:state.AWAITING_LEAD"))).to_have_count(2)
    scout.look("demand-to-match/6-asked")
    dialog.get_by_role("button", name=scout.say("common:close"), exact=True).last.click()
    cards = scout.page.locator("main ol article")
    waiting = cards.filter(has_text=scout.say("suggest:state.AWAITING_LEAD"))
    expect(waiting).to_have_count(2)
