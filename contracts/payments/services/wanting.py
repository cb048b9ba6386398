"""Want something of a provider: a row in the caller's transaction, done later by the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from contracts.payments.models import ProviderJob
from contracts.payments.states import JobKind, JobState

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Instruction, ProviderEvent


def job_want(kind: JobKind, instruction: Instruction, *, at: datetime) -> None:
    """Have it done at a time, or earlier where it was wanted earlier; wanted twice it is one job.

    What is being done right now is done once more: it may have begun before the wish.
    """
    operation = f"{kind.value}:{instruction.public_id}"
    job, is_new = ProviderJob.objects.get_or_create(
        operation=operation, defaults={"kind": kind, "instruction": instruction, "not_before": at}
    )
    if is_new:
        return
    same = ProviderJob.objects.filter(pk=job.pk)
    same.filter(state__in=[JobState.DONE, JobState.FAILED]).update(
        state=JobState.WAITING, not_before=at, attempts=0, error=""
    )
    same.filter(state=JobState.WAITING, not_before__gt=at).update(not_before=at)
    same.filter(state=JobState.WORKING).update(wishes=F("wishes") + 1)


def event_want(event: ProviderEvent, *, at: datetime) -> None:
    """Have an event looked into."""
    ProviderJob.objects.create(
        operation=f"{JobKind.EVENT.value}:{event.public_id}",
        kind=JobKind.EVENT,
        event=event,
        not_before=at,
    )
