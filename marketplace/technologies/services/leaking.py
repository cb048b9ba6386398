"""Reports on what a wording would give away of the deposits behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from marketplace.evidence.services import entry_record
from marketplace.technologies.models import LeakReport
from marketplace.technologies.policies import can_edit_technology
from marketplace.technologies.selectors.leaks import leak_report_newest, wording_sha256
from marketplace.technologies.services.storing import firm_record
from marketplace.technologies.states import LEAK_MOVES, LeakState
from marketplace.technologies.wording import open_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology, TechnologyVersion

REASON_MAX = 1000
PASSAGES_MAX = 50


@transaction.atomic
def leak_report_request(
    *,
    technology: Technology,
    version: TechnologyVersion,
    deposit_ids: Sequence[str],
    sealed_month: str,
    now: datetime,
) -> LeakReport:
    """Ask for the comparison of a wording with deposits; whoever may ask was asked before.

    Args:
        technology: The technology.
        version: The wording, frozen or still being written.
        deposit_ids: Public ids of every sealed deposit behind the technology, at least one.
        sealed_month: Year and month in which the first of them was sealed, for example 2026-11.
        now: The moment of asking.
    """
    report = LeakReport.objects.create(
        technology=technology,
        content_sha256=wording_sha256(version),
        deposits=sorted(deposit_ids),
        sealed_month=sealed_month,
        requested_at=now,
    )
    _record("technology.leak_check_requested", report, now)
    return report


@transaction.atomic
def leak_report_write(
    *,
    report: LeakReport,
    state: LeakState,
    now: datetime,
    passages: Sequence[Mapping[str, Any]] = (),
    numbers: Sequence[Mapping[str, Any]] = (),
    unreadable: int = 0,
) -> LeakReport:
    """Write what a comparison found.

    Args:
        report: The one that was asked for.
        state: Passed, found or failed.
        now: The moment it ended.
        passages: Each with `language`, `field`, `text` of the wording and `permille`.
        numbers: Each with `language`, `field` and `text` of the wording.
        unreadable: How many sealed files no text could be taken from.

    Raises:
        StaleStateError: It was written before.
    """
    advance(
        report,
        moves=LEAK_MOVES,
        to=state,
        passages=[dict(passage) for passage in passages[:PASSAGES_MAX]],
        numbers=[dict(number) for number in numbers[:PASSAGES_MAX]],
        unreadable=unreadable,
        checked_at=now,
    )
    _record("technology.leak_checked", report, now, outcome=state)
    return report


@transaction.atomic
def leak_report_override(
    *, actor: Actor, technology: Technology, report_id: str, reason: str, now: datetime
) -> LeakReport:
    """Let words out although something was found, with a reason the reviewer will read.

    Args:
        actor: Owner or deal lead of the firm.
        technology: Whose words they are.
        report_id: The report the actor read; another one may have come meanwhile.
        reason: Why it may be public.
        now: The moment of the act.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: Another report counts by now, or nothing is to be overridden.
        InvalidInputError: There is no reason.
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    text = text_cleaned(reason, field="reason", max_length=REASON_MAX)
    if not text:
        raise InvalidInputError("Say why it may be public.", field="reason", code="required")
    version = open_version(technology)
    report = None if version is None else leak_report_newest(technology, version)
    if report is None or report.public_id != report_id:
        raise StaleStateError
    changed = LeakReport.objects.filter(
        pk=report.pk, state=LeakState.FOUND, overridden_at=None
    ).update(override_reason=text, overridden_by_id=actor.user_id, overridden_at=now)
    if changed != 1:
        raise StaleStateError
    report.refresh_from_db()
    firm_record("technology.leak_overridden", actor, technology, now, report=report.public_id)
    return report


def publication_permitted(
    technology: Technology, version: TechnologyVersion, *, consent: bool
) -> LeakReport:
    """Return the report under which a wording may become public.

    Args:
        technology: The technology.
        version: The wording that waits.
        consent: Whether the reviewer agrees with the firm's reason for what was found.

    Raises:
        MarketplaceError: `not_sealed`, `leak_check_running`, `leak_check_failed`, `leak_found`.
        InvalidInputError: The firm gave a reason and the reviewer does not agree yet.
    """
    report = leak_report_newest(technology, version)
    if report is None or not report.deposits:
        raise MarketplaceError(
            "not_sealed", "The firm has to seal a deposit for this technology first."
        )
    if report.state == LeakState.REQUESTED:
        raise MarketplaceError(
            "leak_check_running",
            "The words are still being compared with the deposit. Try again in a minute.",
        )
    if report.state == LeakState.FAILED:
        raise MarketplaceError(
            "leak_check_failed",
            "The words could not be compared with the deposit. Ask for it anew.",
        )
    if report.state == LeakState.FOUND and not report.override_reason:
        raise MarketplaceError(
            "leak_found", "Something of the deposit stands in the public words. Return them."
        )
    if report.state == LeakState.FOUND and not consent:
        raise InvalidInputError(
            "Agree to the firm's reason, or return the words.", field="leakConsent", code="required"
        )
    return report


def _record(kind: str, report: LeakReport, now: datetime, **data: Any) -> None:
    technology = report.technology
    entry_record(
        kind=kind,
        subjects=[("technology", technology.public_id)],
        audience=[technology.owner_id],
        body={
            "report": report.public_id,
            "version_sha256": report.content_sha256,
            "deposits": report.deposits,
            **data,
        },
        now=now,
    )
