"""A small firm chooses how soon it hears of demands, and takes the choice for one offer back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SELLER: Final = "owner@ssukttamul.example"


def test_one_offer_goes_its_own_way_and_comes_back(visitor: Visitor) -> None:
    visitor.come_in(SELLER)
    visitor.open("/alerts")
    say = visitor.say
    for_all = visitor.page.get_by_role("combobox", name=say("notice:alerts.forAll"), exact=True)
    row = visitor.page.locator("main li").filter(has=visitor.page.get_by_role("combobox")).first
    own = row.get_by_role("combobox")
    saved = say("notice:alerts.saved")
    for_all.select_option("WEEKLY")
    expect(visitor.page.get_by_text(saved, exact=True)).to_be_visible()
    own.select_option("INSTANT")
    expect(row.get_by_text(saved, exact=True)).to_be_visible()
    visitor.look("alerts-chosen")
    visitor.page.reload()
    expect(for_all).to_have_value("WEEKLY")
    expect(own).to_have_value("INSTANT")
    own.select_option("")
    expect(row.get_by_text(saved, exact=True)).to_be_visible()
    visitor.page.reload()
    expect(own).to_have_value("")
    expect(own.locator("option:checked")).to_have_text(say("notice:alerts.pace.asForAll"))
