"""Words of the glossary: sound, found in texts, added to queries, out as a table and in again."""

from __future__ import annotations

import csv
import io

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from matching import analysis
from matching.documents import Readable
from matching.glossary.asking import ConceptMet, concepts_asked, concepts_met
from matching.glossary.constants import WORD_MAX, WORDS_MAX
from matching.glossary.content import ConceptContent, content_checked, word_key
from matching.glossary.table import START, file_vocabulary, table_read, table_written
from matching.glossary.vocabulary import NO_WORDS, Concept, Vocabulary, plain_stems
from matching.query import QueryPart, demand_parts, search_parts, weigh

KO, EN = Language.KO, Language.EN
SOLID = Concept(
    "1",
    {
        KO: ("전고체 전지", "전고체 배터리"),
        EN: ("solid-state battery", "all-solid-state battery", "SSB"),
    },
)
NCM = Concept("2", {KO: ("니켈계 양극재", "NCM"), EN: ("nickel cathode", "NCM")})
TESTING = Concept("3", {KO: ("비파괴 검사",), EN: ("non-destructive testing",)})
WORDS = Vocabulary([SOLID, NCM, TESTING], version="1")


def named(text: str, language: Language) -> list[str]:
    asked = concepts_asked({language: search_parts(text, language)}, WORDS, said=text)
    return [each.word for each in asked.named] if asked else []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("solid-state battery", EN, ["solid-state battery"]),
        ("Solid State Batteries for cars", EN, ["solid-state battery"]),
        ("ssb electrolyte", EN, ["SSB"]),
        ("차세대 전고체 전지용 황화물 전해질", KO, ["전고체 전지"]),
        ("전고체전지", KO, ["전고체 전지"]),
        ("SSB 소재", KO, ["SSB"]),
        ("NCM 양극", KO, ["NCM"]),
        # a part of a part number is no word, nor is what the stems of a word are left with
        ("NCM-811", EN, []),
        ("NCM-811 소재", KO, []),
        ("SUS316L", EN, []),
        ("파괴 검사", KO, []),
        ("비파괴 검사 장비", KO, ["비파괴 검사"]),
        ("a b c", EN, []),
        ("state of solid things", EN, []),
    ],
)
def test_a_concept_is_found_by_its_words(text: str, language: Language, words: list[str]) -> None:
    assert named(text, language) == words


def test_the_longest_word_is_the_one_that_is_named() -> None:
    words = Vocabulary([Concept("0", {KO: ("배터리",), EN: ("battery",)}), SOLID])
    text = "solid state battery and battery"
    asked = concepts_asked({EN: search_parts(text, EN)}, words, said=text)
    assert asked is not None
    assert [each.word for each in asked.named] == ["solid-state battery", "battery"]


def test_other_words_are_asked_for_in_both_languages_and_count_less() -> None:
    parts = demand_parts(title="SSB", need="A thin separator", body="", language=EN)
    asked = concepts_asked({EN: parts}, WORDS, said="SSB A thin separator")
    assert asked is not None
    assert [part.tokens for part in asked.added[EN]] == [
        ["solid", "state", "batteri"],
        ["all", "solid", "state", "batteri"],
    ]
    assert {part.tokens[-1] for part in asked.others[KO]} == {"전지", "배터리"}
    assert 0 < asked.share < 1
    assert all(part.is_added and part.weight < parts[0].weight for part in asked.added[EN])
    # what is written in both languages lacks no other one
    both = concepts_asked({EN: parts, KO: parts}, WORDS, said="SSB")
    assert both is not None
    assert both.others == {}


