"""Which comparison with the sealed deposits counts for a wording, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.technologies.content import offer_sha256
from marketplace.technologies.models import LeakReport
from marketplace.technologies.policies import owns_technology, reviews_technology
from marketplace.technologies.wording import open_version, version_content

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology, TechnologyVersion
    from marketplace.technologies.rows import TechnologyRow


def wording_sha256(version: TechnologyVersion) -> str:
    """Return the hash of a version's words, frozen or not."""
    return version.content_sha256 or offer_sha256(version_content(version))


def leak_report_newest(technology: Technology, version: TechnologyVersion) -> LeakReport | None:
    """Return the newest comparison of exactly these words, or None."""
    reports = LeakReport.objects.filter(
        technology=technology, content_sha256=wording_sha256(version)
    )
    return reports.order_by("-pk").first()


def deposits_let_out(row: TechnologyRow) -> list[str]:
    """Return the public ids of the deposits against which the words on the market were let out.

    Args:
        row: The technology, as its reader has it.
    """
    reports = LeakReport.objects.filter(pk=row.leak_report_id or 0)
    return [each for deposits in reports.values_list("deposits", flat=True) for each in deposits]


def leak_report_for(*, actor: Actor, technology: Technology) -> LeakReport | None:
    """Return the comparison that counts for the words being written, reviewed or public.

    Raises:
        NotFoundError: The actor is neither of the firm nor a reviewer it waits for.
    """
    if not (owns_technology(actor, technology) or reviews_technology(actor, technology)):
        raise NotFoundError
    version = open_version(technology) or technology.version
    return None if version is None else leak_report_newest(technology, version)
