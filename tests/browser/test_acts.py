"""Acts ask by consequence, happen once, and are told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SELLER = "owner@nurigyeol.example"
REVIEWER = "reviewer@gaundegil.example"


def test_pausing_and_resuming_says_what_follows(visitor: Visitor) -> None:
    visitor.sign_in(SELLER)
    visitor.open("/technologies")
    visitor.page.locator("main li h2 a").first.wait_for()
    visitor.look("my-technologies")
    visitor.page.locator("main li h2 a").first.click()
    visitor.page.wait_for_url("**/technologies/*")
    visitor.button("technology:action.pause").wait_for()
    visitor.look("technology-owner")
    for act in ("pause", "resume"):
        visitor.button(f"technology:action.{act}", within="main").click()
        dialog = visitor.dialog(f"technology:confirm.{act}.title")
        expect(dialog.get_by_text(visitor.say("common:consequence.undo"))).to_be_visible()
        if act == "pause":
            visitor.look("confirm-pause")
        dialog.get_by_role(
            "button", name=visitor.say(f"technology:action.{act}"), exact=True
        ).dblclick()
        expect(visitor.page.get_by_text(visitor.say(f"technology:done.{act}"))).to_be_visible()
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)
        if act == "pause":
            visitor.look("technology-paused")


def test_withdrawing_can_be_thought_better_of(visitor: Visitor) -> None:
    visitor.sign_in(SELLER)
    visitor.open("/technologies")
    visitor.page.locator("main li h2 a").first.click()
    visitor.page.wait_for_url("**/technologies/*")
    visitor.button("technology:action.withdraw", within="main").click()
    dialog = visitor.dialog("technology:confirm.withdraw.title")
    expect(dialog.get_by_text(visitor.say("common:consequence.noUndo"))).to_be_visible()
    visitor.look("confirm-withdraw")
    dialog.get_by_role("button", name=visitor.say("common:cancel")).click()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    expect(visitor.button("technology:action.pause", within="main")).to_be_visible()


def test_a_return_needs_its_reason(visitor: Visitor) -> None:
    visitor.sign_in(REVIEWER)
    visitor.open("/reviews")
    visitor.page.locator("main li h2").first.wait_for()
    visitor.look("reviews")
    visitor.button("technology:action.return").first.click()
    dialog = visitor.dialog("technology:confirm.return.title")
    dialog.get_by_role("button", name=visitor.say("technology:action.return"), exact=True).click()
    expect(dialog.get_by_text(visitor.say("technology:confirm.return.needed"))).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_be_focused()
    visitor.look("return-without-reason")
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("link", name=visitor.say("technology:reviews.read")).first.click()
    visitor.page.wait_for_url("**/technologies/*")
    expect(visitor.page.get_by_text(visitor.say("technology:next.review"))).to_be_visible()
    visitor.look("technology-reviewer")


def test_another_role_is_told_that_it_may_not_review(visitor: Visitor) -> None:
    visitor.sign_in(SELLER)
    visitor.open("/reviews")
    expect(visitor.page.get_by_text(visitor.say("common:trouble.forbidden.title"))).to_be_visible()
    visitor.look("reviews-forbidden")
