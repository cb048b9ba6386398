"""The comparison finds what was copied and the number that matters; in clean text nothing."""

from __future__ import annotations

import secrets

import pytest

from marketplace.escrow.leak import (
    KEY_BYTES,
    Comparison,
    Fingerprint,
    compared,
    fingerprint_read,
    fingerprinted,
)
from marketplace.escrow.measures import measures_in
from tests.unit.escrow.documents import CLEAN, COPIED, SECRET

KEY = bytes(range(KEY_BYTES))
PARAGRAPH = SECRET.split("\n")[1]


def fingerprint(document: str = SECRET, key: bytes = KEY) -> Fingerprint:
    return fingerprint_read(fingerprinted(key + document.encode()), key=key)


def against(text: str, *documents: str) -> Comparison:
    return compared([("ko.summary", text)], [fingerprint(one) for one in documents or (SECRET,)])


def found(text: str, comparison: Comparison) -> list[str]:
    return [text[one.start : one.end] for one in comparison.passages]


def test_clean_text_has_nothing_in_common() -> None:
    comparison = against(CLEAN)
    assert comparison.is_clean
    assert comparison.containment == 0


def test_copied_paragraph_is_found_where_it_stands() -> None:
    text = f"{CLEAN} {PARAGRAPH} {CLEAN}"
    comparison = against(text)
    assert found(text, comparison) == [PARAGRAPH.rstrip(".")]
    assert 0.1 < comparison.containment < 0.9
    assert against(PARAGRAPH).containment == 1


def test_light_edits_hide_nothing() -> None:
    edited = (
        PARAGRAPH.replace("먼저", "우선")
        .replace("칠 대 삼", "적당히")
        .replace("진공으로", "감압으로")
    )
    assert edited != PARAGRAPH
    comparison = against(edited)
    (passage,) = found(edited, comparison)
    assert len(passage) > 0.8 * len(edited)
    assert 700 < comparison.passages[0].permille < 1000
    assert against(PARAGRAPH).passages[0].permille == 1000


def test_spacing_case_and_marks_hide_nothing() -> None:
    sentence = SECRET.split("\n")[-2]
    loud = "  ".join(sentence.upper()).replace(".", "!")
    assert against(loud).passages


def test_part_of_a_sentence_is_found_among_own_words() -> None:
    assert found(COPIED, against(COPIED)) != []


def test_common_words_are_no_passage() -> None:
    assert not against("The furnace atmosphere and the peak temperature are controlled.").passages


def test_other_words_for_the_same_are_not_found() -> None:
    retold = "무기 가루 두 가지를 알맞게 섞어 물에 풀고 틀에 넣어 빨아들여 말립니다."
    assert against(retold).is_clean


@pytest.mark.parametrize(
    "told",
    [
        "소성은 685도에서 합니다.",
        "소성은 섭씨 685 °C에서 합니다.",
        "Fired at 685 degC in nitrogen.",
        "압력은 0.8기압입니다.",
        "Held at 0.8 atm throughout.",
        "두께는 350마이크로미터입니다.",
        "두께는 \uff13\uff15\uff10㎛ 수준입니다.",
        "Ground to 0.035 cm.",
        "결합제 2.5중량%를 씁니다.",
        "Between 600 and 680~685℃.",
    ],
)
def test_one_number_with_its_unit_is_found(told: str) -> None:
    comparison = against(told)
    assert not comparison.passages
    (number,) = comparison.numbers
    assert any(sign.isdigit() for sign in told[number.start : number.end])


@pytest.mark.parametrize(
    "told",
    [
        "소성은 686도에서 합니다.",
        "부품 685번입니다.",
        "전화 02-685-0800",
        "685도면을 참고합니다.",
        "Version 0.8 of the software",
        "Fired at 685 K.",
        "순도 100 %, 손실 0 %",
    ],
)
def test_another_number_unit_or_name_is_not_found(told: str) -> None:
    assert against(told, SECRET + " 순도는 100 %이고 손실은 0 %이다.").is_clean


@pytest.mark.parametrize(
    ("told", "forms"),
    [
        ("유량 5 L/min, 5\u2113/분", ["L/s|", "L/s|"]),
        ("3,200만원 또는 32,000,000원", ["KRW|32000000", "KRW|32000000"]),
        ("2톤은 2,000 kg", ["g|2000000", "g|2000000"]),
        ("pH 7.4, pH=7.4", ["pH|7.4", "pH|7.4"]),
        ("10-20 MPa", ["Pa|10000000", "Pa|20000000"]),
        ("90분 = 1.5시간 = 5400 s", ["s|5400", "s|5400", "s|5400"]),
        ("220볼트에서 1.2킬로와트", ["V|220", "W|1200"]),
        ("3분기 매출, 5분의 1, 2도면, 7초과", []),
        ("A4 NaBF4 x2m3 TRL 6", []),
    ],
)
def test_units_have_one_form(told: str, forms: list[str]) -> None:
    made = [measure.form for measure in measures_in(told)]
    assert len(made) == len(forms)
    for form, beginning in zip(made, forms, strict=True):
        assert form == beginning or (beginning.endswith("|") and form.startswith(beginning))


def test_findings_keep_the_order_of_the_texts_and_are_bounded() -> None:
    phrases = [("ko.title", "685도"), ("en.title", PARAGRAPH), ("ko.summary", "685도 " * 80)]
    comparison = compared(phrases, [fingerprint(CLEAN), fingerprint()])
    assert [one.field for one in comparison.passages] == ["en.title"]
    assert comparison.numbers[0].field == "ko.title"
    assert len(comparison.numbers) == 50


def test_fingerprint_says_nothing_without_its_key() -> None:
    key = secrets.token_bytes(KEY_BYTES)
    stored = fingerprinted(KEY + SECRET.encode())
    other = fingerprinted(key + SECRET.encode())
    assert set(fingerprint_read(stored, key=KEY).grams).isdisjoint(
        fingerprint_read(other, key=key).grams
    )
    for piece in ("실리카", "685", "furnace"):
        assert piece.encode() not in stored
    assert compared([("f", SECRET)], [fingerprint_read(stored, key=key)]).is_clean


@pytest.mark.parametrize(
    "stored", [b"", b"{}", b"[]\n", b'{"grams": 5, "measures": 0, "whole": true}\n' + bytes(8)]
)
def test_damaged_fingerprint_is_no_fingerprint(stored: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        fingerprint_read(stored, key=KEY)
