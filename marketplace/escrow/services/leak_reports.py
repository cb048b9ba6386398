"""Public words compared with what is kept of the deposits behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from marketplace.core.errors import StaleStateError
from marketplace.escrow.leak import compared
from marketplace.escrow.models import FileFingerprint
from marketplace.escrow.services.fingerprinting import fingerprint_opened, fingerprints_make
from marketplace.escrow.states import FingerprintState
from marketplace.technologies.content import offer_phrases
from marketplace.technologies.models import LeakReport
from marketplace.technologies.selectors.leaks import wording_sha256
from marketplace.technologies.services import leak_report_write
from marketplace.technologies.states import LeakState
from marketplace.technologies.wording import version_content

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from marketplace.escrow.leak import Finding
    from marketplace.technologies.models import Technology

_LONGEST_PIECE: Final = 400


def leak_reports_make(*, technology_ids: Collection[str], now: datetime) -> int:
    """Make the comparisons that were asked for and are not made, and return how many it were.

    Called outside a transaction; again after a crash it makes only what is missing.

    Args:
        technology_ids: Public ids of technologies.
        now: The moment of comparing.
    """
    waiting = LeakReport.objects.filter(
        technology__public_id__in=technology_ids, state=LeakState.REQUESTED
    )
    made = 0
    for report in waiting.select_related("technology").order_by("pk"):
        made += _made(report, now)
    return made


def _made(report: LeakReport, now: datetime) -> int:
    phrases = _phrases(report.technology, report.content_sha256)
    fingerprints_make(deposit_ids=report.deposits, now=now)
    kept = FileFingerprint.objects.filter(
        deposit_file__deposit__public_id__in=report.deposits
    ).select_related("stored_file")
    found: dict[str, Any] = {"state": LeakState.FAILED}
    if phrases is not None:
        rows = list(kept.order_by("pk"))
        # one after the other: each of them may be large
        fingerprints = (one for one in map(fingerprint_opened, rows) if one is not None)
        comparison = compared(phrases.items(), fingerprints)
        found = {
            "state": LeakState.PASSED if comparison.is_clean else LeakState.FOUND,
            "passages": _pieces(comparison.passages, phrases),
            "numbers": _pieces(comparison.numbers, phrases, with_share=False),
            "unreadable": sum(row.state != FingerprintState.READ for row in rows),
        }
    try:
        leak_report_write(report=report, now=now, **found)
    except StaleStateError:
        # somebody else made it meanwhile
        return 0
    return 1


def _phrases(technology: Technology, sha256: str) -> dict[str, str] | None:
    """Return the public words the comparison was asked for; None once they were changed."""
    for version in technology.versions.order_by("-number"):
        if wording_sha256(version) == sha256:
            return dict(offer_phrases(version_content(version)))
    return None


def _pieces(
    findings: Sequence[Finding], phrases: dict[str, str], *, with_share: bool = True
) -> list[dict[str, Any]]:
    pieces = []
    for finding in findings:
        language, field = finding.field.split(".", 1)
        text = phrases[finding.field][finding.start : finding.end]
        piece: dict[str, Any] = {
            "language": language,
            "field": field,
            "text": text if len(text) <= _LONGEST_PIECE else text[: _LONGEST_PIECE - 1] + "…",
        }
        pieces.append(piece | {"permille": finding.permille} if with_share else piece)
    return pieces
