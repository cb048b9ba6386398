"""Codes are spelled one way, whatever was typed, and anything else is refused with its form."""

from __future__ import annotations

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.taxonomy.codes import ipc_codes_checked, ksic_codes_checked


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("H01M 10/65", "H01M 10/65"),
        ("h01m10/65", "H01M 10/65"),
        ("  H 01 M 0010 / 65 ", "H01M 10/65"),
        ("G06F", "G06F"),
        ("A61K 2039/505", "A61K 2039/505"),
    ],
)
def test_a_patent_class_has_one_spelling(typed: str, spelled: str) -> None:
    assert ipc_codes_checked([typed, typed], field="ipcCodes") == (spelled,)


@pytest.mark.parametrize(("typed", "spelled"), [("28202", "28202"), (" c28202 ", "28202")])
def test_an_industry_class_is_five_digits(typed: str, spelled: str) -> None:
    assert ksic_codes_checked([typed, typed], field="ksicCodes") == (spelled,)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "I01M 10/65", "H1M 10/65", "H01M 10", "H01M 10/6", "H01M10/65; DROP", "H01M\u200b",
     "\uff2801M 10/65", "H\u06601M", "H01M 10/65" * 1000, "\x00", "10-2345678"],
)  # fmt: skip
def test_another_form_of_a_patent_class_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        ipc_codes_checked(["G06F", typed], field="ipcCodes")
    assert (refused.value.code, refused.value.field) == ("ipc_form", "ipcCodes")


@pytest.mark.parametrize("typed", ["", "2820", "282021", "\uff128202", "28 202", "-2820", "V28202"])
def test_another_form_of_an_industry_class_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        ksic_codes_checked([typed], field="ksicCodes")
    assert (refused.value.code, refused.value.field) == ("ksic_form", "ksicCodes")


def test_more_than_five_codes_are_refused_before_any_is_read() -> None:
    with pytest.raises(InvalidInputError) as refused:
        ksic_codes_checked(["x"] * 6, field="ksicCodes")
    assert (refused.value.code, refused.value.params) == ("too_many", {"max": "5"})
