"""Texts of two languages compared by what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.core.languages import Language
from matching.crossing import crossing_measured, pairs_read
from matching.encoding.active import active_encoder, encoder_name
from matching.engines.base import Hit
from matching.engines.embedded import EmbeddedEngine
from matching.fusion import meant
from matching.meaning import closest_sentences, meaning_of
from matching.records import RecordsError

if TYPE_CHECKING:
    from pytest_django import Settings

DATA = Path(__file__).parents[2] / "data" / "cross_language"


def hit(name: str, cosine: float) -> Hit:
    return Hit(technology_id=1, public_id=name, language=Language.KO, score=cosine, order=1)


@pytest.mark.parametrize("asked_in", list(Language))
def test_nine_of_ten_needs_find_their_offer_in_the_other_language(
    tmp_path: Path, settings: Settings, asked_in: Language
) -> None:
    settings.SEARCH_ENCODER = "usem3"
    pairs = pairs_read(DATA / "pairs.tsv")
    assert len(pairs) >= 60
    engine = EmbeddedEngine(tmp_path, encoder=encoder_name())
    others = pairs_read(DATA / "distractors.tsv")
    crossing = crossing_measured(engine, pairs, others, asked_in=asked_in)
    assert crossing.n == len(pairs)
    assert crossing.first >= 0.9
    assert crossing.first_of_mixed >= 0.9
    assert crossing.first_low <= crossing.first <= crossing.first_high


def test_without_an_encoder_words_alone_find_next_to_nothing_there(
    tmp_path: Path, settings: Settings
) -> None:
    settings.SEARCH_ENCODER = "none"
    pairs = pairs_read(DATA / "pairs.tsv")[:8]
    engine = EmbeddedEngine(tmp_path, encoder=encoder_name())
    crossing = crossing_measured(engine, pairs, [], asked_in=Language.EN)
    assert crossing.first <= 0.25
    assert closest_sentences("One sentence.", "Another sentence.") is None


def test_the_sentences_that_say_the_same_are_found(settings: Settings) -> None:
    settings.SEARCH_ENCODER = "usem3"
    asked = "Our packs are blue. A sheet should slow heat between battery cells. Paint is welcome."
    offered = (
        "회사는 대전에 있습니다.\n배터리 셀 사이의 열을 늦추는 시트입니다.\n가격은 협의합니다."
    )
    assert closest_sentences(asked, offered) == (
        "A sheet should slow heat between battery cells.",
        "배터리 셀 사이의 열을 늦추는 시트입니다.",
    )
    assert closest_sentences("", offered) is None


def test_part_numbers_alone_mean_nothing(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_ENCODER = "usem3"
    engine = EmbeddedEngine(tmp_path, encoder=encoder_name())
    crossing_measured(engine, pairs_read(DATA / "pairs.tsv")[:2], [], asked_in=Language.EN)
    index = engine.index(fresh=True)
    assert meaning_of("INA226-Q1 M8x1.25", index=index, written=(Language.EN,)) is None
    assert meaning_of("current sensor", index=index, written=(Language.EN,)) is not None
    assert meaning_of("current sensor", index=index, written=tuple(Language)) is None


def test_an_unknown_encoder_is_named_when_it_is_first_wanted(settings: Settings) -> None:
    settings.SEARCH_ENCODER = "bert"
    with pytest.raises(ImproperlyConfigured, match="SEALBRIDGE_ENCODER"):
        active_encoder()
    settings.SEARCH_ENCODER = "none"
    assert active_encoder() is None
    assert encoder_name() == ""


def test_what_is_near_by_chance_is_left_out_and_the_rest_weighed() -> None:
    group = meant([hit("a", 0.65), hit("b", 0.475), hit("c", 0.29)])
    assert [one.public_id for one in group.hits] == ["a", "b"]
    assert group.hits[1].score == pytest.approx(group.hits[0].score / 2)
    assert group.strength == pytest.approx(0.5)
    assert not meant([]).hits


def test_a_table_of_pairs_has_five_filled_columns(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("id\tother\n", "utf-8")
    with pytest.raises(RecordsError, match="needed"):
        pairs_read(path)
    heading = "id\ttitle_en\ttext_en\ttitle_ko\ttext_ko\n"
    path.write_text(heading + "a\tb\t\td\te\n", "utf-8")
    with pytest.raises(RecordsError, match="line 2"):
        pairs_read(path)
