"""Four scores with reasons: what a reviewer's decision rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import number_checked, text_cleaned
from marketplace.technologies.states import ReviewCriterion, ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Sequence

SCORE_MIN, SCORE_MAX = 0, 5
REASON_NEEDED_UP_TO = 2
REASON_MAX = WORDS_MAX = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One criterion from 0 to 5; a low score says why."""

    criterion: str
    score: int
    reason: str = ""


def scores_checked(given: Sequence[Score], *, decision: str) -> list[Score]:
    """Return the four scores in the order of the criteria, their reasons cleaned.

    Raises:
        InvalidInputError: A criterion is missing (`incomplete`), twice (`repeated`), out of range
            or low without a reason; or a zero stands against an approval (`zero_score`).
    """
    by_criterion = {score.criterion: score for score in given}
    missing = [name for name in ReviewCriterion.values if name not in by_criterion]
    if missing or len(by_criterion) > len(ReviewCriterion):
        raise InvalidInputError(
            "Score every criterion.",
            field="scores",
            code="incomplete",
            params={"fields": ", ".join(f"scores.{name.upper()}" for name in missing)},
        )
    if len(given) != len(by_criterion):
        raise InvalidInputError("Score each criterion once.", field="scores", code="repeated")
    checked = [_checked(by_criterion[name]) for name in ReviewCriterion.values]
    if decision == ReviewDecision.APPROVED and any(score.score == SCORE_MIN for score in checked):
        raise InvalidInputError(
            "A criterion scored 0 stands against an approval. Return the technology instead.",
            field="scores",
            code="zero_score",
        )
    return checked


def words_checked(words: str, *, decision: str) -> str:
    """Return what the reviewer tells the firm; a return needs some.

    Raises:
        InvalidInputError: It is missing, too long or holds hidden characters.
    """
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if decision == ReviewDecision.RETURNED and not text:
        raise InvalidInputError("Say what has to change.", field="words", code="required")
    return text


def scores_stored(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Return the scores as a review keeps them."""
    return [
        {"criterion": score.criterion, "score": score.score, "reason": score.reason}
        for score in scores
    ]


def _checked(score: Score) -> Score:
    field = f"scores.{score.criterion.upper()}"
    number_checked(score.score, field=field, smallest=SCORE_MIN, largest=SCORE_MAX)
    reason = text_cleaned(score.reason, field=field, max_length=REASON_MAX)
    if score.score <= REASON_NEEDED_UP_TO and not reason:
        raise InvalidInputError(
            f"Say why the score is {REASON_NEEDED_UP_TO} or lower.",
            field=field,
            code="reason_needed",
            params={"max": str(REASON_NEEDED_UP_TO)},
        )
    return Score(criterion=score.criterion, score=score.score, reason=reason)
