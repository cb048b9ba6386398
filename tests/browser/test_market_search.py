"""Searches that are kept, searches by example, the nearest spelling, and results by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.visitor import SignIn, Visitor
from tests.unit.escrow import documents

pytestmark = pytest.mark.browser

SCOUT = "scout@duresanmaru.example"
SEARCHES = {"ko": "배터리", "en": "battery"}
MISSPELT = {"ko": ("바터리", "배터리"), "en": ("battrey", "battery")}
NEEDS = {
    "ko": "배터리 셀 사이에서 열이 번지는 것을 늦추는 얇은 단열재가 필요합니다.",
    "en": "We need a thin sheet that keeps heat from spreading between battery cells.",
}


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("main li:has(> article)")


def titles(visitor: Visitor) -> Locator:
    return visitor.page.locator("main article h2 a")


def saved_panel(visitor: Visitor) -> Locator:
    panel = visitor.page.get_by_role("region", name=visitor.say("market:saved"))
    if not panel.is_visible():
        visitor.button("market:saved").click()
    expect(panel).to_be_visible()
    return panel


def test_the_saved_searches_have_their_place_before_they_come(
    visitor: Visitor, signed_in: SignIn
) -> None:
    signed_in(visitor, SCOUT)
    visitor.page.route("**/Saved*.js", lambda _: None)
    visitor.open("/market")
    expect(rows(visitor).first).to_be_visible()
    expect(visitor.button("market:saved")).to_be_visible()


def test_a_search_is_kept_under_a_name(visitor: Visitor, signed_in: SignIn) -> None:
    signed_in(visitor, SCOUT)
    text = SEARCHES[visitor.language]
    visitor.open(f"/market?q={text}&trl_min=4")
    panel = saved_panel(visitor)
    expect(panel.get_by_text(visitor.say("seek:saved.none"))).to_be_visible()
    visitor.look("market-saved-none")
    name = visitor.field("seek:saved.name", within=panel)
    expect(name).to_have_value(text)
    name.fill(f"{text} 4+")
    pace = panel.get_by_role("combobox", name=visitor.say("seek:saved.pace"), exact=True)
    pace.select_option("WEEKLY")
    visitor.button("seek:saved.save", within="main").click()
    link = panel.get_by_role("link", name=f"{text} 4+", exact=True)
    expect(link).to_be_visible()
    visitor.button("seek:saved.save", within="main").click()
    same = visitor.say("refusals:saved_already", name=f"{text} 4+")
    expect(panel.get_by_text(same)).to_be_visible()
    visitor.look("market-saved-already")
    panel.get_by_role("button", name=visitor.say("seek:saved.rename", name=f"{text} 4+")).click()
    renamed = visitor.field("seek:saved.newName", within=panel)
    expect(renamed).to_be_focused()
    renamed.fill(f"{text} R")
    renamed.press("Enter")
    link = panel.get_by_role("link", name=f"{text} R", exact=True)
    expect(link).to_be_visible()
    visitor.open("/market")
    panel = saved_panel(visitor)
    link.click()
    visitor.page.wait_for_url("**/market?q=*&trl_min=4")
    expect(panel).to_be_hidden()
    expect(rows(visitor).first).to_be_visible()
    panel = saved_panel(visitor)
    own = panel.get_by_role("combobox", name=visitor.say("seek:saved.paceOf", name=f"{text} R"))
    expect(own).to_have_value("WEEKLY")
    panel.get_by_role("link", name=visitor.say("seek:saved.told")).click()
    visitor.page.wait_for_url("**/searches/*")
    visitor.button("seek:finds.stop").click()
    expect(visitor.page.get_by_text(visitor.say("seek:finds.stopped"))).to_be_visible()
    visitor.look("search-told")
    visitor.page.get_by_role("link", name=visitor.say("seek:finds.all")).click()
    panel = saved_panel(visitor)
    expect(own).to_have_value("OFF")
    remove = panel.get_by_role("button", name=visitor.say("seek:saved.delete", name=f"{text} R"))
    remove.click()
    visitor.button("seek:saved.undo", within="main").click()
    expect(link).to_be_visible()
    remove.click()
    expect(link).to_have_count(0)
    visitor.look("market-saved-deleted")
    visitor.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_what_is_alike_is_found_by_an_offer_and_by_a_document(
    visitor: Visitor, signed_in: SignIn
) -> None:
    signed_in(visitor, SCOUT)
    visitor.open("/market?q=" + SEARCHES[visitor.language])
    title = titles(visitor).first.inner_text()
    like = rows(visitor).first.get_by_role("link", name=visitor.say("market:like.more"))
    like.click()
    visitor.page.wait_for_url(re.compile(r"/market\?like=[\w-]{22}$"))
    main = visitor.page.locator("main")
    back = main.get_by_role("link", name=title, exact=True)
    expect(back).to_be_visible()
    expect(main.get_by_text(visitor.say("market:results.byExample"), exact=True)).to_be_visible()
    expect(titles(visitor).first).not_to_have_text(title)
    visitor.look("market-like")
    visitor.page.reload()
    back.click()
    visitor.page.wait_for_url("**/technologies/*")
    expect(main.get_by_role("link", name=visitor.say("technology:like"))).to_be_visible()
    visitor.open("/market?like=AAAAAAAAAAAAAAAAAAAAAA")
    expect(main.get_by_text(visitor.say("market:like.gone"))).to_be_visible()
    visitor.look("market-like-gone")
    visitor.button("market:like.clear", within="main").click()
    visitor.page.wait_for_url("**/market")
    visitor.button("market:document.open").click()
    dialog = visitor.dialog("seek:document.title")
    visitor.look("market-document")
    visitor.field("seek:document.text", within=dialog).fill(NEEDS[visitor.language])
    dialog.get_by_role("button", name=visitor.say("seek:document.search"), exact=True).click()
    expect(main.get_by_text(visitor.say("market:document.notKept"))).to_be_visible()
    expect(rows(visitor).first).to_be_visible()
    assert visitor.page.url.endswith("/market")
    visitor.look("market-by-document")
    visitor.button("market:document.open").click()
    dialog = visitor.dialog("seek:document.title")
    file = FilePayload(
        name="need.pdf",
        mimeType="application/pdf",
        buffer=documents.pdf("Thin barrier against heat between battery cells"),
    )
    dialog.locator("input[type=file]").set_input_files(file)
    expect(main.get_by_text("need.pdf", exact=True)).to_be_visible()
    expect(rows(visitor).first).to_be_visible()
    visitor.button("market:like.clear", within="main").click()
    expect(main.get_by_text(visitor.say("market:results.newest"), exact=True)).to_be_visible()


def test_a_misspelt_word_is_asked_about_and_keys_walk_the_results(
    visitor: Visitor, signed_in: SignIn
) -> None:
    signed_in(visitor, SCOUT)
    typed, meant = MISSPELT[visitor.language]
    visitor.open(f"/market?q={typed}")
    link = visitor.page.get_by_role("status").get_by_role("link", name=meant, exact=True)
    expect(link).to_be_visible()
    visitor.look("market-did-you-mean")
    link.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile(r"/market\?q="))
    field = visitor.page.get_by_role("searchbox", name=visitor.say("market:search.label"))
    expect(field).to_have_value(meant)
    expect(titles(visitor).nth(2)).to_be_visible()
    press = visitor.page.keyboard.press
    visitor.page.locator("main").focus()
    press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value(meant)
    press("ArrowDown")
    expect(titles(visitor).nth(0)).to_be_focused()
    press("j")
    press("ArrowDown")
    expect(titles(visitor).nth(2)).to_be_focused()
    press("k")
    expect(titles(visitor).nth(1)).to_be_focused()
    chosen = rows(visitor).nth(1).get_by_role("button")
    press("c")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    visitor.look("market-by-keys")
    press("?")
    dialog = visitor.dialog("common:shortcuts.title")
    expect(dialog.get_by_text(visitor.say("common:shortcuts.compareResult"))).to_be_visible()
    # keys are the window's while it is open
    press("c")
    visitor.look("market-shortcuts")
    press("Escape")
    expect(dialog).to_have_count(0)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    press("c")
    expect(chosen).to_have_attribute("aria-pressed", "false")
    press("Enter")
    visitor.page.wait_for_url("**/technologies/*")
