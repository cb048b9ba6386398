"""What is wanted of providers is done: claimed one by one, outside any transaction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from contracts.payments.models import Instruction, ProviderEvent, ProviderJob
from contracts.payments.providers.base import (
    CheckoutWanted,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from contracts.payments.providers.stripe_checkout import is_offered, stripe_checkout
from contracts.payments.services.settling import page_failed, refund_failed, truth_apply
from contracts.payments.services.wanting import job_want
from contracts.payments.states import (
    JOB_MOVES,
    InstallmentState,
    InstructionState,
    JobKind,
    JobState,
)
from marketplace.core.errors import StaleStateError
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from contracts.payments.providers.base import PageProvider

log = structlog.get_logger(__name__)

JOB_ATTEMPTS: Final = 12
_LOST_AFTER: Final = dt.timedelta(minutes=5)
# in seconds; a provider may be away for two days before something is given up
_PAUSES: Final = (2, 10, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
# few, so that a round with a slow provider ends in time
_A_ROUND: Final = 5
_REFUND_PENDING: Final = dt.timedelta(minutes=30)


def provider_jobs_run(now: dt.datetime) -> int:
    """Do some of what is wanted and due, and return how many jobs were taken up.

    Each is claimed by compare-and-set, so several workers may run. Who dies at it leaves a row
    that waits again after five minutes; the provider is then asked with the same operation, and
    so does nothing twice.

    Args:
        now: The worker's clock, aware UTC.
    """
    ProviderJob.objects.filter(state=JobState.WORKING, claimed_at__lte=now - _LOST_AFTER).update(
        state=JobState.WAITING, not_before=now
    )
    due = ProviderJob.objects.filter(state=JobState.WAITING, not_before__lte=now)
    taken = 0
    for job in list(due.order_by("not_before", "id")[:_A_ROUND]):
        if _claimed(job, now):
            taken += 1
            if not _done(job, now):
                # nobody answers; the others wait instead of failing as well
                break
    return taken


def _claimed(job: ProviderJob, now: dt.datetime) -> bool:
    try:
        advance(
            job,
            moves=JOB_MOVES,
            to=JobState.WORKING,
            unchanged=("attempts", "wishes"),
            attempts=F("attempts") + 1,
            claimed_at=now,
            error="",
        )
    except StaleStateError:
        return False
    return True


def _done(job: ProviderJob, now: dt.datetime) -> bool:
    """Do one job and keep what came of it; false where the provider does not answer."""
    try:
        _WORK[JobKind(job.kind)](job, _provider(), now)
    except ProviderUnavailableError as error:
        _failed(job, str(error), now, is_final=False)
        return False
    except ProviderRefusedError as error:
        _failed(job, error.code, now, is_final=True)
    except Exception as error:
        log.error("provider_job_broke", job=job.pk, kind=job.kind, exc_info=error)
        _failed(job, type(error).__name__, now, is_final=False)
    else:
        _mine(job).filter(wishes=job.wishes).update(state=JobState.DONE)
        # it was wanted again meanwhile
        _mine(job).exclude(wishes=job.wishes).update(
            state=JobState.WAITING, not_before=now, attempts=0
        )
    return True


def _mine(job: ProviderJob) -> QuerySet[ProviderJob]:
    """Return the job's row, unless somebody took it over from a worker that was too slow."""
    return ProviderJob.objects.filter(
        pk=job.pk, state=JobState.WORKING, attempts=job.attempts, claimed_at=job.claimed_at
    )


def _failed(job: ProviderJob, error: str, now: dt.datetime, *, is_final: bool) -> None:
    is_given_up = is_final or job.attempts >= JOB_ATTEMPTS
    pause = _PAUSES[min(job.attempts, len(_PAUSES)) - 1]
    _mine(job).update(
        state=JobState.FAILED if is_given_up else JobState.WAITING,
        error=error[:100],
        not_before=now + dt.timedelta(seconds=pause),
    )
    write = log.error if is_given_up else log.warning
    write("provider_job_failed", job=job.pk, kind=job.kind, attempts=job.attempts, error=error)
    if not is_given_up or job.instruction_id is None:
        return
    if job.kind == JobKind.OPEN:
        page_failed(instruction_id=job.instruction_id, now=now)
    if job.kind == JobKind.REFUND:
        refund_failed(instruction_id=job.instruction_id, now=now)


def _provider() -> PageProvider:
    if not is_offered():
        # the keys were taken out of the settings; what was begun waits until they are back
        raise ProviderUnavailableError("NoKeys")
    return stripe_checkout()


