"""Two people act on one thing of a deal at the same moment: one act counts, nothing is half."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.flows.contests import Acceptances, GrantOrWithdrawal
from tests.flows.contests_of_money import PaymentOrRefund
from tests.flows.contests_of_signers import TwoSigners
from tests.flows.racing import ROUNDS, kinds_after, newest_entry
from tests.flows.reading import Reader

if TYPE_CHECKING:
    from tests.flows.contests import Contest
    from tests.flows.racing import Race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("contest", [TwoSigners, Acceptances, GrantOrWithdrawal, PaymentOrRefund])
def test_one_of_two_acts_counts(race: Race, contest: type[Contest]) -> None:
    held = contest(race.people)
    winners: Counter[int] = Counter()
    for held.round in range(ROUNDS):
        first, second = held.prepared()
        before = newest_entry()
        outcomes = race.pair.race(first, second)
        assert sorted(outcomes) == ["done", "stale_state"]
        winner = outcomes.index("done")
        race.pair.hold_back(first=winner == 0)
        winners[winner] += 1
        held.finished(winner, kinds_after(before))
    assert set(winners) == {0, 1}


def test_a_holder_opens_wholly_before_the_removal_or_not_at_all(race: Race) -> None:
    reader = Reader(race.people)
    outcomes: Counter[tuple[str, str]] = Counter()
    for round_ in range(ROUNDS):
        # from one item, or from the NDA and with it from everything
        reader.list = "nda" if round_ % 2 else "item"
        before, had = newest_entry(), reader.openings()

        def remove() -> tuple[str, tuple[int, int]]:
            return reader.removed(), reader.openings()

        opened, (removed, when_removed) = race.pair.race(reader.opened, remove)
        race.pair.hold_back(first=opened == "done")
        outcomes[reader.list, opened] += 1
        assert removed == "done"
        # what stood when the removal was over is what stays: nothing was opened behind it
        assert reader.openings() == when_removed
        is_opened = opened == "done"
        assert when_removed == (had[0] + is_opened, had[1] + is_opened)
        assert kinds_after(before) == [
            *(["document.opened"] if is_opened else []),
            reader.removal_kind,
        ]
        reader.assert_shut()
        reader.let_in_again()
    assert set(outcomes) == {
        (list_, outcome) for list_ in ("item", "nda") for outcome in ("done", "not_found")
    }
