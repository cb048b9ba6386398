"""The demo's firms ask each other, answer, and go on with a coordinator."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from marketplace.config.demo.load import files
from matching.models import Case, Match
from matching.services import (
    Contact,
    FollowUp,
    case_move,
    case_next_step_set,
    case_note_add,
    case_note_correct,
    interest_declare,
    match_accept,
    match_answer,
    match_decline,
    match_end,
    match_request,
    match_see,
    match_withdraw,
    suggestion_judge,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story


def matches_tell(story: Story) -> None:
    """Let each match come as far as the file says."""
    told = files.table("matches")
    for pair in told["matches"]:
        for row in pair["acts"]:
            act = partial(_ACTS[row["act"]], story, pair, row)
            story.at(story.moment(row["at"]), act)
    for row in told["judgements"]:
        story.at(story.moment(row["at"]), partial(_judge, story, row))


def _request(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match_request(
        actor=story.actor(row["by"]),
        request_id=f"demo-{pair['demand']}-{pair['technology']}",
        demand=story.demands[pair["demand"]],
        technology=story.technologies[pair["technology"]],
        note=row.get("words", ""),
        questions=row.get("questions", []),
        relevance=pair["relevance"],
        now=now,
    )


def _see(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match_see(actor=story.actor(row["by"]), match=match_of(story, pair), now=now)


def _answer(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Answer by place; an empty answer leaves its question open."""
    match = match_of(story, pair)
    questions = match.questions.order_by("place")
    match_answer(
        actor=story.actor(row["by"]),
        match=match,
        answers={
            question.public_id: words
            for question, words in zip(questions, row["answers"], strict=True)
        },
        now=now,
    )


def _accept(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match = match_of(story, pair)
    match_accept(actor=story.actor(row["by"]), match=match, revision=match.revision, now=now)


def _decline(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match = match_of(story, pair)
    match_decline(
        actor=story.actor(row["by"]),
        match=match,
        revision=match.revision,
        reason=row["reason"],
        words=row.get("words", ""),
        now=now,
    )


def _withdraw(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match = match_of(story, pair)
    match_withdraw(actor=story.actor(row["by"]), match=match, revision=match.revision, now=now)


def _end(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    match = match_of(story, pair)
    match_end(
        actor=story.actor(row["by"]),
        match=match,
        revision=match.revision,
        words=row["words"],
        now=now,
    )


def _move(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    case = _case(story, pair)
    case_move(
        actor=story.actor(row["by"]),
        case=case,
        revision=case.revision,
        stage=row["stage"],
        outcome=row.get("outcome", ""),
        now=now,
    )


def _step(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    case = _case(story, pair)
    case_next_step_set(
        actor=story.actor(row["by"]),
        case=case,
        revision=case.revision,
        text=row["words"],
        side=row["side"],
        due_on=story.day(row["due"]),
        now=now,
    )


def _note(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    contact = None
    if "talked" in row:
        contact = Contact(
            kind=row["talked"], side=row["side"], person_name=row["person"], happened_at=now
        )
    follows = None
    if "follow_up" in row:
        follows = FollowUp(text=row["follow_up"], due_on=story.day(row["due"]))
    case_note_add(
        actor=story.actor(row["by"]),
        case=_case(story, pair),
        text=row["words"],
        contact=contact,
        follow_up=follows,
        now=now,
    )


def _correct(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    case = _case(story, pair)
    note = case.notes.select_related("case__match").latest("pk")
    contact = Contact(
        kind=note.kind,
        side=note.side,
        person_name=note.person_name,
        happened_at=note.happened_at or now,
    )
    case_note_correct(
        actor=story.actor(row["by"]), note=note, text=row["words"], contact=contact, now=now
    )


def _declare(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    words = row.get("words", "")
    interest_declare(
        actor=story.actor(row["by"]),
        case=_case(story, pair),
        has_interest=bool(words),
        words=words,
        now=now,
    )


def _judge(story: Story, row: Table, now: dt.datetime) -> None:
    suggestion_judge(
        actor=story.actor(row["by"]),
        demand=story.demands[row["demand"]],
        technology=story.technologies[row["technology"]],
        reason=row["reason"],
        note=row.get("words", ""),
        now=now,
    )


def match_of(story: Story, pair: Table) -> Match:
    """Return the latest match of a demand and a technology, read anew."""
    rows = Match.objects.select_related("technology", "demand").order_by("-pk")
    demand, technology = story.demands[pair["demand"]], story.technologies[pair["technology"]]
    return rows.filter(demand=demand, technology=technology)[0]


def _case(story: Story, pair: Table) -> Case:
    rows = Case.objects.select_related("match__technology", "match__demand")
    return rows.get(match=match_of(story, pair))


_ACTS: Final[dict[str, Callable[[Story, Table, Table, dt.datetime], None]]] = {
    "request": _request,
    "see": _see,
    "answer": _answer,
    "accept": _accept,
    "decline": _decline,
    "withdraw": _withdraw,
    "end": _end,
    "move": _move,
    "step": _step,
    "note": _note,
    "correct": _correct,
    "declare": _declare,
}
