"""Write and revoke what lifts an organisation up the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.ladder.models import StageFact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.evidence.models import Entry
    from marketplace.ladder.stages import Stage


@transaction.atomic
def stage_fact_write(
    *,
    technology_id: int,
    organisation_id: int,
    stage: Stage,
    source: str,
    entry: Entry,
    now: datetime,
    member_id: int | None = None,
    scope: Sequence[str] = (),
    valid_until: datetime | None = None,
) -> StageFact:
    """Write a fact beside the record of the act that makes it true.

    Args:
        technology_id: Row key of the technology.
        organisation_id: Who is lifted.
        stage: S2 to S5.
        source: What made it true, for example `match:` and its public id; revoked by it again.
        entry: The act's record, of the same transaction.
        now: From when it counts.
        member_id: The one member it counts for, or None for all.
        scope: What of the stage it opens, where the stage has parts.
        valid_until: Until when it counts, or None.
    """
    return StageFact.objects.create(
        technology_id=technology_id,
        organisation_id=organisation_id,
        member_id=member_id,
        stage=stage,
        scope=list(scope),
        source=source,
        valid_from=now,
        valid_until=valid_until,
        entry=entry,
    )


@transaction.atomic
def stage_facts_revoke(*, source: str, now: datetime) -> int:
    """Revoke what a source made true, and return how many facts stood."""
    return StageFact.objects.filter(source=source, revoked_at=None).update(revoked_at=now)
