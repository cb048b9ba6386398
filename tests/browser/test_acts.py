"""Acts ask by consequence, happen once, and are told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SELLER = "owner@nurigyeol.example"
REVIEWER = "reviewer@gaundegil.example"


def test_pausing_and_resuming_says_what_follows(visitor: Visitor) -> None:
    visitor.come_in(SELLER)
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
    visitor.come_in(SELLER)
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


def test_published_words_are_changed_by_a_new_wording(visitor: Visitor) -> None:
    page = visitor.page
    visitor.come_in(SELLER)
    visitor.open("/technologies")
    address = page.locator("main li h2 a").first.get_attribute("href")
    visitor.open(f"{address}/edit")
    expect(page.locator("main h1")).to_have_text(visitor.say("offer:closed.technology"))
    expect(page.get_by_text(visitor.say("technology:next.published"))).to_be_visible()
    visitor.look("technology-not-to-be-written")
    for act in ("revise", "discardRevision"):
        visitor.button(f"technology:action.{act}", within="main").click()
        dialog = visitor.dialog(f"technology:confirm.{act}.title")
        name = visitor.say(f"technology:action.{act}")
        dialog.get_by_role("button", name=name, exact=True).click()
        if act == "revise":
            page.get_by_role("textbox").and_(page.locator("main textarea")).first.wait_for()
            visitor.open(str(address))
    expect(page.get_by_text(visitor.say("technology:done.discardRevision"))).to_be_visible()
    # nobody else's words are written there either
    visitor.open("/market")
    other = page.locator("main h2 a[href^='/technologies/'], main h3 a[href^='/technologies/']")
    visitor.open(f"{other.first.get_attribute('href')}/edit")
    expect(page.locator("main h1")).to_have_text(visitor.say("offer:closed.technology"))


def test_a_return_needs_scores_and_words(visitor: Visitor) -> None:
    visitor.come_in(REVIEWER)
    visitor.open("/reviews")
    rows = visitor.page.locator("main li").filter(has=visitor.page.locator("h2"))
    rows.first.wait_for()
    visitor.look("reviews")
    barred = visitor.page.get_by_text(visitor.say("review:queue.barred"))
    rows.filter(has_not=barred).first.get_by_role("heading").get_by_role("link").click()
    visitor.page.wait_for_url("**/reviews/*")
    visitor.look("review")
    give_back = visitor.button("review:form.return", within="main")
    give_back.click()
    missing = visitor.page.get_by_text(visitor.say("review:form.scoreMissing"))
    expect(missing).to_have_count(4)
    clarity = score(visitor, "CLARITY", 1)
    for criterion in ("BENEFIT", "PROOF", "CONFIDENTIALITY"):
        score(visitor, criterion, 4)
    give_back.click()
    expect(visitor.page.get_by_text(visitor.say("review:form.reasonMissing"))).to_be_visible()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.look("return-without-reason")
    expect(clarity).to_be_checked()
    score(visitor, "PROOF", 0)
    expect(visitor.page.get_by_text(visitor.say("review:form.zero"))).to_be_visible()
    expect(visitor.button("review:form.approve", within="main")).to_be_disabled()
    visitor.look("review-zero")


def score(visitor: Visitor, criterion: str, value: int) -> Locator:
    """Give a criterion its score and return the mark."""
    scale = visitor.page.get_by_role(
        "radiogroup", name=visitor.say(f"review:criterion.{criterion}.name"), exact=True
    )
    mark = scale.get_by_role("radio", name=re.compile(f"^{value}"))
    mark.check(force=True)
    return mark


def test_another_role_is_told_that_it_may_not_review(visitor: Visitor) -> None:
    visitor.come_in(SELLER)
    visitor.open("/reviews")
    expect(visitor.page.get_by_text(visitor.say("common:trouble.forbidden.title"))).to_be_visible()
    visitor.look("reviews-forbidden")
