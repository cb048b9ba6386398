"""The written form: what asks for everything is told from what names one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.rooms.forms import form_on

FORM = form_on(date(2026, 11, 22))


@pytest.mark.parametrize(
    "words",
    [
        "All drawings",
        "all data on the process",
        "\uff21\uff2c\uff2c drawings",
        "Everything about bonding",
        "Any documents on curing",
        "The complete set",
        "Drawing A-17 etc.",
        "Drawing A-17 and so on",
        "자료 일체",
        "기술자료 일체를 제출",
        "모든 자료",
        "도면 전부",
        "전체 도면",
        "관련 자료",
        "도면 등 자료 전체",
        "시험 성적서, 도면 등",
    ],
)
def test_what_asks_for_everything_is_told(words: str) -> None:
    assert FORM.asks_for_everything(words)


@pytest.mark.parametrize(
    "words",
    [
        "Drawing A-17 of the sheet",
        "Overall thickness in drawing A-17",
        "Wall temperature log of run 12",
        "Test report of March 2026",
        "일체형 하우징 도면 A-17",
        "2026년 3월 시험 성적서",
        "이전부터 쓰인 접합 조건표 3쪽",
        "전체 두께 측정표",
    ],
)
def test_what_names_one_thing_is_allowed(words: str) -> None:
    assert not FORM.asks_for_everything(words)


def test_the_form_is_the_newest_that_holds_on_the_day() -> None:
    later = replace(FORM, version="two", effective_from=date(2027, 1, 1))
    among = [later, FORM]
    assert form_on(date(2026, 12, 31), among=among) is FORM
    assert form_on(date(2027, 1, 1), among=among) is later
    with pytest.raises(LookupError):
        form_on(date(2025, 12, 31), among=among)


def test_what_happened_is_kept_for_seven_years_to_the_day() -> None:
    assert FORM.kept_until(date(2026, 11, 22)) == date(2033, 11, 22)
    assert FORM.kept_until(date(2028, 2, 29)) == date(2035, 3, 1)
