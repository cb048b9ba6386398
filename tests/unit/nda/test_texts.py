"""The texts of agreements: which one holds when, and what each of them says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from contracts.nda.states import NDA_MOVES, NdaState
from contracts.nda.templates import (
    NdaTemplate,
    template_effective,
    template_of,
    templates_effective,
)
from contracts.nda.wording import NdaTerms, Party, nda_text, text_sha256

TODAY = dt.date(2026, 11, 22)
TERMS = NdaTerms(
    number="number",
    technology="technology",
    seller=Party(name="한빛정밀 {months}", registration_number="9018100003"),
    buyer=Party(name="Daehan Motors", registration_number="9018100018"),
    scope="Drawings",
    purpose="To judge it",
    months=12,
    return_days=30,
    return_method="deletion",
    ownership="the seller's",
    consideration="none",
    provision="in the room",
    commitments=("ab" * 32, "cd" * 32),
    holders=(("Kim", "kim@example.com"),),
)


def versions(*days: str) -> list[NdaTemplate]:
    """Return one text for each day from which it holds, the oldest version first."""
    one = template_of("technical_data", 1, "en")
    return [
        replace(one, version=number, effective_from=dt.date.fromisoformat(day))
        for number, day in enumerate(days, start=1)
    ]


def test_the_newest_text_that_holds_is_taken() -> None:
    among = versions("2026-01-01", "2026-11-22", "2027-01-01")
    found = {
        day: template_effective(
            "technical_data", "en", on=dt.date.fromisoformat(day), among=reversed(among)
        )
        for day in ("2025-12-31", "2026-11-21", "2026-11-22", "2027-05-05")
    }
    assert [one and one.version for one in found.values()] == [None, 1, 2, 3]


def test_both_languages_hold_today_with_the_same_shape() -> None:
    english, korean = templates_effective(TODAY)
    assert (english.language, korean.language) == ("en", "ko")
    assert len(english.articles) == len(korean.articles)
    assert set(english.annex) == set(korean.annex)
    assert set(english.defaults) == set(korean.defaults)
    assert template_effective("technical_data", "de", on=TODAY) is None
    with pytest.raises(LookupError):
        template_of("technical_data", 99, "en")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_text_says_every_term_and_whose_text_it_was_made_of(language: str) -> None:
    template = template_of("technical_data", 1, language)
    text = nda_text(template, TERMS)
    said = (TERMS.scope, TERMS.purpose, TERMS.ownership, TERMS.consideration, TERMS.provision)
    for words in (*said, *TERMS.commitments, "kim@example.com", TERMS.buyer.registration_number):
        assert words in text
    assert "Common Paper" in text.splitlines()[-1]
    assert "CC BY 4.0" in text.splitlines()[-1]
    # a place in braces that the parties wrote is no place, and none of ours is left
    assert text.count("{") == 1
    assert text_sha256(text) != text_sha256(nda_text(template, replace(TERMS, months=13)))


def test_an_annex_without_files_says_so() -> None:
    template = template_of("technical_data", 1, "en")
    assert template.annex["no_files"] in nda_text(template, replace(TERMS, commitments=()))
    assert template.annex["no_files"] not in nda_text(template, TERMS)


def test_what_is_signed_is_never_refused() -> None:
    assert NDA_MOVES[NdaState.SIGNED] == {NdaState.ENDED, NdaState.EXPIRED}
    assert set(NDA_MOVES) == set(NdaState.values)
