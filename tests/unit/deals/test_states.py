"""The tables of moves: what both signed is never touched again."""

from __future__ import annotations

from contracts.deals.states import (
    CONTRACT_MOVES,
    SHEET_MOVES,
    STANDING_CONTRACTS,
    STANDING_SHEETS,
    ContractState,
    SheetState,
)


def test_every_state_has_its_row_and_moves_to_states_there_are() -> None:
    for moves, states in ((CONTRACT_MOVES, ContractState), (SHEET_MOVES, SheetState)):
        assert set(moves) == set(states.values)
        assert all(following <= set(states.values) for following in moves.values())


def test_what_is_over_stays_over() -> None:
    assert {state for state, following in CONTRACT_MOVES.items() if not following} == {
        "signed",
        "refused",
        "withdrawn",
        "lapsed",
    }
    assert SHEET_MOVES["withdrawn"] == frozenset()
    assert "open" not in SHEET_MOVES["agreed"]


def test_a_signed_contract_goes_on_standing() -> None:
    assert "signed" in STANDING_CONTRACTS
    assert set(STANDING_SHEETS) == {"open", "agreed"}
