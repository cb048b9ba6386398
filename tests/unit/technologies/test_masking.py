"""A firm's own name does not survive in its published texts."""

from __future__ import annotations

import pytest

from marketplace.technologies.masking import MASK, firm_masked


@pytest.mark.parametrize(
    ("firm", "text"),
    [
        ("Acme Optics, Inc.", "Acme Optics, Inc. proposes a lens."),
        ("ACME OPTICS INC", "Here Acme Optics proposes a lens."),
        ("Acme-Optics LLC", "acme optics' lens"),
        ("Nanolens Co., Ltd.", "NANOLENS has shown it."),
        ("Nanolens LLC", "Nanolens' and Nanolenss and Nanolens's lens, Nanolensandapos s lens."),
        ("Nanolens LLC", "NanolensTM and NanolensLLC are marks."),
        ("Acme Optics, Inc.", "Acme Opticsproposes a lens and Acme Optic's lens."),
    ],
)
def test_the_name_is_masked_in_any_spelling(firm: str, text: str) -> None:
    masked = firm_masked(text, firm=firm)
    assert MASK in masked
    assert "acme" not in masked.lower()
    assert "nanolens" not in masked.lower()


def test_an_acronym_that_the_text_introduces_is_masked_everywhere() -> None:
    text = "Example Optics Corporation (EOC) will build it. EOC has experience."
    assert firm_masked(text, firm="Example Optics Corp") == (
        f"{MASK} will build it. {MASK} has experience."
    )


def test_other_words_stay() -> None:
    text = "The acmeoptical lens at 30 PSI uses optics."
    assert firm_masked(text, firm="Acme Optics") == text


def test_a_name_too_short_to_tell_apart_is_left() -> None:
    assert firm_masked("We use AB glue", firm="AB") == "We use AB glue"
