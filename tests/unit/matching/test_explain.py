"""Reasons are recomputed from visible words, and say what they are worth."""

from __future__ import annotations

import pytest

from marketplace.core.languages import Language
from matching import analysis
from matching.constants import EVIDENCE_MAX_LENGTH, PAIR_FACTOR
from matching.documents import Readable
from matching.explain import explained, highlighted
from matching.query import WeightedQuery, WeightedTerms

EN, KO = Language.EN, Language.KO


def asked(
    stems: dict[str, float], pairs: dict[str, float] | None = None, frequency: int = 5
) -> WeightedQuery:
    pairs = pairs or {}
    return WeightedQuery(
        WeightedTerms(stems, dict.fromkeys(stems, frequency), 1000),
        WeightedTerms(pairs, dict.fromkeys(pairs, frequency), 1000),
    )


def test_shares_are_the_bm25_parts_in_percent() -> None:
    # one stem and one pair, each once in ten stems of average length: the tf part is equal, so
    # the pair adds its factor to the stem's one
    text = Readable("", "alpha beta c1 d1 e1 f1 g1 h1 i1 j1")
    query = asked({"alpha": 1.0}, {"alpha_beta": 1.0})
    explanation = explained(text, query, language=EN, average_length=10)
    share = 100 / (1 + PAIR_FACTOR)
    # nine pairs instead of ten stems shift the length norm a little
    assert explanation.terms[0].label == "alpha"
    assert explanation.terms[0].share == pytest.approx(share, abs=2)
    assert explanation.terms[1].label == "alpha beta"
    assert sum(term.share for term in explanation.terms) == pytest.approx(100, abs=1)


def test_words_are_named_as_the_text_writes_them_most_often() -> None:
    text = Readable("Batteries", "The battery works. Batteries last. BATTERIES sell.")
    explanation = explained(text, asked({"batteri": 1.0}), language=EN, average_length=6)
    assert explanation.terms[0].label == "Batteries"
    assert explanation.terms[0].share == 100


def test_coverage_is_the_share_of_the_querys_weight_that_is_met() -> None:
    query = asked({"heat": 1.0, "barrier": 0.5, "laser": 0.5})
    explanation = explained(Readable("", "A heat barrier."), query, language=EN, average_length=2)
    assert explanation.coverage == 75


def test_evidence_is_the_sentence_that_answers_best_for_its_length() -> None:
    prose = (
        "This text begins with a general remark about heat in many industries and much else "
        "that nobody asked for at all. A barrier stops heat. It is painted blue."
    )
    query = asked({"heat": 1.0, "barrier": 1.0}, {"barrier_heat": 1.0})
    explanation = explained(Readable("", prose), query, language=EN, average_length=20)
    assert explanation.evidence == "A barrier stops heat."


def test_keywords_are_no_evidence_and_long_sentences_are_shortened() -> None:
    prose = "Heat flows " + "slowly through the wall " * 40 + "today."
    text = Readable("", prose, "barrier, heat")
    query = asked({"heat": 1.0, "barrier": 1.0})
    evidence = explained(text, query, language=EN, average_length=100).evidence
    assert evidence is not None
    assert evidence.startswith("Heat flows")
    assert evidence.endswith("…")
    assert len(evidence) <= EVIDENCE_MAX_LENGTH


def test_nothing_shared_gives_no_reason_and_no_evidence() -> None:
    for text in (Readable("", ""), Readable("Other", "Quite different words.")):
        explanation = explained(text, asked({"heat": 1.0}), language=EN, average_length=5)
        assert (explanation.terms, explanation.coverage, explanation.evidence) == ((), 0, None)


def test_korean_reasons_are_pieces_of_the_korean_text() -> None:
    prose = "셀 사이에 끼우는 단열 시트입니다. 열폭주가 번지는 시간을 늦춥니다."
    stems = dict.fromkeys(analysis.stems("단열 시트", KO), 1.0)
    query = asked(stems, dict.fromkeys(analysis.pairs(list(stems)), 1.0))
    explanation = explained(Readable("", prose), query, language=KO, average_length=10)
    assert {term.label for term in explanation.terms} == {"단열", "시트", "단열 시트"}
    assert explanation.evidence == "셀 사이에 끼우는 단열 시트입니다."
    assert explanation.coverage == 100


def test_highlights_are_the_texts_own_words() -> None:
    text = Readable("Solid electrolytes", "An electrolyte for SiC기반 전력반도체와 배터리.")
    query = asked({"electrolyt": 1.0, "sic": 1.0, "배터리": 1.0, "absent": 1.0})
    assert highlighted(text, query) == ["배터리", "electrolytes", "electrolyte", "SiC"]


def test_words_that_tell_nothing_are_no_reasons() -> None:
    text = Readable("", "We work within a barrier.")
    query = asked({"we": 1.0, "within": 1.0, "barrier": 1.0})
    explanation = explained(text, query, language=EN, average_length=4)
    assert [term.label for term in explanation.terms] == ["barrier"]
