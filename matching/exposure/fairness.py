"""Who stands where among near equals: those shown less before those shown a lot; pure.

The first places stay. Each of the places below, up to the tenth, takes of the first twenty answers
the one with the highest score as a share of the best, less a weight times the share of the firms
shown so far that were shown no more than its firm. A firm that has a place in this answer already
counts as the most shown of all. What remains keeps its order.

A firm never shown has the share 0, so that a new listing gives way to nobody: that is all it is
given to begin with. Nothing but score and exposure enters; there is no place that could be bought.
The score is never outdone by more than the weight; from the twenty-first place on nothing moves.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, TypeVar

from matching.constants import FAIR_OF, FAIR_PLACES, FAIR_STAY, FAIR_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    Firm = TypeVar("Firm", bound=Hashable)
    Answer = TypeVar("Answer")

_LETTERS: Final = "abcdefghijklmnopqrst"
"""One for each of the first answers, in the order of their scores."""

_WHOLE: Final = 1.0


def shares_of(exposures: Mapping[Firm, int]) -> dict[Firm, float]:
    """Return for each firm shown the share of those firms that were shown no more than it.

    Ranks rather than sums: one firm shown without end does not make all others look alike, and
    nobody can push another further down than behind all others.

    Args:
        exposures: What each firm was shown, in any unit; firms never shown may be left out.
    """
    shown = sorted(each for each in exposures.values() if each > 0)
    return {
        firm: bisect_right(shown, exposure) / len(shown)
        for firm, exposure in exposures.items()
        if exposure > 0
    }


def fair_picks(
    scores: Sequence[float],
    firms: Sequence[Firm | None],
    shares: Mapping[Firm, float],
    *,
    weight: float = FAIR_WEIGHT,
) -> tuple[int, ...]:
    """Return which answers take the places behind the first ones, counted from 0.

    Args:
        scores: The scores of the answers, best first; only the first twenty are looked at.
        firms: The firm of each; None where none is known, which gives way to nobody.
        shares: See `shares_of`; a firm that is not in it was never shown.
        weight: What the most shown firm gives way by, as a share of the best score.
    """
    near = min(len(scores), FAIR_OF)
    best = scores[0] if near and scores[0] > 0 else _WHOLE
    placed = {firm for firm in firms[: min(FAIR_STAY, near)] if firm is not None}
    left = list(range(FAIR_STAY, near))
    picks: list[int] = []

    def worth(answer: int) -> float:
        firm = firms[answer]
        if firm is None:
            return scores[answer] / best
        share = _WHOLE if firm in placed else shares.get(firm, 0.0)
        return scores[answer] / best - weight * share

    while left and len(picks) < FAIR_PLACES - FAIR_STAY:
        # of equals the first, which is the one with the better score or the newer one
        pick = max(left, key=worth)
        left.remove(pick)
        picks.append(pick)
        if (firm := firms[pick]) is not None:
            placed.add(firm)
    return tuple(picks)


def arranged(answers: Sequence[Answer], picks: Sequence[int]) -> list[Answer]:
    """Return the answers with those picked behind the first ones, and the rest in its order.

    A pick that is no answer any more is passed over.
    """
    taken = [pick for pick in picks if FAIR_STAY <= pick < len(answers)]
    chosen = set(taken)
    return [
        *answers[:FAIR_STAY],
        *(answers[pick] for pick in taken),
        *(
            answer
            for place, answer in enumerate(answers)
            if place >= FAIR_STAY and place not in chosen
        ),
    ]


def picks_written(picks: Sequence[int]) -> str:
    """Return the picks as a few letters, for the cursor that goes on after them."""
    return "".join(_LETTERS[pick] for pick in picks)


def picks_read(text: str) -> tuple[int, ...] | None:
    """Return the picks that `picks_written` wrote; None for a text that it cannot have written."""
    picks = tuple(_LETTERS.find(letter) for letter in text)
    are_sound = (
        len(picks) <= FAIR_PLACES - FAIR_STAY
        and len(set(picks)) == len(picks)
        and all(pick >= FAIR_STAY for pick in picks)
    )
    return picks if are_sound else None
