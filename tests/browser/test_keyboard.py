"""What matters most is done without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.deal.sealing import DepositWords, deposit_sealed_by_keys
from tests.browser.newcomers import papers_of
from tests.browser.story import story_in
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_deposit_is_sealed_with_the_keyboard_alone(visitor: Visitor, tmp_path: Path) -> None:
    visitor.sign_in("deal.lead@yeomunssi.example")
    story = story_in(visitor.language)
    papers = papers_of(story.seller, tmp_path)
    technology, _ = deposit_sealed_by_keys(
        visitor, papers[1:], tmp_path, DepositWords(title=story.deposit)
    )
    assert visitor.page.url.endswith(f"/technologies/{technology}/edit")
