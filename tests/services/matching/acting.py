"""What tests of matches share: asking, acting, and checking that a refusal leaves no trace."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.ladder.models import StageFact
from matching import services
from matching.models import Case, CaseAssignment, CaseNote, Match
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.people import People

LATER = NOW + dt.timedelta(days=1)


def kinds(match: Match) -> list[str]:
    """Return what the log has of a match, in order."""
    rows = Entry.objects.filter(subjects__type="match", subjects__ref=match.public_id)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def everything() -> list[Any]:
    """Return what an act on a match could have written."""
    tables = (Match, Case, CaseAssignment, CaseNote, StageFact, Timer, Entry)
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def refused(error: type[Exception], act: Callable[[], object]) -> Exception:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def ask(people: People, who: str, technology: Any, demand: Any, **given: Any) -> Match:
    return services.match_request(
        actor=people.actor(who),
        technology=technology,
        demand=demand,
        **({"request_id": "r", "note": "", "relevance": None, "now": NOW} | given),
    )


ACTS: dict[str, Callable[[People, str, Match], object]] = {
    "accept": lambda people, who, match: services.match_accept(
        actor=people.actor(who), match=match, revision=match.revision, now=LATER
    ),
    "decline": lambda people, who, match: services.match_decline(
        actor=people.actor(who),
        match=match,
        revision=match.revision,
        reason="capacity",
        words="",
        now=LATER,
    ),
    "withdraw": lambda people, who, match: services.match_withdraw(
        actor=people.actor(who), match=match, revision=match.revision, now=LATER
    ),
    "end": lambda people, who, match: services.match_end(
        actor=people.actor(who), match=match, revision=match.revision, words="Enough", now=LATER
    ),
}