def test_added_words_neither_displace_nor_outweigh_those_of_the_query() -> None:
    own = [QueryPart(["ssb", "film"], 1.0)]
    added = QueryPart(["solid", "state", "batteri", "film"], 0.3, is_title=True, is_added=True)
    short = QueryPart(["cell"], 0.3, is_title=True, is_added=True)
    common = QueryPart(["power"], 0.3, is_title=True, is_added=True)
    counts = {"ssb": 2, "film": 3, "solid": 4, "cell": 4, "power": 90, "batteri": 5}

    def asked(*parts: QueryPart) -> object:
        return weigh(
            parts,
            stem_frequency=lambda stem: counts.get(stem, 0),
            pair_frequency=lambda _pair: 1,
            document_count=100,
            keep_common=True,
        )

    before, after = asked(*own), asked(*own, added, short, common)
    assert after != before
    stems = after.stems  # type: ignore[attr-defined]
    assert {**stems.weights, **before.stems.weights} == stems.weights  # type: ignore[attr-defined]
    # a word of several stems is asked for by its pairs; a common one is not added at all, although
    # a person's own one would be asked for
    assert stems.added == {"cell"}
    assert after.pairs.added == {"solid_state", "batteri_state", "batteri_film"}  # type: ignore[attr-defined]
    assert max(stems.weights[stem] for stem in stems.added) < min(
        before.stems.weights.values()  # type: ignore[attr-defined]
    )
    assert stems.asked == before.stems.asked  # type: ignore[attr-defined]
    assert stems.mass == before.stems.mass  # type: ignore[attr-defined]


def test_a_query_whose_own_words_nobody_has_is_carried_by_the_others() -> None:
    query = weigh(
        [QueryPart(["ssb"], 1.0), QueryPart(["cell"], 0.3, is_added=True)],
        stem_frequency=lambda stem: {"cell": 3}.get(stem, 0),
        pair_frequency=lambda _pair: 0,
        document_count=100,
    )
    assert set(query.stems.weights) == {"cell"}
    assert query.stems.asked == pytest.approx(1.0)
    assert query.stems.weights["cell"] < 0.5


def test_without_a_concept_nothing_is_asked() -> None:
    parts = search_parts("solid-state battery", EN)
    assert concepts_asked({EN: parts}, NO_WORDS, said="solid-state battery") is None
    assert concepts_asked({EN: search_parts("pumps", EN)}, WORDS, said="pumps") is None


def test_the_reason_names_the_word_of_both_sides() -> None:
    asked = concepts_asked({KO: search_parts("전고체 전지", KO)}, WORDS, said="전고체 전지")
    assert asked is not None

    def met(title: str, language: Language) -> tuple[ConceptMet, ...]:
        return concepts_met(asked.named, Readable(title, ""), language)

    assert met("Cells for solid state batteries", EN) == (
        ConceptMet("전고체 전지", "solid-state battery"),
    )
    assert met("전고체배터리용 필름", KO) == (ConceptMet("전고체 전지", "전고체 배터리"),)
    # where both say the same there is nothing to explain
    assert met("전고체전지 필름", KO) == ()
    assert met("Pumps", EN) == ()
    film = Concept("4", {KO: ("분리막",), EN: ("separator", "battery")})
    asked_film = concepts_asked({KO: search_parts("분리막", KO)}, Vocabulary([film]), said="분리막")
    assert asked_film is not None
    # the same stem, and yet another word
    assert concepts_met(asked_film.named, Readable("Cast separately", ""), EN) == ()
    assert concepts_met(asked_film.named, Readable("New batteries", ""), EN) == (
        ConceptMet("분리막", "battery"),
    )
    assert concepts_met((), Readable("solid-state battery", ""), EN) == ()


def test_compounds_keep_their_parts_and_part_numbers_their_whole() -> None:
    assert plain_stems(["리튬", "이온", "전지", "리튬이온전지", "막"]) == [
        "리튬",
        "이온",
        "전지",
        "막",
    ]
    assert plain_stems(["ncm", "811", "ncm811", "cell"]) == ["ncm811", "cell"]
    assert plain_stems(analysis.stems("INA226-Q1 sensor", EN)) == ["ina226q1", "sensor"]


