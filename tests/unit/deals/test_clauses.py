"""Sets of clauses: complete in both languages, chosen by their date, protective by default."""

from __future__ import annotations

import datetime as dt

import pytest

from contracts.deals.clauses import (
    STANDARD,
    Clause,
    ClauseSet,
    clause_set,
    clause_set_effective,
    clause_sets,
)
from contracts.deals.wording import clause_words
from contracts.nda.signing import CONSENT
from tests.factories.deals import terms
from tests.unit.deals.written import contract_parts

FIRST_DAY = dt.date(2026, 11, 1)


def test_a_set_counts_from_its_day_and_not_before() -> None:
    assert clause_set_effective(FIRST_DAY).version == 1
    assert clause_set_effective(dt.date(2030, 1, 1)).code == STANDARD
    with pytest.raises(LookupError):
        clause_set_effective(FIRST_DAY - dt.timedelta(days=1))
    assert clause_set(STANDARD, 1).effective_from == FIRST_DAY
    for code, version in ((STANDARD, 99), ("no_such_set", 1)):
        with pytest.raises(LookupError):
            clause_set(code, version)


def _named(code: str) -> tuple[ClauseSet, Clause]:
    found = clause_set(STANDARD, 1)
    clause = found.clause(code)
    assert clause is not None
    return found, clause


def test_escrow_protects_and_is_part_of_the_set() -> None:
    for code in ("escrow", "held_payment", "secrecy", "listed_data", "no_retaliation"):
        _, clause = _named(code)
        assert clause.protective
        assert clause.removable


def test_every_signer_reads_what_an_electronic_signature_means() -> None:
    found, form = _named("form")
    assert not form.removable
    assert CONSENT in form.text["en"]
    assert found.clause("form") == form


def test_exclusivity_ends_only_where_there_is_some() -> None:
    _, clause = _named("exclusive_exit")
    assert clause.belongs("exclusive")
    assert clause.belongs("sole")
    assert not clause.belongs("non_exclusive")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_clause_can_be_filled_in(language: str) -> None:
    parts = contract_parts(language=language, content=terms())
    for each in clause_sets():
        for clause in each.clauses:
            words = clause_words(parts, clause)
            assert "{" not in words
            assert words.strip() == words
