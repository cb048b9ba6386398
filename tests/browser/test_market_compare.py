"""Narrowing the market down by counts, sorting its answer, and setting offers side by side."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

BUYER = "scout@duresanmaru.example"
SEARCHES = {"ko": "배터리", "en": "battery"}


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("main li:has(> article)")


def test_a_count_says_how_many_rows_a_tick_leaves(visitor: Visitor) -> None:
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    expect(rows(visitor).first).to_be_visible()
    scope = visitor.page.locator("aside")
    if visitor.is_on_a_phone:
        visitor.button("market:filters.open").click()
        scope = visitor.dialog("market:filters.title")
    name = visitor.say("terms:industry.ENERGY_BATTERY")
    tick = scope.locator("label", has=visitor.page.get_by_label(name))
    expect(tick).to_have_text(re.compile(r"\d+$"))
    count = int(re.findall(r"\d+$", tick.inner_text())[0])
    visitor.look("market-counts")
    scope.get_by_label(name).check()
    if visitor.is_on_a_phone:
        visitor.button("market:filters.show").click()
    visitor.page.wait_for_url("**industry=energy_battery")
    expect(rows(visitor)).to_have_count(count)
    total = visitor.say("market:results.total", value=str(count))
    expect(visitor.page.get_by_text(total, exact=True)).to_be_visible()


def test_the_order_of_an_answer_stands_in_the_address(visitor: Visitor) -> None:
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    expect(rows(visitor).first).to_be_visible()
    order = visitor.page.get_by_role("combobox", name=visitor.say("market:sort.label"))
    order.select_option("READINESS")
    visitor.page.wait_for_url("**sort=readiness")
    expect(rows(visitor).first).to_be_visible()
    visitor.page.reload()
    expect(order).to_have_value("READINESS")
    gauges = rows(visitor).locator("[title]").filter(has_text=re.compile("^TRL"))
    expect(gauges.first).to_be_visible()
    levels = [int(re.findall(r"\d+", text)[0]) for text in gauges.all_inner_texts()]
    assert levels == sorted(levels, reverse=True)
    visitor.look("market-sorted")


def test_offers_stand_side_by_side_under_an_address_that_can_be_sent(visitor: Visitor) -> None:
    visitor.come_in(BUYER)
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    for at in range(3):
        button = rows(visitor).nth(at).get_by_role("button")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    tray = visitor.page.get_by_role("region", name=visitor.say("market:compare.label"))
    expect(tray).to_contain_text(visitor.say("market:compare.count", count=3, most=5))
    visitor.look("market-chosen")
    tray.get_by_role("link", name=visitor.say("market:compare.go")).click()
    visitor.page.wait_for_url("**/market/compare?ids=*")
    table = visitor.page.locator("main table")
    titles = table.locator("thead a")
    expect(titles).to_have_count(3)
    visitor.look("compare")
    visitor.page.get_by_label(visitor.say("compare:onlyDifferences")).check()
    origin = table.get_by_role("rowheader", name=visitor.say("terms:origin.label"))
    expect(origin).to_have_count(0)
    visitor.page.reload()
    expect(titles).to_have_count(3)
    first = titles.first.inner_text()
    visitor.page.get_by_role(
        "button", name=visitor.say("compare:remove", title=first), exact=True
    ).click()
    expect(titles).to_have_count(2)
    visitor.page.get_by_role("link", name=visitor.say("common:nav.market")).first.click()
    expect(tray).to_contain_text(visitor.say("market:compare.count", count=2, most=5))


def test_a_sixth_offer_is_not_taken_in(visitor: Visitor) -> None:
    visitor.open("/market")
    expect(rows(visitor)).to_have_count(20)
    for at in range(5):
        rows(visitor).nth(at).get_by_role("button").click()
    sixth = rows(visitor).nth(5).get_by_role("button")
    expect(sixth).to_have_attribute("aria-disabled", "true")
    sixth.press("Enter")
    expect(sixth).to_have_attribute("aria-pressed", "false")
    full = visitor.page.get_by_text(visitor.say("market:compare.full", most=5))
    expect(full).to_be_visible()
    visitor.look("market-chosen-five")


def test_what_is_not_on_the_market_is_said_and_shown_to_nobody(visitor: Visitor) -> None:
    visitor.open("/market/compare?ids=AAAAAAAAAAAAAAAAAAAAAA")
    expect(visitor.page.get_by_text(visitor.say("compare:gone"))).to_be_visible()
    expect(visitor.page.get_by_text(visitor.say("compare:few"))).to_be_visible()
    visitor.look("compare-gone")
