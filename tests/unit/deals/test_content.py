"""What terms may say, and what no payment may depend on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contracts.deals.content import MILESTONES_MAX, TermsContent, terms_checked, terms_sha256
from contracts.deals.undeclared import asks_for_everything, data_named
from marketplace.core.errors import InvalidInputError
from marketplace.core.money import LARGEST_AMOUNT
from tests.factories.deals import milestone, terms

TODAY = dt.date(2026, 11, 22)
LISTED = "d" * 22


def checked(content: TermsContent) -> TermsContent:
    return terms_checked(content, declared={LISTED}, today=TODAY)


def test_good_terms_come_back_cleaned() -> None:
    given = terms(note="  two days\r\nof training ", milestones=(milestone(title="a\n b"),))
    clean = checked(given)
    assert clean.note == "two days\nof training"
    assert clean.milestones[0].title == "a b"
    assert clean.upfront == given.upfront


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"mode": ""}, "mode", "required"),
        ({"mode": "gift"}, "mode", "not_a_choice"),
        ({"field": " "}, "field", "required"),
        ({"territory": "x" * 301}, "territory", "too_long"),
        ({"exclusivity": ""}, "exclusivity", "required"),
        ({"months": 0}, "months", "out_of_range"),
        ({"currency": "JPY"}, "currency", "not_a_choice"),
        ({"upfront": -1}, "upfrontMinor", "out_of_range"),
        ({"upfront": LARGEST_AMOUNT + 1}, "upfrontMinor", "out_of_range"),
        ({"royalty_basis_points": 10_001}, "royaltyBasisPoints", "out_of_range"),
        ({"note": "a\u202eb"}, "note", "hidden_characters"),
        ({"upfront": 0, "milestones": ()}, "upfrontMinor", "payment_needed"),
        (
            {"milestones": (milestone(amount=LARGEST_AMOUNT),) * 2},
            "milestones",
            "out_of_range",
        ),
        ({"milestones": (milestone(),) * (MILESTONES_MAX + 1)}, "milestones", "too_many"),
        ({"milestones": (milestone(deposit_release=True),) * 2}, "milestones", "repeated"),
    ],
)
def test_wrong_terms_are_refused_by_field(changes: dict[str, Any], field: str, code: str) -> None:
    _refused(terms(**changes), field, code)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"title": ""}, "title", "required"),
        ({"amount": 0}, "amountMinor", "out_of_range"),
        ({"due_on": None}, "dueOn", "required"),
        ({"due_on": TODAY - dt.timedelta(days=1)}, "dueOn", "in_the_past"),
        ({"due_on": dt.date(2101, 1, 1)}, "dueOn", "out_of_range"),
        ({"delivery": ""}, "delivery", "required"),
        ({"delivery": "All drawings of the line"}, "delivery", "name_each_item"),
        ({"delivery": "공정 자료 일체"}, "delivery", "name_each_item"),
        ({"delivery": "The source code"}, "documents", "undeclared_data"),
        ({"title": "도면 제출"}, "documents", "undeclared_data"),
        ({"documents": ("e" * 22,)}, "documents", "undeclared_data"),
        ({"documents": ("short",)}, "documents", "undeclared_data"),
    ],
)
def test_wrong_milestones_are_refused_by_number(
    changes: dict[str, Any], field: str, code: str
) -> None:
    content = terms(milestones=(milestone(), milestone(**changes)))
    _refused(content, f"milestones.1.{field}", code)


def test_listed_data_may_be_delivered() -> None:
    by_list = milestone(delivery="The drawing", documents=(LISTED, LISTED))
    assert checked(terms(milestones=(by_list,))).milestones[0].documents == (LISTED,)
    whole = milestone(delivery="The recipe as deposited", deposit_release=True)
    assert checked(terms(milestones=(whole,))).milestones[0].deposit_release


@pytest.mark.parametrize(
    "words",
    [
        "Twenty sheets by 500 x 500 mm",
        "A prototype that meets the specification",
        "Installation of all three lines",
        "일체형 시제품 2대",
        "교육 이틀",
    ],
)
def test_things_that_are_no_data_need_no_list(words: str) -> None:
    assert data_named(words) == ""
    assert not asks_for_everything(words)


@pytest.mark.parametrize(
    "words",
    [
        "everything you have",
        "any and all technical information",
        "all related drawings",
        "Complete set of documents",
        "모든 기술 자료",
        "도면 전부",
        "관련 자료 일체",
        "\uff41\uff4c\uff4c \uff44ocuments",
    ],
)
def test_a_whole_names_nothing(words: str) -> None:
    assert asks_for_everything(words)


@pytest.mark.parametrize(
    "words", ["drawings", "Know-how", "the BOM", "process parameters", "설계도", "소스 코드"]
)
def test_data_are_recognised(words: str) -> None:
    assert data_named(words)


def test_the_hash_tells_nothing_without_the_salt_and_changes_with_every_field() -> None:
    base = terms()
    digest = terms_sha256(base, salt=b"1" * 32)
    assert terms_sha256(base, salt=b"2" * 32) != digest
    for other in (
        terms(upfront=base.upfront + 1),
        terms(note="other"),
        terms(months=None),
        terms(milestones=base.milestones[:1]),
        terms(milestones=(milestone(due_on=TODAY), base.milestones[1])),
    ):
        assert terms_sha256(other, salt=b"1" * 32) != digest


def _refused(content: TermsContent, field: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked(content)
    assert (caught.value.field, caught.value.code) == (field, code)
