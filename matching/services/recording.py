"""How the record of a match or a case is written, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.evidence.services import entry_record
from matching.states import MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.evidence.models import Entry
    from matching.models import Case, Match


def match_record(
    kind: str,
    match: Match,
    now: datetime,
    *,
    audience: Iterable[int] | None = None,
    only: int | None = None,
    **data: str,
) -> Entry:
    """Record a fact about the match, readable by the sides that know of it.

    Neither person nor organisation stands in it: both sides read it before they know each other.
    """
    own = match.seller_id if match.requested_by == MatchSide.SELLER else match.buyer_id
    both = [match.seller_id, match.buyer_id]
    told = both if match.was_told and match.state != MatchState.AWAITING_LEAD else [own]
    if only is not None:
        told = [only]
    return entry_record(
        kind=kind,
        subjects=[
            ("match", match.public_id),
            ("technology", match.technology.public_id),
            ("demand", match.demand.public_id),
        ],
        audience=sorted({*told, *(audience or ())}),
        body=data,
        now=now,
    )


def case_record(
    kind: str,
    case: Case,
    now: datetime,
    *,
    person: str | None = None,
    **data: str,
) -> Entry:
    """Record a fact about the case, readable by both firms and the coordinator institution."""
    firms = [case.match.seller_id, case.match.buyer_id]
    return _of_case(kind, case, now, person, firms, data)


def case_record_inside(kind: str, case: Case, now: datetime, **data: str) -> Entry:
    """Record a fact about the case that the coordinator institution alone reads."""
    return _of_case(kind, case, now, None, [], data)


def _of_case(
    kind: str,
    case: Case,
    now: datetime,
    person: str | None,
    firms: Iterable[int],
    data: dict[str, str],
) -> Entry:
    subjects = [("case", case.public_id), ("match", case.match.public_id)]
    if person is not None:
        subjects.append(("person", person))
    return entry_record(
        kind=kind,
        subjects=subjects,
        audience=[*firms, case.institution_id],
        body=data,
        now=now,
    )
