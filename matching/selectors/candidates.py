"""Who could take cases: the least loaded first, and what speaks against each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.models import Case
from matching.policies import assigns_cases, can_assign_case
from matching.selectors.conflicts import conflicts_of, is_refused
from matching.selectors.coordinators import away_now, coordinators_of
from matching.selectors.loads import Load, loads_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor
    from matching.models import Match

MOST_AT_ONCE: Final = 50
"""So many cases are handed over in one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case coordinator, with what speaks for and against giving the cases to them.

    Attributes:
        found_in: How many of the cases something was found in.
        is_refused: Whether one of the findings may be taken on by nobody.
        is_proposed: Whether it is the least loaded of those who are there, with nothing found.
    """

    member: Membership
    load: Load
    is_away: bool
    findings: tuple[str, ...]
    found_in: int
    is_refused: bool
    is_proposed: bool = False


def _candidates(
    matches: Sequence[Match], *, institution_id: int | None, now: datetime
) -> list[Candidate]:
    """Return the coordinators, whoever waited longest for a case first."""
    members = coordinators_of(institution_id=institution_id)
    loads, away = loads_of([member.pk for member in members], now), set(away_now())
    conflicts = conflicts_of(matches, members)
    rows = []
    for member in members:
        found = [conflicts[match.pk, member.pk] for match in matches]
        codes = tuple(dict.fromkeys(code for each in found for code in each))
        rows.append(
            Candidate(
                member=member,
                load=loads.get(member.pk, Load()),
                is_away=member.pk in away,
                findings=codes,
                found_in=sum(bool(each) for each in found),
                is_refused=is_refused(codes),
            )
        )
    return rows


def coordinator_found(
    match: Match, *, now: datetime, institution_id: int | None = None
) -> Candidate | None:
    """Return who takes the case of a match: there, not refused, with the fewest cases; or None.

    New cases all weigh the same, so that they are counted; among equals whoever waited longest for
    one comes first. Whoever nothing was found against goes before everybody else.
    """
    rows = _candidates([match], institution_id=institution_id, now=now)
    free = [row for row in rows if not row.is_refused and not row.is_away]
    return min(free, key=lambda row: (len(row.findings), row.load.open_cases), default=None)


def case_models_to_assign(*, actor: Actor, public_ids: Sequence[str]) -> list[Case]:
    """Return the stored open cases that an owner hands over, in the order asked.

    Raises:
        NotFoundError: One of them is none that the actor may assign, or there are too many.
    """
    wanted = list(dict.fromkeys(public_ids))
    known = [each for each in wanted if is_opaque_id(each)]
    if not assigns_cases(actor) or not wanted or len(wanted) > MOST_AT_ONCE:
        raise NotFoundError
    rows = Case.objects.filter(public_id__in=known, institution_id=actor.organisation_id)
    found = {case.public_id: case for case in rows.select_related(*_WITH)}
    cases = [found[each] for each in wanted if each in found]
    if len(cases) != len(wanted) or not all(can_assign_case(actor, case) for case in cases):
        raise NotFoundError
    return cases


def candidates_for(*, actor: Actor, public_ids: Sequence[str], now: datetime) -> list[Candidate]:
    """Return who could take the cases, and which of them is proposed, for their owner.

    Raises:
        NotFoundError: One of them is none that the actor may assign, or there are too many.
    """
    cases = case_models_to_assign(actor=actor, public_ids=public_ids)
    rows = _candidates(
        [case.match for case in cases], institution_id=actor.organisation_id, now=now
    )
    rows.sort(key=_rank)
    holders = {case.coordinator_id for case in cases}
    # whoever has all of them already is nobody to give them to
    others = [row for row in rows if {row.member.pk} != holders]
    fit = next((row for row in others if not row.findings and not row.is_away), None)
    return [replace(row, is_proposed=row is fit) for row in others]


def _rank(row: Candidate) -> tuple[bool, bool, int, int, int]:
    return (
        row.is_refused,
        row.is_away,
        len(row.findings),
        row.load.weight,
        row.load.open_cases,
    )


_WITH = ("coordinator__user", "match__technology", "match__demand")