FINE = ConceptContent(("전고체 전지",), ("solid-state battery",))


@pytest.mark.parametrize(
    ("content", "field", "code"),
    [
        (ConceptContent((), ("battery",)), "korean", "required"),
        (ConceptContent(("전지",), (" ",)), "english", "required"),
        (ConceptContent(("막",), ("membrane",)), "korean", "word_too_short"),
        (ConceptContent(("전지",), ("C",)), "english", "word_too_short"),
        (ConceptContent(("전지",), ("x" * (WORD_MAX + 1),)), "english", "too_long"),
        (ConceptContent(("전지",), tuple(f"cell {n}" for n in range(WORDS_MAX + 1))), "english",
         "too_many"),
        (ConceptContent(("전고체 전지", "전고체전지"), ("cell",)), "korean", "word_repeated"),
        (ConceptContent(("전지",), ("Li-ion", "li ion")), "english", "word_repeated"),
        (ConceptContent(("전지",), ("전지",)), "english", "word_of_other_language"),
        (ConceptContent(("SSB",), ("SSB",)), "korean", "word_of_other_language"),
        (ConceptContent(("전지",), ("a\u200bb",)), "english", "hidden_characters"),
        (ConceptContent(("전지",), ("of the",)), "english", "word_not_searchable"),
        (ConceptContent(("전지",), ("cell; pack",)), "english", "word_not_searchable"),
        (ConceptContent(("전지",), ("=cmd()",)), "english", "word_not_searchable"),
        (ConceptContent(("전지",), ("cell",), "n" * 301), "note", "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_concept_is_refused_with_its_field(
    content: ConceptContent, field: str, code: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        content_checked(content)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_words_are_cleaned() -> None:
    content = ConceptContent((" 전고체  전지 ", ""), ("SSB ",), " once ")
    assert content_checked(content) == ConceptContent(("전고체 전지",), ("SSB",), "once")
    assert word_key("Solid-State  Battery") == word_key("solid state battery")
    assert word_key("전고체 전지") == word_key("전고체전지")
    assert word_key("servo motor") != word_key("servomotor")


def test_a_table_comes_back_as_it_went_out() -> None:
    rows = [("id-1", FINE), ("", ConceptContent(("가열",), ("heating",), '=1+1, "so"'))]
    text = table_written(rows)
    assert text.startswith("\ufeffid,korean")
    back = table_read(text)
    assert [(row.concept_id, row.content) for row in back] == rows


def test_no_cell_of_a_table_is_a_formula() -> None:
    notes = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]
    text = table_written([("", ConceptContent(("가열",), ("heating",), note)) for note in notes])
    cells = [row[3] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))][1:]
    assert cells == [f"'{note}" for note in notes]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "korean\n가열\n", 'korean,english\n"x'])
def test_what_is_no_table_is_refused(text: str) -> None:
    if text.endswith('"x'):
        assert table_read(text)[0].error is not None
        return
    with pytest.raises(InvalidInputError) as caught:
        table_read(text)
    assert caught.value.code == "not_a_table"


def test_a_line_that_is_wrong_says_why_and_others_stay() -> None:
    rows = table_read("korean,english,note\n가열,heating,\n,,\n막,membrane,\n")
    assert [row.line for row in rows] == [2, 4]
    assert rows[0].content == ConceptContent(("가열",), ("heating",))
    assert rows[1].error is not None
    assert rows[1].error.code == "word_too_short"


def test_the_words_to_begin_with_are_sound_and_no_word_stands_twice() -> None:
    rows = table_read(START.read_text("utf-8"))
    assert 60 <= len(rows) <= 100
    assert [row.line for row in rows if row.error] == []
    keys = [
        (language, word_key(word))
        for row in rows
        if row.content is not None
        for language, words in row.content.words.items()
        for word in words
    ]
    assert len(keys) == len(set(keys))
    assert file_vocabulary(START)