def _instruction(job: ProviderJob) -> Instruction:
    with_plan = Instruction.objects.select_related("installment__plan__match")
    return with_plan.get(pk=job.instruction_id or 0)


def _open(job: ProviderJob, provider: PageProvider, now: dt.datetime) -> None:
    instruction = _instruction(job)
    if instruction.state != InstructionState.OPEN or instruction.session_ref:
        return
    plan = instruction.installment.plan
    assert instruction.expires_at is not None, "a page has its time"
    checkout = provider.checkout_open(
        CheckoutWanted(
            operation=job.operation,
            instruction=instruction.public_id,
            group=plan.source,
            amount_minor=instruction.amount_minor,
            currency=instruction.currency,
            # what was agreed is nothing for the provider
            title=f"Sealbridge {instruction.reference}",
            return_url=f"{settings.PUBLIC_URL}/deals/{plan.match.public_id}/payments?returned=1",
            expires_at=instruction.expires_at,
        )
    )
    Instruction.objects.filter(pk=instruction.pk, session_ref="").update(
        session_ref=checkout.session_ref, url=checkout.url
    )


def _expire(job: ProviderJob, provider: PageProvider, now: dt.datetime) -> None:
    instruction = _instruction(job)
    if instruction.state != InstructionState.OPEN:
        return
    # a page that may have been opened without our noting it is found by its operation
    if not instruction.session_ref:
        open_job = ProviderJob.objects.get(kind=JobKind.OPEN, instruction=instruction)
        _open(open_job, provider, now)
        instruction.refresh_from_db()
    provider.checkout_expire(instruction.session_ref)
    _settle(job, provider, now)


def _settle(job: ProviderJob, provider: PageProvider, now: dt.datetime) -> None:
    instruction = _instruction(job)
    if not instruction.session_ref:
        # it was never opened, or ended before
        return
    _told(instruction, instruction.session_ref, provider, now)


def _refund(job: ProviderJob, provider: PageProvider, now: dt.datetime) -> None:
    instruction = _instruction(job)
    if instruction.state != InstructionState.PAID:
        return
    provider.refund(
        operation=job.operation,
        instruction=instruction.public_id,
        payment_ref=instruction.payment_ref,
        amount_minor=instruction.paid_minor,
    )
    _told(instruction, instruction.session_ref, provider, now)


def _event(job: ProviderJob, provider: PageProvider, now: dt.datetime) -> None:
    event = ProviderEvent.objects.get(pk=job.event_id or 0)
    instruction = _instruction_of(event)
    if instruction is not None:
        session_ref = event.session_ref or instruction.session_ref
        if not session_ref:
            # it came before we noted which page is open
            raise ProviderUnavailableError("TooEarly")
        _told(instruction, session_ref, provider, now)
    ProviderEvent.objects.filter(pk=event.pk).update(
        handled_at=now, instruction=instruction, body=""
    )


def _instruction_of(event: ProviderEvent) -> Instruction | None:
    about = Q(pk__in=[])
    if event.instruction_ref:
        about |= Q(public_id=event.instruction_ref)
    if event.session_ref:
        about |= Q(session_ref=event.session_ref)
    if event.payment_ref:
        about |= Q(payment_ref=event.payment_ref)
    return Instruction.objects.filter(about, provider=event.provider).order_by("pk").first()


def _told(
    instruction: Instruction, session_ref: str, provider: PageProvider, now: dt.datetime
) -> None:
    """Read the truth outside any transaction, and apply it in one."""
    truth = provider.truth(session_ref)
    with transaction.atomic():
        applied = truth_apply(instruction_id=instruction.pk, truth=truth, now=now)
        # a page whose opening we did not live to note
        Instruction.objects.filter(pk=applied.pk, session_ref="").update(session_ref=session_ref)
        installment = type(instruction.installment).objects.get(pk=applied.installment_id)
        awaits_refund = applied.state == InstructionState.PAID and (
            applied.is_surplus or installment.state == InstallmentState.REFUNDING
        )
        if awaits_refund and not truth.is_refund_failed:
            # some go back days later, and news of it may be lost
            job_want(JobKind.SETTLE, applied, at=now + _REFUND_PENDING)


_WORK: Final = {
    JobKind.OPEN: _open,
    JobKind.EXPIRE: _expire,
    JobKind.SETTLE: _settle,
    JobKind.REFUND: _refund,
    JobKind.EVENT: _event,
}
