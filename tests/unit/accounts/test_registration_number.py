"""A business registration number is taken only where its check digit fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.registration_number import registration_number_checked
from marketplace.core.errors import InvalidInputError


@pytest.mark.parametrize("value", ["123-45-67891", "1234567891", " 123-45-67891 "])
def test_a_fitting_number_is_kept_as_ten_digits(value: str) -> None:
    assert registration_number_checked(value) == "1234567891"


@pytest.mark.parametrize(
    "value", ["", "123-45-6789", "123-45-678912", "12-345-67891", "abc-de-fghij", "\uff11234567891"]
)
def test_what_is_no_number_is_refused_with_its_field(value: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        registration_number_checked(value)
    assert refused.value.field == "registrationNumber"


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=0, max_value=8))
def test_any_single_wrong_digit_among_the_first_eight_is_found(digit: int, place: int) -> None:
    right = "1234567891"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    if wrong == right:
        assert registration_number_checked(wrong) == right
    elif place != 8:  # the ninth digit counts with its tens as well, so two values can share a sum
        with pytest.raises(InvalidInputError):
            registration_number_checked(wrong)
