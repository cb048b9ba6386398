"""Read what firms were asked: one request with its questions, or a demand's side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import NotFoundError
from matching.models import MatchQuestion
from matching.policies import can_read_answers, side_of, visible_matches
from matching.reminder_waits import reminder_from
from matching.selectors.matches import match_model_for, match_rows, matches_to_tell
from matching.states import MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow

FIRMS_MOST: Final = 50
_WAITS_FOR_THEM: Final = frozenset({MatchState.REQUESTED, MatchState.AWAITING_COORDINATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMatch:
    """One request as one of its two firms reads it: what was asked, and what was answered."""

    row: MatchRow
    questions: tuple[MatchQuestion, ...]
    now: datetime

    @property
    def open_count(self) -> int:
        """Return how many questions wait for their answer."""
        return sum(question.answered_at is None for question in self.questions)

    @property
    def waiting_days(self) -> int | None:
        """Return for how many whole days the other firm is waited for; None where it is not."""
        waits = self.row.state in _WAITS_FOR_THEM or (
            self.row.state == MatchState.MATCHED and self.open_count > 0
        )
        return max(0, (self.now - self.row.match.state_since).days) if waits else None

    @property
    def acts(self) -> frozenset[str]:
        """Return what the reader may do about questions now."""
        acts = set(self.row.acts)
        if not self.open_count:
            acts -= {"answer"}
        if self.row.match.seen_at is not None:
            acts -= {"see"}
        if self.row.state == MatchState.MATCHED and not self.open_count:
            acts -= {"remind"}
        return frozenset(acts)

    @property
    def reminder_from(self) -> datetime | None:
        """Return from when on the other firm may be reminded; None where it never may."""
        return reminder_from(self.row.match) if "remind" in self.acts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One question to several firms: each one's own row of it, or None where it was not asked."""

    text: str
    cells: tuple[MatchQuestion | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFirms:
    """What the firms asked about one demand have answered so far."""

    firms: tuple[AskedMatch, ...]
    lines: tuple[AskedLine, ...]


def asked_match_for(*, actor: Actor, match_id: str, now: datetime) -> AskedMatch:
    """Return what was asked with a request, for the two firms alone.

    Raises:
        NotFoundError: There is no such match, or the actor's firm is no side of it.
    """
    match = match_model_for(actor=actor, public_id=match_id)
    if side_of(actor, match) is None:
        raise NotFoundError
    row = match_rows(actor, [match], now)[0]
    return AskedMatch(row=row, questions=tuple(match.questions.order_by("place")), now=now)


def asked_firms_for(*, actor: Actor, demand_id: str, now: datetime) -> AskedFirms:
    """Return every firm that the actor's own asked about its demand, the first asked first.

    The same words make one line, whichever firm they went to; the order is that in which they
    were first asked. It takes the same number of queries for any number of firms.
    """
    if not can_read_answers(actor):
        return AskedFirms(firms=(), lines=())
    own = visible_matches(actor)
    table = matches_to_tell().filter(
        own,
        demand__public_id=demand_id,
        buyer_id=actor.organisation_id,
        requested_by=MatchSide.BUYER,
    )
    matches = list(table.order_by("requested_at", "pk")[:FIRMS_MOST])
    asked: dict[int, list[MatchQuestion]] = {match.pk: [] for match in matches}
    for question in MatchQuestion.objects.filter(match__in=matches).order_by("match_id", "place"):
        asked[question.match_id].append(question)
    firms = tuple(
        AskedMatch(row=row, questions=tuple(asked[row.match.pk]), now=now)
        for row in match_rows(actor, matches, now)
    )
    return AskedFirms(firms=firms, lines=_lines(firms))


def _lines(firms: Sequence[AskedMatch]) -> tuple[AskedLine, ...]:
    # a dictionary keeps the order of what it met first
    texts = dict.fromkeys(question.text for firm in firms for question in firm.questions)
    of_firm = [{question.text: question for question in firm.questions} for firm in firms]
    return tuple(
        AskedLine(text=text, cells=tuple(each.get(text) for each in of_firm)) for text in texts
    )
