"""Movements sum to zero, tables are closed, references catch what is mistyped."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices

from contracts.payments.ledger import ends_of, postings_of
from contracts.payments.providers.bank import is_reference, reference_made
from contracts.payments.states import (
    ACCESS_MOVES,
    COUNTS_AS_HELD,
    HOLDING_STATES,
    INSTALLMENT_MOVES,
    INSTRUCTION_MOVES,
    JOB_MOVES,
    AccessState,
    AccountKind,
    InstallmentState,
    InstructionState,
    JobState,
    Movement,
    Provider,
)


@pytest.mark.parametrize("movement", Movement)
@pytest.mark.parametrize("provider", Provider)
def test_each_movement_takes_from_one_account_what_it_gives_another(
    movement: Movement, provider: Provider
) -> None:
    postings = postings_of(movement, provider=provider, amount_minor=700)
    assert sum(postings.values()) == 0
    assert sorted(postings.values()) == [-700, 700]
    assert set(postings) <= set(AccountKind.values)
    source, target = ends_of(movement, provider=provider)
    assert postings[source] < 0 < postings[target]


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_movement(amount: int) -> None:
    with pytest.raises(ValueError, match="Nothing to move"):
        postings_of(Movement.HELD, provider="bank", amount_minor=amount)


@pytest.mark.parametrize(
    ("states", "moves"),
    [
        (InstallmentState, INSTALLMENT_MOVES),
        (InstructionState, INSTRUCTION_MOVES),
        (AccessState, ACCESS_MOVES),
        (JobState, JOB_MOVES),
    ],
)
def test_a_table_names_every_state_and_leads_to_no_other(
    states: type[TextChoices], moves: dict[str, frozenset[str]]
) -> None:
    assert set(moves) == set(states.values)
    assert {to for following in moves.values() for to in following} <= set(states.values)


def test_what_went_to_somebody_never_goes_to_somebody_else() -> None:
    for over in ("refunded", "reversed"):
        assert INSTALLMENT_MOVES[over] == frozenset()
    assert INSTALLMENT_MOVES["released"] == {"reversed"}
    before_release = {state for state, to in INSTALLMENT_MOVES.items() if "released" in to}
    assert before_release == {"accepted"}
    assert {state for state, to in INSTALLMENT_MOVES.items() if "accepted" in to} == {"delivered"}
    assert set(HOLDING_STATES).isdisjoint({"released", "refunding", "refunded"})
    # while the buyer wants it back, nothing opens on its account
    assert "refund_requested" not in COUNTS_AS_HELD


def test_a_reference_is_read_back_however_it_is_written() -> None:
    reference = reference_made()
    assert is_reference(reference)
    assert is_reference(reference.lower().replace("-", " "))
    assert reference_made() != reference


def test_a_mistyped_reference_is_noticed() -> None:
    body = reference_made().removeprefix("SB-").replace("-", "")
    for place, right in enumerate(body):
        wrong = "2" if right != "2" else "3"
        assert not is_reference(f"SB{body[:place]}{wrong}{body[place + 1 :]}")
    for place in range(len(body) - 1):
        one, other = body[place], body[place + 1]
        if one != other:
            assert not is_reference(f"SB{body[:place]}{other}{one}{body[place + 2 :]}")
    for wrong in ("", "SB", "SB-0000-00000", body[:-1], f"{body}2", "한글"):
        assert not is_reference(wrong)
