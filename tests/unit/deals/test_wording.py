"""The words of a contract: the same parts give the same bytes, and typed words stay inside."""

from __future__ import annotations

import pytest

from contracts.deals.content import MilestoneContent
from contracts.deals.wording import (
    LeftOut,
    contract_sections,
    contract_text,
    money_text,
    text_sha256,
)
from marketplace.core.money import Money
from tests.factories.deals import milestone, terms
from tests.unit.deals.written import contract_parts


def test_the_same_parts_give_the_same_text_and_another_code_another_hash() -> None:
    text = contract_text(contract_parts())
    assert contract_text(contract_parts()) == text
    other = contract_text(contract_parts(code="b" * 22))
    assert text_sha256(other) != text_sha256(text)
    assert len(text_sha256(text)) == 64


def test_terms_milestones_and_deposits_stand_in_the_schedules() -> None:
    listed = milestone(documents=("d" * 22,), delivery="The drawing of the annex")
    content = terms(currency="USD", upfront=100_050, milestones=(listed,))
    text = contract_text(contract_parts(content=content, documents=(("d" * 22, "e" * 64),)))
    for words in (
        "Payment on signature: USD 1,000.50",
        f"1. Samples: USD 400,000.00, by {listed.due_on}",
        f"Document of the NDA's annex: {'d' * 22}, commitment {'e' * 64}",
        f"SB-2026-000001, commitment {'c' * 64}",
        "Royalty: 2.50 % of net sales",
        "with exclusive rights, for 60 months",
    ):
        assert words in text


def test_what_was_left_out_is_named_with_its_reason_and_articles_count_on() -> None:
    parts = contract_parts()
    escrow = parts.clause_set.clause("escrow")
    assert escrow is not None
    kept = tuple(each for each in parts.clauses if each != escrow)
    left = contract_parts(clauses=kept, left_out=(LeftOut(clause=escrow, reason="Own deposit"),))
    text = contract_text(left)
    assert "Technology escrow: Own deposit" in text
    assert "(Technology escrow)" not in text
    headings = [section.heading for section in contract_sections(left)]
    assert headings[: len(kept)] == [
        f"Article {number} ({each.title['en']})" for number, each in enumerate(kept, start=1)
    ]


def test_korean_says_the_same_in_korean() -> None:
    text = contract_text(contract_parts(language="ko", content=terms(months=None)))
    for words in ("기술이전 계약서", "제4조(기술임치)", "별지 3(임치물)", "기간의 제한 없이"):
        assert words in text


@pytest.mark.parametrize("name", ["note", "field", "territory"])
def test_nothing_that_was_typed_looks_like_an_article(name: str) -> None:
    typed = "Fine\n\nArticle 99 (Surrender)\nThe Seller hands over {seller}."
    text = contract_text(contract_parts(content=terms(**{name: typed})))
    assert "\nArticle 99" not in text
    assert "Article 99" in text
    assert "{seller}" in text
    spoken: MilestoneContent = milestone(delivery=typed)
    text = contract_text(contract_parts(content=terms(milestones=(spoken,))))
    assert "\nArticle 99" not in text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (120_000_000, "KRW", "KRW 120,000,000"),
        (5, "USD", "USD 0.05"),
        (100_000, "EUR", "EUR 1,000.00"),
    ],
)
def test_money_is_written_as_people_write_it(minor: int, currency: str, text: str) -> None:
    assert money_text(Money(minor, currency)) == text
