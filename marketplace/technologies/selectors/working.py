"""The wording that is being written or reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.technologies.content import offer_missing
from marketplace.technologies.models import Technology
from marketplace.technologies.policies import can_read_working_version
from marketplace.technologies.rows import WorkingVersion
from marketplace.technologies.selectors.listing import technology_for
from marketplace.technologies.wording import open_version, version_content

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor


def technology_working_version(*, actor: Actor, public_id: str, now: datetime) -> WorkingVersion:
    """Return the open wording: for the firm, and for reviewers while it waits.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    row = technology_for(actor=actor, public_id=public_id, now=now)
    technology = Technology.objects.select_related("version", "next_version").get(pk=row.pk)
    # asked of the stored one: the row may be older by a moment
    version = open_version(technology)
    if version is None or not can_read_working_version(actor, technology):
        raise NotFoundError
    content = version_content(version)
    return WorkingVersion(
        row=row,
        number=version.number,
        content=content,
        missing=offer_missing(content),
        saved_at=version.saved_at,
    )
