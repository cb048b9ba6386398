"""Did you mean: out of texts that the reader may read, and of words that two firms use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.technologies.services import (
    ImportedTechnology,
    technologies_import,
    technology_create,
    technology_submit,
)
from matching.nearest_spelling import nearest_spelling
from matching.services import index_rebuild
from tests.factories.market import approved
from tests.factories.people import NOW
from tests.services.matching.market import content, text
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from tests.factories.people import People
    from tests.services.matching.market import Market

# two firms each, so that the words are nobody's own
OFFERS: Final = (
    ("Film cooling", "An electrolyte for batteries; separator and welding of foils."),
    ("Laser welding", "The electrolyte of a battery, a separator and its inspection."),
    ("Foam", "A foam that carries nothing."),
)
KOREAN: Final = ("소재", "새는 액체", "배터리 전해질", "고체 전해질을 쓰는 배터리입니다.")


@pytest.fixture
def spoken(market: Market) -> Market:
    """Return the market with words that two firms share, and one firm's own word."""
    for who in ("seller_owner", "outsider_sme"):
        offer = replace(content("sheet"), texts=(text("ko", KOREAN),))
        owner = market.people.actor(who)
        made = technology_create(actor=owner, request_id="spoken", content=offer, now=NOW)
        technology_submit(actor=owner, technology=made, revision=1, now=NOW)
        approved(market.people.actor("reviewer"), made)
    firms = ("Alphatek", "Betaworks", "Alphatek")
    batch = [
        ImportedTechnology(
            source_ref=f"S-{number}",
            firm=firm,
            area="Agency",
            year=2020,
            title=title,
            abstract=f"{abstract} Xylofoam." if firm == "Alphatek" else abstract,
        )
        for number, (firm, (title, abstract)) in enumerate(zip(firms, OFFERS, strict=True))
    ]
    technologies_import(batch=batch, now=NOW)
    index_rebuild(now=NOW)
    return market


def meant(people: People, text: str, actor: str = "buyer_scout") -> str | None:
    return nearest_spelling(actor=people.actor(actor), now=NOW, text=text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("electrolite", "electrolyte"),
        ("seperator film", "separator film"),
        ("Weldng, inspecton", "welding, inspecton"),
        ("battrey 전해질", "battery 전해질"),
        ("전해절", "전해질"),
        ("바터리 검사", "배터리 검사"),
        ("electrolyte welding", None),
        ("배터리 전해질", None),
        ("zzqxzzqx", None),
        ("INA226", None),
        ("", None),
    ],
)
def test_unknown_words_come_back_as_offers_spell_them(
    spoken: Market, typed: str, expected: str | None
) -> None:
    assert meant(spoken.people, typed) == expected


def test_a_word_of_one_firm_alone_is_told_to_nobody(spoken: Market) -> None:
    # "Xylofoam" stands in two offers of one firm, "mica" in one
    assert meant(spoken.people, "xylofoan") is None
    assert meant(spoken.people, "Xylofoam") is None


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large", "auditor"])
def test_words_of_summaries_are_told_to_no_reader_of_cards(spoken: Market, actor: str) -> None:
    for typed in ("electrolite", "seperator", "전해절", "바터리"):
        assert meant(spoken.people, typed, actor) is None


def test_the_api_tells_the_spelling_and_refuses_what_is_too_long(spoken: Market) -> None:
    query = "query ($text: String!) { marketSpelling(text: $text) }"
    for actor in ("buyer_scout", "outsider_sme"):
        data = asked(spoken, query, actor, text="electrolite")["data"]
        assert data == {"marketSpelling": "electrolyte"}
    assert asked(spoken, query, "anonymous", text="electrolite")["data"] == {"marketSpelling": None}
    with pytest.raises(InvalidInputError):
        meant(spoken.people, "x" * 501)
