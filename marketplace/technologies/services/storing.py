"""How an offer lies in its rows, and how its record is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.evidence.services import entry_record
from marketplace.technologies.content import OfferContent, OfferText, text_columns
from marketplace.technologies.models import TechnologyText

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.models import Entry
    from marketplace.technologies.models import Technology, TechnologyVersion

_OFFER_COLUMNS = ("industry", "trl", "transfer_modes", "year", "ip_status")


def offer_content(version: TechnologyVersion) -> OfferContent:
    """Return a stored version as the offer it says."""
    texts = tuple(
        OfferText(
            language=text.language,
            **{name: _value(getattr(text, name)) for name in text_columns()},
        )
        for text in version.texts.order_by("language")
    )
    return OfferContent(
        industry=version.industry,
        trl=version.trl,
        transfer_modes=tuple(version.transfer_modes),
        year=version.year,
        ip_status=version.ip_status,
        texts=texts,
    )


def version_columns(content: OfferContent) -> dict[str, Any]:
    """Return the language-neutral columns of an offer."""
    columns = {name: getattr(content, name) for name in _OFFER_COLUMNS}
    return columns | {"transfer_modes": list(content.transfer_modes)}


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


def technology_record(
    kind: str, actor: Actor, technology: Technology, now: datetime, **data: str
) -> Entry:
    """Record what the actor did to the technology, readable by its firm and the actor's."""
    # the firm and, where another organisation acts, that one too may read the entry
    audience = {technology.owner_id, actor.organisation_id or technology.owner_id}
    return entry_record(
        kind=kind,
        subjects=[("technology", technology.public_id)],
        audience=sorted(audience),
        body={"membership": actor.membership_id, **data},
        now=now,
    )


def _value(stored: Any) -> Any:
    return tuple(stored) if isinstance(stored, list) else stored
