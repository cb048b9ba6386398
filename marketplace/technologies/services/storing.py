"""How versions are written, and what the log says of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from marketplace.accounts.models import User
from marketplace.evidence.services import entry_record
from marketplace.technologies.content import text_columns
from marketplace.technologies.models import TechnologyText, TechnologyVersion
from marketplace.technologies.wording import version_columns

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.models import Entry
    from marketplace.technologies.content import OfferContent
    from marketplace.technologies.models import Technology


def version_add(technology: Technology, content: OfferContent, now: datetime) -> TechnologyVersion:
    """Store an offer as the technology's newest version, still open."""
    newest = technology.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = TechnologyVersion.objects.create(
        technology=technology, number=newest + 1, saved_at=now, **version_columns(content)
    )
    texts_write(version, content)
    return version


def texts_write(version: TechnologyVersion, content: OfferContent) -> None:
    """Store an offer's words under a version."""
    TechnologyText.objects.bulk_create(
        TechnologyText(
            version=version,
            language=text.language,
            **{name: getattr(text, name) for name in text_columns() if name != "keywords"},
            keywords=list(text.keywords),
        )
        for text in content.texts
    )


def firm_record(
    kind: str, actor: Actor, technology: Technology, now: datetime, **data: Any
) -> Entry:
    """Record what a member of the firm did, readable by the firm, which may know who it was."""
    person = User.objects.values_list("public_id", flat=True).get(pk=actor.user_id or 0)
    return entry_record(
        kind=kind,
        subjects=[("technology", technology.public_id)],
        audience=[technology.owner_id],
        body={"person": person, **data},
        now=now,
    )


def institution_record(
    kind: str, actor: Actor, technology: Technology, now: datetime, **data: Any
) -> Entry:
    """Record what a reviewer did, readable by the firm and the institution; nobody is named."""
    audience = {technology.owner_id, actor.organisation_id or technology.owner_id}
    return entry_record(
        kind=kind,
        subjects=[("technology", technology.public_id)],
        audience=sorted(audience),
        body=data,
        now=now,
    )
