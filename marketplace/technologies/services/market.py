"""A submitted technology is approved or returned; a published one pauses, resumes, leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.publication import publication_order
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from marketplace.technologies.models import Technology, TechnologyVersion
from marketplace.technologies.policies import can_edit_technology, can_review_technologies
from marketplace.technologies.services.storing import (
    offer_content,
    technology_record,
    texts_write,
    version_columns,
)
from marketplace.technologies.states import TECHNOLOGY_MOVES, TechnologyState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

# returned and submitted anew it waits again, but with other words than the reviewer read
_REVIEWED = ("version_id", "revision")


@transaction.atomic
def technology_approve(
    *, actor: Actor, technology: Technology, revision: int, now: datetime
) -> Technology:
    """Put a submitted technology on the market.

    Args:
        actor: Who approves.
        technology: The technology.
        revision: The revision the reviewer read; another one has other words.
        now: The moment of approval.

    Raises:
        NotAllowedError: The actor is no reviewer.
        StaleStateError: It does not wait for a review any more, or with other words.
    """
    if not can_review_technologies(actor):
        raise NotAllowedError
    if technology.state != TechnologyState.IN_REVIEW or technology.revision != revision:
        raise StaleStateError
    entry = technology_record(
        "technology.published", actor, technology, now, version_sha256=_digest(technology)
    )
    advance(
        technology,
        moves=TECHNOLOGY_MOVES,
        to=TechnologyState.PUBLISHED,
        unchanged=_REVIEWED,
        published_at=now,
        published_order=publication_order(technology.public_id, now),
        publication_entry_id=entry.pk,
    )
    return technology


@transaction.atomic
def technology_return(
    *, actor: Actor, technology: Technology, revision: int, reason: str, now: datetime
) -> Technology:
    """Give a submitted technology back to its firm as a new draft, with the reason.

    Args:
        actor: Who returns it.
        technology: The technology.
        revision: The revision the reviewer read; another one has other words.
        reason: What has to change, for the firm.
        now: The moment of return.

    Raises:
        NotAllowedError: The actor is no reviewer.
        StaleStateError: It does not wait for a review any more, or with other words.
        InvalidInputError: No reason is given.
    """
    if not can_review_technologies(actor):
        raise NotAllowedError
    words = text_cleaned(reason, field="reason", max_length=1000)
    if not words:
        raise InvalidInputError("Say what has to change.", field="reason", code="required")
    frozen = technology.version
    waits = technology.state == TechnologyState.IN_REVIEW and technology.revision == revision
    if not waits or frozen is None:
        raise StaleStateError
    advance(
        technology,
        moves=TECHNOLOGY_MOVES,
        to=TechnologyState.DRAFT,
        unchanged=_REVIEWED,
        return_reason=words,
        revision=F("revision") + 1,
    )
    content = offer_content(frozen)
    technology.version = TechnologyVersion.objects.create(
        technology=technology, number=frozen.number + 1, **version_columns(content)
    )
    technology.save(update_fields=["version"])
    texts_write(technology.version, content)
    digest = frozen.content_sha256
    technology_record("technology.returned", actor, technology, now, version_sha256=digest)
    return technology


def technology_pause(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Take a published technology off the market until it is resumed.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is not on the market.
    """
    return _move(actor, technology, TechnologyState.PAUSED, "technology.paused", now)


def technology_resume(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Put a paused technology back on the market, unchanged.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is not paused.
    """
    if technology.state != TechnologyState.PAUSED and can_edit_technology(actor, technology):
        raise StaleStateError  # from review only an approval leads to the market
    return _move(actor, technology, TechnologyState.PUBLISHED, "technology.resumed", now)


def technology_withdraw(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Take a technology off the market for good.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It was withdrawn already.
    """
    return _move(actor, technology, TechnologyState.WITHDRAWN, "technology.withdrawn", now)


@transaction.atomic
def _move(
    actor: Actor, technology: Technology, to: TechnologyState, kind: str, now: datetime
) -> Technology:
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    advance(technology, moves=TECHNOLOGY_MOVES, to=to)
    technology_record(kind, actor, technology, now)
    return technology


def _digest(technology: Technology) -> str:
    return technology.version.content_sha256 if technology.version else ""
