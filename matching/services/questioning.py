"""What is asked with a request, one question after the other, and how it is answered."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import rfc8785
from django.db import transaction

from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.texts import text_cleaned
from matching.asked_models import ANSWER_MAX, QUESTION_MAX
from matching.models import Match, MatchQuestion
from matching.services.conditions import act_checked, words_keep_names
from matching.services.recording import match_record
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor

QUESTIONS_MAX: Final = 10


def questions_checked(actor: Actor, questions: Sequence[str]) -> list[str]:
    """Return the questions cleaned, without those left empty.

    Raises:
        InvalidInputError: One is too long, names the firm, or is there twice, or there are more
            than ten; its field is named like `questions.2`, counted from 0 as they were given.
    """
    found: list[str] = []
    for at, question in enumerate(questions):
        field = f"questions.{at}"
        text = text_cleaned(question, field=field, max_length=QUESTION_MAX, multiline=False)
        if not text:
            continue
        if text in found:
            raise InvalidInputError(
                "This question is there already.", field=field, code="asked_twice"
            )
        if len(found) == QUESTIONS_MAX:
            raise InvalidInputError(
                f"Ask at most {QUESTIONS_MAX} questions.",
                field=field,
                code="too_many_questions",
                params={"max": str(QUESTIONS_MAX)},
            )
        words_keep_names(actor, text, field=field)
        found.append(text)
    return found


def questions_write(match: Match, questions: Sequence[str]) -> None:
    """Store what is asked, in the transaction of the request."""
    MatchQuestion.objects.bulk_create(
        MatchQuestion(match=match, place=place, text=text)
        for place, text in enumerate(questions, start=1)
    )


@transaction.atomic
def match_answer(*, actor: Actor, match: Match, answers: Mapping[str, str], now: datetime) -> Match:
    """Answer some of the questions of a request; an answer that was given stays as it is.

    Args:
        actor: Who answers for the firm that was asked.
        match: The match.
        answers: Public id of a question to its answer; empty ones stay open.
        now: The moment of answering.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The match is over, or one of the questions was answered meanwhile.
        InvalidInputError: Nothing is answered (`nothing_answered`), or an answer is too long or
            names the firm before it may be known; its field is the question's id.
    """
    # held, so that no withdrawal comes between this look and the answers
    held = Match.objects.select_for_update().get(pk=match.pk)
    match.state, match.revision, match.seen_at = held.state, held.revision, held.seen_at
    act_checked(actor, match, "answer")
    given = _answers_checked(actor, match, answers)
    rows = {row.public_id: row for row in match.questions.all() if row.public_id in given}
    if len(rows) != len(given):
        raise InvalidInputError("This question was not asked.", field="answers")
    for public_id, text in given.items():
        open_one = MatchQuestion.objects.filter(pk=rows[public_id].pk, answered_at=None)
        if not open_one.update(answer=text, answered_at=now, answered_by_id=actor.membership_id):
            raise StaleStateError
    _seen_with_it(match, now)
    told = [
        {"question": row.text, "answer": given[row.public_id]}
        for row in sorted(rows.values(), key=lambda row: row.place)
    ]
    match_record(
        "match.answered",
        match,
        now,
        side=_side_asked(match),
        answers=str(len(told)),
        # the words stay with the two firms; their hash says later what was answered when
        sha256=hashlib.sha256(rfc8785.dumps(told)).hexdigest(),
    )
    return match


def _answers_checked(actor: Actor, match: Match, answers: Mapping[str, str]) -> dict[str, str]:
    given = {}
    for public_id, words in answers.items():
        text = text_cleaned(words, field=public_id, max_length=ANSWER_MAX)
        if not text:
            continue
        if match.state != MatchState.MATCHED:
            words_keep_names(actor, text, field=public_id)
        given[public_id] = text
    if not given:
        raise InvalidInputError(
            "Answer at least one question.", field="answers", code="nothing_answered"
        )
    return given


def _seen_with_it(match: Match, now: datetime) -> None:
    if match.seen_at is None:
        match.seen_at = now
        Match.objects.filter(pk=match.pk, seen_at=None).update(seen_at=now)


def _side_asked(match: Match) -> str:
    return "buyer" if match.requested_by == "seller" else "seller"
