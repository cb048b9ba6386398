"""Ask for the comparison of public words with the deposits behind a technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.publication import month_of
from marketplace.escrow.selectors import deposits_of
from marketplace.technologies.models import Technology
from marketplace.technologies.policies import can_edit_technology
from marketplace.technologies.selectors.leaks import leak_report_newest
from marketplace.technologies.services import leak_report_request
from marketplace.technologies.states import LeakState, RevisionState, TechnologyState
from marketplace.technologies.wording import open_version

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.models import LeakReport, TechnologyVersion

_WAITING = Q(state=TechnologyState.IN_REVIEW) | Q(revision_state=RevisionState.IN_REVIEW)


@transaction.atomic
def leak_check_request(
    *, actor: Actor, technology: Technology, revision: int, now: datetime
) -> LeakReport:
    """Let the words being written, or waiting for a reviewer, be compared with the deposits.

    Asked twice for the same words and deposits, it gives the comparison there is, unless that
    one failed.

    Args:
        actor: Owner or deal lead of the firm.
        technology: Whose words they are.
        revision: The revision the actor read.
        now: The moment of asking.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The words changed meanwhile, or none are open.
        MarketplaceError: There is no sealed deposit behind it (`not_sealed`).
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    version = open_version(technology)
    if version is None or technology.revision != revision:
        raise StaleStateError
    report = _requested(technology, version, now)
    if report is None:
        raise MarketplaceError("not_sealed", "Seal a deposit for this technology first.")
    return report


@transaction.atomic
def leak_checks_start(*, technology_ids: Collection[str], now: datetime) -> int:
    """Compare what waits for a reviewer with its deposits, and return how much is compared.

    Called when words were submitted and when a deposit was attached; called twice, it asks once.

    Args:
        technology_ids: Public ids of technologies.
        now: The moment of the call.
    """
    rows = Technology.objects.filter(_WAITING, public_id__in=technology_ids)
    started = 0
    for technology in rows.select_related("version", "next_version"):
        version = open_version(technology)
        started += version is not None and _requested(technology, version, now) is not None
    return started


def _requested(
    technology: Technology, version: TechnologyVersion, now: datetime
) -> LeakReport | None:
    """Return the comparison that stands or a new one; None without a deposit to compare with."""
    sealed = deposits_of(technology.pk)
    deposits = sorted(each.public_id for each in sealed)
    first = min((each.sealed_at for each in sealed if each.sealed_at), default=None)
    if first is None:
        return None
    report = leak_report_newest(technology, version)
    if report is not None and report.deposits == deposits and report.state != LeakState.FAILED:
        return report
    return leak_report_request(
        technology=technology,
        version=version,
        deposit_ids=deposits,
        sealed_month=month_of(first),
        now=now,
    )
