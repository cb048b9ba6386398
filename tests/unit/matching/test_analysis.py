"""Text becomes the same stems everywhere, whatever dirt and language it comes in."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from marketplace.core.languages import Language
from matching import analysis
from matching.constants import STEM_MAX_LENGTH

EN, KO = Language.EN, Language.KO


def test_english_words_are_lowered_stemmed_and_freed_of_stop_words() -> None:
    text = "The batteries were charged by a Novel 2.5kW source, and not with the others."
    assert analysis.stems(text, EN) == [
        "batteri", "charg", "novel", "2", "5kw", "2.5kw", "sourc", "other",
    ]  # fmt: skip


def test_spans_give_the_same_stems_with_their_places() -> None:
    for text, language in (
        ("Sensors sense İstanbul's heat", EN),
        ("SiC 전력반도체의 CO2 센서", KO),
        ("리튬이온전지용 실리콘 음극재", KO),
    ):
        spans = analysis.spans(text, language)
        assert [span.stem for span in spans] == analysis.stems(text, language)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
    first = analysis.spans("Hot batteries", EN)[1]
    assert "Hot batteries"[first.start : first.end] == "batteries"


def test_very_long_stems_are_cut_so_that_they_cannot_bloat_the_index() -> None:
    assert [len(stem) for stem in analysis.stems("x" * 5000, EN)] == [STEM_MAX_LENGTH]


def test_pairs_are_adjacent_unordered_and_never_of_a_word_with_itself() -> None:
    assert analysis.pairs(["solid", "lithium", "lithium", "cell"]) == [
        "lithium_solid",
        "cell_lithium",
    ]
    assert analysis.pairs(["alone"]) == analysis.pairs([]) == []


def test_korean_keeps_content_morphemes_and_drops_particles_and_endings() -> None:
    stems = analysis.stems("리튬이온전지용 실리콘 음극재를 개발하였다.", KO)
    assert [stem for stem in stems if stem not in {"리튬이온전지", "음극재"}] == [
        "리튬", "이온", "전지", "실리콘", "음극", "재", "개발",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("음극재", "실리콘 음극재를 개발하였다"),
        ("열폭주", "배터리 셀 사이의 열폭주를 늦추는 운모 시트입니다."),
        ("음극재를", "음극재"),
        ("전력반도체의 발열", "SiC 전력반도체 모듈"),
    ],
)
def test_a_compound_is_found_however_the_model_cuts_it(asked: str, text: str) -> None:
    wanted = analysis.stems(asked, KO)
    assert set(wanted) & set(analysis.stems(text, KO)) - set("열재")
    assert len(wanted) == len(analysis.spans(asked, KO))


def test_particles_do_not_part_a_korean_query_from_its_document() -> None:
    asked = set(analysis.stems("배터리의 발열을", KO))
    assert asked <= set(analysis.stems("발열이 적은 배터리가 필요하다", KO))


def test_proper_nouns_with_a_blank_become_several_stems() -> None:
    stems = analysis.stems("데이비드 베컴이 축구를 한다", KO)
    assert {"데이비드", "베컴"} <= set(stems)
    assert not any(" " in stem for stem in stems)


def test_latin_words_in_korean_text_are_the_same_stems_as_in_english_text() -> None:
    korean = analysis.stems("CO2 센서와 SiC MOSFETs를 batteries에 쓴다", KO)
    assert [stem for stem in korean if stem.isascii()] == analysis.stems(
        "CO2 SiC MOSFETs batteries", EN
    )
    assert korean[0] == "co2"


def test_decomposed_korean_is_mended_to_the_letters_that_everybody_types() -> None:
    decomposed = "\u1107\u1162\u1110\u1165\u1105\u1175"
    assert analysis.text_mended(decomposed) == "배터리"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", EN),
        ("Plain words", EN),
        ("전력 반도체", KO),
        ("SiC MOSFET 전력반도체 모듈", KO),
        ("A long English sentence that quotes one Korean word, 김치, in passing", EN),
    ],
)
def test_a_text_is_of_the_language_most_of_it_is_written_in(text: str, language: Language) -> None:
    assert analysis.language_of(text) == language


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("Smith &amp; Sons &amp;lt;5 &#181;m", "Smith & Sons <5 µm"),
        ("it\x92s \x93quoted\x94 \x96 done", "it\u2019s \u201cquoted\u201d \u2013 done"),
        ("a\x00b\x07c\x81d", "a b c d"),
        ("zero\u200bwidth, soft\u00adhyphen, \u202eturned", "zerowidth, softhyphen, turned"),
        ("\uf0b7 point \uf06d \ufffd end", "• point end"),
        ("  two   blanks\t\r\n\r\n next  \n", "two blanks\nnext"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_foreign_text_is_mended(raw: str, mended: str) -> None:
    assert analysis.text_mended(raw) == mended


def test_mending_twice_changes_nothing_more() -> None:
    dirty = "A &amp; B \x96 c\u200b \uf0b7 d\r\ne"
    once = analysis.text_mended(dirty)
    assert analysis.text_mended(once) == once


def test_many_threads_get_the_same_stems_from_one_model() -> None:
    analysis.warm()
    texts = [
        "리튬이온전지용 실리콘 음극재",
        "SiC 전력반도체 모듈",
        "Batteries charging",
        "폐수 처리",
    ]
    expected = [analysis.stems(text, KO) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: analysis.stems(text, KO), texts * 50))
    assert answers == expected * 50
    analysis.warm()  # loaded already: starts nothing
    assert not any(thread.name == "korean-model" for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("INA226-Q1", "ina226q1"),
        ("SUS-316L", "sus316l"),
        ("M8x1.25", "m8x1.25"),
        ("F-16", "f16"),
        ("AEC-Q100", "aecq100"),
    ],
)
def test_a_part_number_is_kept_whole_beside_its_parts(written: str, whole: str) -> None:
    found = analysis.stems(f"the {written} part", Language.EN)
    assert whole in found
    assert len(found) > 2
    korean = analysis.stems(f"전류 {written} 센서", Language.KO)
    assert whole in korean
    assert analysis.latin_words(f"the {written} part")[written] == whole


def test_what_is_joined_without_a_digit_or_a_letter_is_no_part_number() -> None:
    assert analysis.stems("state-of-the-art 3.2 CO2/N2", Language.EN) == [
        "state", "art", "3", "2", "co2", "n2",
    ]  # fmt: skip


def test_a_part_number_written_otherwise_is_still_met() -> None:
    offered = set(analysis.stems("Valves of SUS-316L and the INA226-Q1", Language.EN))
    assert set(analysis.stems("SUS316L", Language.EN)) <= offered
    assert set(analysis.stems("ina226q1", Language.EN)) <= offered
    assert "125" not in analysis.stems("M8x1.25", Language.EN)
