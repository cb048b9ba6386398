"""The coordinator's desk: reminders in three clicks, a time away, and the month's report."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from marketplace.notifications.korea import KOREA
from tests.browser.deal.sealing import Clicks

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COORDINATOR: Final = "case.coordinator@gaundegil.example"
TO_REMINDED: Final = 3


def test_a_side_is_reminded_within_three_clicks_and_once_a_day(
    visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor.come_in(COORDINATOR)
    visitor.open("/today")
    rows = visitor.page.locator("main article").filter(
        has=visitor.page.get_by_role("button", name=visitor.say("case:act.remind"))
    )
    # of a demo that other languages were shown before, one that nobody was reminded of
    row = rows.filter(has_not_text=visitor.say("case:reminded", who="").strip()).first
    clicks = Clicks()
    clicks.click(row.get_by_role("button", name=visitor.say("case:act.remind")))
    window = visitor.dialog("case:remind.title")
    expect(window.get_by_role("radio", checked=True)).to_have_count(1)
    name = visitor.say("case:act.sendReminder")
    clicks.click(window.get_by_role("button", name=name, exact=True))
    expect(visitor.page.get_by_text(visitor.say("case:done.remind"))).to_be_visible()
    with capsys.disabled():
        sys.stdout.write(f"\ndesk to sent reminder: {clicks.made} clicks\n")
    assert clicks.made <= TO_REMINDED
    again = visitor.page.get_by_text(visitor.say("case:reminded", who="").strip())
    expect(again.first).to_be_visible()


def test_a_time_away_is_planned_and_called_off(visitor: Visitor) -> None:
    visitor.come_in(COORDINATOR)
    visitor.open("/today")
    visitor.button("case:act.planAbsence", within="main").click()
    window = visitor.dialog("case:absence.plan")
    name = visitor.say("case:act.saveAbsence")
    save = window.get_by_role("button", name=name, exact=True)
    save.click()
    expect(window.get_by_text(visitor.say("case:absence.fromNeeded"))).to_be_visible()
    today = dt.datetime.now(KOREA).date()
    for label, days in (("from", 3), ("until", 5)):
        field = window.get_by_label(visitor.say(f"case:absence.{label}"), exact=True)
        field.fill((today + dt.timedelta(days=days)).isoformat())
    window.get_by_role("radio").first.check()
    save.click()
    call_off = visitor.button("case:act.callOff", within="main")
    expect(call_off).to_be_visible()
    call_off.click()
    expect(visitor.button("case:act.planAbsence", within="main")).to_be_visible()


def test_the_months_report_has_tables_and_a_file(visitor: Visitor) -> None:
    visitor.come_in(COORDINATOR)
    visitor.open("/today")
    visitor.page.get_by_role("link", name=visitor.say("case:report.link"), exact=True).click()
    visitor.page.wait_for_url("**/today/report")
    charts = visitor.page.locator("main figure")
    expect(charts).to_have_count(6)
    turn = visitor.page.locator("main figure button[aria-pressed]")
    turn.nth(2).click()
    expect(charts.nth(2).get_by_role("table")).to_be_visible()
    with visitor.page.expect_download() as saved:
        visitor.button("case:report.csv", within="main").click()
    rows = list(csv.reader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) > 20
    assert {len(row) for row in rows} == {4}
