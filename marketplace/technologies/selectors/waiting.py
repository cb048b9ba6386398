"""What waits for reviewers, the longest wait first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.core.errors import InvalidInputError
from marketplace.technologies.models import Review
from marketplace.technologies.policies import reviewable_technologies
from marketplace.technologies.rows import WaitingTechnology
from marketplace.technologies.selectors.cutting import technology_rows

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

OVERDUE_AFTER = timedelta(days=5)


def technologies_waiting(
    *, actor: Actor, now: datetime, after: tuple[str, str] | None, limit: int
) -> list[WaitingTechnology]:
    """Return what waits for a reviewer, longest wait first.

    Args:
        actor: Who reads.
        now: The moment of reading.
        after: `order_key` of the last row of the page before, or None.
        limit: Largest number of rows.

    Raises:
        InvalidInputError: `after` holds no time.
    """
    where = reviewable_technologies(actor) & Q(submitted_at__isnull=False)
    if after is not None:
        since, public_id = _moment(after[0]), after[1]
        where &= Q(submitted_at__gt=since) | Q(submitted_at=since, public_id__gt=public_id)
    rows = technology_rows(actor, where, now, limit=limit, order=("submitted_at", "public_id"))
    decided = Review.objects.filter(version__technology_id__in=[row.pk for row in rows])
    seen_before = set(decided.values_list("version__technology_id", flat=True))
    found = []
    for row in rows:
        submitted_at = row.submitted_at or now
        row.order_key = (submitted_at.isoformat(), row.public_id)
        waits = now - submitted_at
        found.append(
            WaitingTechnology(
                row=row,
                submitted_at=submitted_at,
                waiting_days=max(waits.days, 0),
                is_second_review=row.pk in seen_before,
                is_overdue=waits > OVERDUE_AFTER,
            )
        )
    return found


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    message = "Pass the endCursor of the page before, unchanged."
    raise InvalidInputError(message, field="after")
