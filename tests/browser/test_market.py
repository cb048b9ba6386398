"""Search, filters and a technology's page, as a visitor and as a large firm."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

BUYER = "scout@duresanmaru.example"
SEARCHES = {"ko": "배터리", "en": "battery"}


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("main article")


def test_search_in_both_languages_marks_what_matched(visitor: Visitor) -> None:
    visitor.open("/market")
    expect(rows(visitor).first).to_be_visible()
    visitor.look("market")
    for text in SEARCHES.values():
        field = visitor.page.get_by_role("searchbox", name=visitor.say("market:search.label"))
        field.fill(text)
        visitor.button("market:search.submit").click()
        visitor.page.wait_for_url("**/market?q=*")
        expect(
            visitor.page.get_by_text(visitor.say("market:results.byText", text=text))
        ).to_be_visible()
        expect(rows(visitor).first).to_be_visible()
        expect(rows(visitor).first.locator("mark").first).to_be_visible()
    visitor.look("search")


def test_filters_stand_in_the_address_and_come_off(visitor: Visitor) -> None:
    visitor.open("/market")
    scope = visitor.page.locator("aside")
    if visitor.is_on_a_phone:
        visitor.button("market:filters.open").click()
        scope = visitor.dialog("market:filters.title")
        visitor.look("filters")
    scope.get_by_label(visitor.say("terms:industry.ENERGY_BATTERY")).check()
    scope.get_by_label(visitor.say("market:filters.trlFrom")).select_option("5")
    if visitor.is_on_a_phone:
        visitor.button("market:filters.show").click()
    visitor.page.wait_for_url("**/market?industry=energy_battery&trl_min=5")
    expect(rows(visitor).first).to_be_visible()
    visitor.page.reload()
    name = visitor.say("terms:industry.ENERGY_BATTERY")
    chip = visitor.button("market:filters.remove", name=name)
    expect(chip).to_be_visible()
    visitor.look("filtered")
    chip.click()
    visitor.page.wait_for_url("**/market?trl_min=5")


def test_no_result_says_what_to_do(visitor: Visitor) -> None:
    visitor.open("/market?q=zzqx&industry=agri_food")
    expect(visitor.page.get_by_text(visitor.say("market:empty.title"))).to_be_visible()
    visitor.look("no-result")
    visitor.button("market:empty.action").click()
    expect(rows(visitor).first).to_be_visible()


def test_failures_say_what_was_kept_and_give_a_reference(visitor: Visitor) -> None:
    # the page asks ahead, and so more than once
    ways = ["abort"]

    def fail(route: Route) -> None:
        if "MarketSearch" not in (route.request.post_data or ""):
            route.continue_()
        elif ways[-1] == "abort":
            route.abort()
        else:
            message = "Something went wrong on our side. Reference: abc123"
            route.fulfill(status=200, json={"errors": [{"message": message}]})

    visitor.page.route("**/graphql", fail)
    visitor.open("/market")
    expect(visitor.page.get_by_text(visitor.say("common:trouble.offline.title"))).to_be_visible()
    visitor.look("offline")
    ways.append("masked")
    visitor.button("common:retry", within="main").first.click()
    expect(visitor.page.get_by_text("abc123")).to_be_visible()
    visitor.look("server-error")


def test_a_visitor_reads_the_card_and_learns_how_the_summary_opens(visitor: Visitor) -> None:
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    rows(visitor).first.get_by_role("heading").get_by_role("link").click()
    visitor.page.wait_for_url("**/technologies/*")
    expect(visitor.page.get_by_text(visitor.say("technology:summary.closed"))).to_be_visible()
    expect(visitor.page.get_by_text(visitor.say("technology:next.signIn"))).to_be_visible()
    ladder = visitor.page.get_by_role("region", name=visitor.say("ladder:title"))
    if visitor.is_on_a_phone:
        ladder.get_by_role("button").click()
    expect(ladder.get_by_text(visitor.say("ladder:now"), exact=True)).to_be_visible()
    expect(ladder.get_by_text(visitor.say("ladder:S1.condition"), exact=True)).to_be_visible()
    visitor.look("technology-visitor")
    visitor.page.locator("main").get_by_role(
        "link", name=visitor.say("common:account.signIn"), exact=True
    ).click()
    visitor.page.wait_for_url(re.compile(r"/sign-in\?next=%2Ftechnologies%2F"))


def test_a_large_firm_reads_the_summary(visitor: Visitor) -> None:
    visitor.come_in(BUYER)
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    expect(rows(visitor).first).to_be_visible()
    visitor.look("market-large-firm")
    rows(visitor).first.get_by_role("heading").get_by_role("link").click()
    visitor.page.wait_for_url("**/technologies/*")
    expect(
        visitor.page.get_by_role("heading", name=visitor.say("technology:summary.title"))
    ).to_be_visible()
    expect(visitor.page.get_by_text(visitor.say("technology:summary.withheld"))).to_be_visible()
    visitor.look("technology-large-firm")
    visitor.page.locator("header button[aria-expanded]").click()
    visitor.look("account-menu")
    visitor.button("common:account.signOut").click()
    visitor.page.wait_for_url(visitor.base_url + "/")


def test_an_unknown_technology_is_not_there(visitor: Visitor) -> None:
    visitor.open("/technologies/AAAAAAAAAAAAAAAAAAAAAA")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        visitor.say("common:notFound.title")
    )
