"""How far it is for whoever comes for the first time, counted in clicks; typing is free."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.deal.sealing import (
    Clicks,
    DepositWords,
    deposit_sealed,
    keys_retired,
    technology_submitted,
)
from tests.browser.newcomers import papers_of
from tests.browser.story import story_in
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELLER: Final = "owner@yeomunssi.example"
SCOUT: Final = "scout@sotdaemoe.example"
TO_SUBMITTED: Final = 12
TO_REQUESTED: Final = 8


@pytest.mark.parametrize(
    "firm_has_a_key",
    [
        pytest.param(False, id="with-a-new-key"),
        # the same way without two of its clicks
        pytest.param(True, id="with-a-key", marks=pytest.mark.soak),
    ],
)
def test_a_technology_is_sealed_and_submitted_within_twelve_clicks(
    visitor: Visitor,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    firm_has_a_key: bool,
) -> None:
    story = story_in(visitor.language)
    clicks = Clicks()
    visitor.sign_in(SELLER)
    if not firm_has_a_key:
        keys_retired(visitor)
    visitor.open("/home")
    clicks.click(visitor.page.locator("main").locator("a[href='/vault/new']").first)
    visitor.page.wait_for_url("**/vault/new")
    papers = papers_of(story.seller, tmp_path)
    words = DepositWords(title=story.deposit)
    _, key = deposit_sealed(visitor, papers[1:], tmp_path, words, clicks)
    assert (key is None) == firm_has_a_key
    technology_submitted(visitor, story.offer, clicks)
    how = "a key of before" if firm_has_a_key else "a new key"
    with capsys.disabled():
        sys.stdout.write(f"\nhome to submitted technology with {how}: {clicks.made} clicks\n")
    assert clicks.made <= TO_SUBMITTED


def test_a_match_is_requested_within_eight_clicks(
    visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor.sign_in(SCOUT)
    clicks = next(found for at in range(2, 12) if (found := requested(visitor, at)))
    with capsys.disabled():
        sys.stdout.write(f"\nlanding to sent request: {clicks.made} clicks\n")
    assert clicks.made <= TO_REQUESTED


def requested(visitor: Visitor, at: int) -> Clicks | None:
    """Go from the first page to a sent request; None where that technology was asked for before."""
    clicks = Clicks()
    visitor.open("/")
    main = visitor.page.locator("main")
    clicks.click(main.get_by_role("link", name=visitor.say("landing:toMarket")).first)
    visitor.page.wait_for_url("**/market*")
    clicks.click(main.locator("h2 a[href^='/technologies/'], h3 a[href^='/technologies/']").nth(at))
    visitor.page.wait_for_url(re.compile(r"/technologies/[\w-]{22}"))
    visitor.settle()
    ask = visitor.button("technology:action.request", within="main")
    deal = main.get_by_role("link", name=visitor.say("technology:next.deal"))
    expect(ask.or_(deal).first).to_be_visible()
    if not ask.count():
        return None
    clicks.click(ask)
    dialog = visitor.dialog("suggest:request.title.buyer")
    demand = dialog.get_by_role("radio").first
    if not demand.is_checked():
        clicks.check(demand)
    visitor.field("suggest:request.note", within=dialog).fill(story_in(visitor.language).note)
    send = visitor.say("suggest:request.action.buyer")
    clicks.click(dialog.get_by_role("button", name=send, exact=True))
    visitor.dialog("suggest:request.prepared")
    return clicks
