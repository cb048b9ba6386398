"""Typed text is stored in one form, and what cannot be seen is refused."""

from __future__ import annotations

import time

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choices_checked, number_checked, text_cleaned


def test_line_ends_and_unicode_forms_are_unified() -> None:
    decomposed = "\u1100\u1161 e\u0301\r\nb\r"
    assert text_cleaned(decomposed, field="f", max_length=20) == "가 é\nb"


def test_a_one_line_field_loses_its_line_breaks() -> None:
    assert text_cleaned(" a\n b ", field="f", max_length=20, multiline=False) == "a b"


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\x00", "\x07", "\ufeff", "\u2066"])
def test_hidden_characters_are_refused(character: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        text_cleaned(f"a{character}b", field="ko.title", max_length=20)
    assert (refused.value.code, refused.value.field) == ("hidden_characters", "ko.title")


@pytest.mark.parametrize(
    "character",
    ["\u3164", "\u115f", "\uffa0", "\u2800", "\u034f", "\ufe00", "\u2028", "\uffff", "\U000e0101"],
)
def test_letters_that_are_drawn_as_nothing_are_refused(character: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        text_cleaned(f"a{character}b", field="ko.title", max_length=20)
    assert refused.value.code == "hidden_characters"


def test_how_a_sign_is_to_be_drawn_is_not_kept() -> None:
    assert text_cleaned("\u26a0\ufe0f heat", field="f", max_length=20) == "\u26a0 heat"


def test_far_too_long_a_text_is_refused_before_it_is_normalised() -> None:
    endless = "a" + "\u0301\u0316" * 250_000
    started = time.process_time()
    with pytest.raises(InvalidInputError) as refused:
        text_cleaned(endless, field="f", max_length=500)
    assert refused.value.code == "too_long"
    # normalising it would take minutes
    assert time.process_time() - started < 1


def test_a_row_of_marks_is_refused_however_long_the_text_may_be() -> None:
    with pytest.raises(InvalidInputError) as refused:
        text_cleaned("a" + "\u0301\u0316" * 16, field="f", max_length=4000)
    assert refused.value.code == "hidden_characters"


def test_a_text_counts_as_what_it_is_composed_to() -> None:
    assert text_cleaned("\u03b1\u0313\u0300\u0345" * 20, field="f", max_length=20) == "\u1f82" * 20


def test_too_long_a_text_tells_both_lengths() -> None:
    with pytest.raises(InvalidInputError) as refused:
        text_cleaned("x" * 21, field="f", max_length=20)
    assert refused.value.params == {"max": "20", "length": "21"}


def test_choices_come_back_once_and_in_order() -> None:
    assert choices_checked(["b", "a", "b"], allowed=["a", "b"], field="f") == ("a", "b")
    with pytest.raises(InvalidInputError):
        choices_checked(["c"], allowed=["a", "b"], field="f")


@pytest.mark.parametrize("value", [0, 10])
def test_a_number_out_of_range_is_refused(value: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        number_checked(value, field="trl", smallest=1, largest=9)
    assert refused.value.code == "out_of_range"


def test_no_number_stays_none() -> None:
    assert number_checked(None, field="trl", smallest=1, largest=9) is None
