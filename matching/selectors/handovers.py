"""Read what an institution's owner handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from marketplace.core.errors import NotFoundError
from matching.models import CaseAssignment, CaseHandover
from matching.policies import assigns_cases
from matching.states import CaseStage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One hand-over for the institution's owner."""

    handover: CaseHandover
    case_count: int
    can_return: bool

    @property
    def order_key(self) -> tuple[str, str]:
        """Return what sorts it among others, the latest first."""
        return self.handover.handed_at.isoformat(), self.handover.public_id


def handovers_for(
    *, actor: Actor, after: tuple[datetime, str] | None, limit: int
) -> list[HandoverRow]:
    """Return what was handed over in the actor's institution, the latest first, in two queries.

    Args:
        actor: Its owner.
        after: Moment and public id of the last one of the page before, or None.
        limit: Largest number of rows.
    """
    if not assigns_cases(actor):
        return []
    where = Q(institution_id=actor.organisation_id)
    if after is not None:
        moment, public_id = after
        where &= Q(handed_at__lt=moment) | Q(handed_at=moment, public_id__lt=public_id)
    table = CaseHandover.objects.filter(where).select_related("receiver__user")
    return _rows(list(table.order_by("-handed_at", "-public_id")[:limit]))


def handover_for(*, actor: Actor, public_id: str) -> HandoverRow:
    """Return one hand-over.

    Raises:
        NotFoundError: There is none in the actor's institution.
    """
    rows = CaseHandover.objects.filter(institution_id=actor.organisation_id, public_id=public_id)
    found = rows.select_related("receiver__user").first() if assigns_cases(actor) else None
    if found is None:
        raise NotFoundError
    return _rows([found])[0]


def _rows(handovers: Sequence[CaseHandover]) -> list[HandoverRow]:
    still = Q(ended_at=None, case__coordinator_id=F("coordinator_id")) & ~Q(
        case__stage=CaseStage.CLOSED
    )
    counted = (
        CaseAssignment.objects.filter(handover__in=[each.pk for each in handovers])
        .order_by()
        .values("handover")
        .annotate(all=Count("pk"), there=Count("pk", filter=still))
    )
    counts = {
        key: (every, there) for key, every, there in counted.values_list("handover", "all", "there")
    }
    return [
        HandoverRow(
            handover=each,
            case_count=counts.get(each.pk, (0, 0))[0],
            can_return=each.returned_at is None and counts.get(each.pk, (0, 0))[1] > 0,
        )
        for each in handovers
    ]
