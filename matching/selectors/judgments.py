"""What people said of suggestions, as judgments that the ranking can be measured by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matching.models import Match, SuggestionJudgement
from matching.states import JudgementReason, MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Iterator

GRADE_NOT_RELEVANT: Final = 0
GRADE_RELEVANT: Final = 1
GRADE_WANTED: Final = 2
"""Set aside; on the subject, but known already; asked for by the demand's own firm."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one demand's firm said of one technology, without the words it said it in.

    Args:
        need_id: Public id of the demand.
        listing_id: Public id of the technology.
        relevance: A grade.
        reason: Why it was set aside; empty for a request.
        rank: The place at which it was shown, where that is known.
        shown: Its percentage of the best one's score then, where that is known.
        version: Number of the wording that was judged, where that is known.
    """

    need_id: str
    listing_id: str
    relevance: int
    reason: str = ""
    rank: int | None = None
    shown: int | None = None
    version: int | None = None


def judgments_said() -> Iterator[Judgment]:
    """Yield one judgment for each pair: what was asked for goes before what was set aside."""
    asked = set()
    requests = (
        Match.objects.filter(requested_by=MatchSide.BUYER)
        .exclude(state=MatchState.WITHDRAWN)
        .order_by("pk")
    )
    pairs = requests.values_list("demand__public_id", "technology__public_id", "relevance")
    for need_id, listing_id, shown in pairs.iterator():
        if (need_id, listing_id) not in asked:
            asked.add((need_id, listing_id))
            yield Judgment(need_id, listing_id, GRADE_WANTED, shown=shown)
    columns = (
        "demand__public_id",
        "technology__public_id",
        "reason",
        "rank",
        "relevance",
        "version__number",
    )
    standing = SuggestionJudgement.objects.filter(undone_at=None).order_by("pk")
    for need_id, listing_id, reason, *rest in standing.values_list(*columns).iterator():
        if (need_id, listing_id) not in asked:
            known = reason == JudgementReason.KNOWN_ALREADY
            grade = GRADE_RELEVANT if known else GRADE_NOT_RELEVANT
            yield Judgment(need_id, listing_id, grade, reason, *rest)
