"""A scout writes a demand and sees at once what fits it and what tells too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import NewVisitor, Visitor

pytestmark = pytest.mark.browser

SCOUT = "scout@keundeulnae.example"
VAGUE = "더 좋은 배터리 소재"
CLEAR = (
    "전기차 배터리 팩에서 한 셀이 과열되면 옆 셀로 열이 번집니다. 셀 사이에 끼워 열폭주가 번지는 "
    "시간을 늦추는 얇은 단열 시트를 찾습니다."
)
TOLD = " 2027년 3월 양산에 씁니다."


def written(visitor: Visitor, field: str, text: str) -> None:
    visitor.page.locator(f"#field-ko-{field}").fill(text)


def beside(visitor: Visitor) -> Locator:
    return visitor.page.locator("main aside")


def test_matches_follow_the_words_and_nothing_is_published(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ko", 1440)
    visitor.come_in(SCOUT)
    visitor.open("/demands/new")
    expect(beside(visitor).get_by_text(visitor.say("offer:live.start"))).to_be_visible()
    written(visitor, "title", VAGUE)
    matches = beside(visitor).locator("ol article")
    expect(matches.first).to_be_visible()
    beside(visitor).get_by_role("button", name=visitor.say("offer:aside.checks")).click()
    expect(beside(visitor).get_by_text(visitor.say("offer:vague.FEW_WORDS.what"))).to_be_visible()
    written(visitor, "title", "셀 사이 열폭주를 늦추는 단열 시트")
    written(visitor, "need", CLEAR)
    expect(beside(visitor).get_by_text(visitor.say("offer:check.clear"))).to_be_visible()
    beside(visitor).get_by_role("button", name=visitor.say("offer:aside.matches")).click()
    expect(matches.first).to_contain_text("열폭주")
    expect(matches.first.get_by_role("heading", level=3)).to_contain_text("단열 시트")
    visitor.look("demand-editor-matches")


def test_what_tells_of_the_plan_is_shown_in_the_text_and_may_stay(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ko", 390)
    visitor.come_in(SCOUT)
    visitor.open("/demands/new")
    written(visitor, "title", "셀 사이 열폭주를 늦추는 단열 시트")
    written(visitor, "need", CLEAR + TOLD)
    visitor.button("offer:view.beside", within="main").click()
    beside(visitor).get_by_role("button", name=visitor.say("offer:aside.checks")).click()
    remark = beside(visitor).locator("li").filter(has_text="2027년 3월")
    expect(remark.get_by_text(visitor.say("offer:remark.DATE"))).to_be_visible()
    visitor.look("demand-editor-check")
    remark.get_by_role("button", name=visitor.say("offer:check.show")).click()
    need = visitor.page.locator("#field-ko-need")
    expect(need).to_be_focused()
    marked = need.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert marked == "2027년 3월"
    visitor.button("offer:view.beside", within="main").click()
    beside(visitor).get_by_role("button", name=visitor.say("offer:aside.checks")).click()
    remark.get_by_role("button", name=visitor.say("offer:check.keep")).click()
    expect(remark).to_have_count(0)
    expect(beside(visitor).get_by_text(visitor.say("offer:check.clear"))).to_be_visible()
