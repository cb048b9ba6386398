"""An offer is cleaned field by field, and its hash outlives fields that came later."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
import rfc8785

from marketplace.core.errors import InvalidInputError
from marketplace.technologies.content import (
    OfferContent,
    OfferText,
    offer_checked,
    offer_missing,
    offer_phrases,
    offer_sha256,
    text_columns,
)

TEXT = OfferText(language="ko", title="얇은 막", keywords=("단열", "셀"))
OFFER = OfferContent(industry="mobility", trl=5, transfer_modes=("licence",), texts=(TEXT,))


def test_an_offer_without_the_later_fields_keeps_the_hash_it_always_had() -> None:
    words: dict[str, Any] = {name: getattr(TEXT, name) for name in text_columns()} | {
        "keywords": ["단열", "셀"]
    }
    document: dict[str, Any] = {
        "industry": "mobility", "trl": 5, "transfer_modes": ["licence"], "year": None,
        "ip_status": "", "texts": [{"language": "ko", **words}],
    }  # fmt: skip
    assert offer_sha256(OFFER) == hashlib.sha256(rfc8785.dumps(document)).hexdigest()


@pytest.mark.parametrize(
    "changes",
    [
        {"ipc_codes": ("H01M 10/65",)},
        {"ksic_codes": ("28202",)},
        {"partner_types": ("investor",)},
        {"regions": ("asia",)},
    ],
)
def test_each_later_field_counts_in_the_hash(changes: dict[str, Any]) -> None:
    assert offer_sha256(replace(OFFER, **changes)) != offer_sha256(OFFER)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"ipc_codes": ("X",)}, "ipc_form", "ipcCodes"),
        ({"ksic_codes": ("1",)}, "ksic_form", "ksicCodes"),
        ({"ipc_codes": ("G06F",) * 6}, "too_many", "ipcCodes"),
        ({"partner_types": ("friend",)}, "not_a_choice", "partnerTypes"),
        ({"regions": ("moon",)}, "not_a_choice", "regions"),
        ({"industry": "\x00"}, "not_a_choice", "industry"),
        ({"trl": 10}, "out_of_range", "trl"),
        ({"year": -1}, "out_of_range", "year"),
        ({"texts": (TEXT, TEXT)}, "repeated", "texts"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        offer_checked(replace(OFFER, **changes))
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("name", [name for name in text_columns() if name != "keywords"])
@pytest.mark.parametrize(
    ("hostile", "code"),
    [("a\u202eb", "hidden_characters"), ("\ud800", "hidden_characters"), ("x" * 3001, "too_long"),
     ("a" + "\u0301" * 40, "hidden_characters"), ("\x00", "hidden_characters")],
)  # fmt: skip
def test_hostile_words_are_refused_in_every_field(name: str, hostile: str, code: str) -> None:
    changes: dict[str, Any] = {name: hostile}
    with pytest.raises(InvalidInputError) as refused:
        offer_checked(replace(OFFER, texts=(replace(TEXT, **changes),)))
    assert refused.value.code == code
    assert str(refused.value.field).startswith("ko.")


def test_codes_choices_and_words_come_out_clean() -> None:
    checked = offer_checked(
        replace(
            OFFER,
            ipc_codes=("h01m10/65", "G06F"),
            partner_types=("investor", "manufacturer"),
            regions=("korea", "korea"),
        )
    )
    assert checked.ipc_codes == ("H01M 10/65", "G06F")
    assert checked.partner_types == ("manufacturer", "investor")
    assert checked.regions == ("korea",)


def test_what_is_missing_and_what_goes_public_is_named_field_by_field() -> None:
    assert offer_missing(OFFER) == [
        "ipStatus", "ko.area", "ko.problem", "ko.summary", "ko.advantages", "ko.withheld",
    ]  # fmt: skip
    assert list(offer_phrases(OFFER)) == [("ko.title", "얇은 막"), ("ko.keywords", "단열, 셀")]
