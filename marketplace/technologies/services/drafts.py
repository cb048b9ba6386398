"""A firm writes a technology and submits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.core.errors import NotAllowedError, StaleStateError
from marketplace.core.texts import request_id_checked
from marketplace.core.transitions import advance
from marketplace.technologies.content import (
    OfferContent,
    offer_checked,
    offer_completed,
    offer_sha256,
)
from marketplace.technologies.models import Technology, TechnologyVersion
from marketplace.technologies.policies import (
    can_edit_technology,
    can_submit_technology,
    can_write_technologies,
)
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


@transaction.atomic
def technology_create(
    *, actor: Actor, request_id: str, content: OfferContent, now: datetime
) -> Technology:
    """Start a draft; the same request id of the same firm gives the same draft again.

    Raises:
        NotAllowedError: The actor is not owner or deal lead of a small firm.
        InvalidInputError: A field is wrong.
    """
    if not can_write_technologies(actor) or actor.organisation_id is None:
        raise NotAllowedError
    key = request_id_checked(request_id)
    checked = offer_checked(content)
    mine = Technology.objects.filter(owner_id=actor.organisation_id, request_id=key)
    if (existing := mine.first()) is not None:
        return existing
    try:
        with transaction.atomic():
            technology = Technology.objects.create(
                owner_id=actor.organisation_id, request_id=key, created_at=now
            )
    except IntegrityError:  # the second of two clicks that came at the same moment
        return mine.get()
    technology.version = TechnologyVersion.objects.create(
        technology=technology, **version_columns(checked)
    )
    technology.save(update_fields=["version"])
    texts_write(technology.version, checked)
    return technology


@transaction.atomic
def technology_save(
    *, actor: Actor, technology: Technology, revision: int, content: OfferContent
) -> Technology:
    """Replace the draft's words.

    Args:
        actor: Who saves.
        technology: The draft.
        revision: The revision the writer saw; another one means that somebody else saved.
        content: The whole offer; fields may be empty.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is no draft any more, or somebody else saved meanwhile.
        InvalidInputError: A field is wrong.
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    checked = offer_checked(content)
    _revision_take(technology, revision=revision)
    version = _open_version(technology)
    for name, value in version_columns(checked).items():
        setattr(version, name, value)
    version.save()
    version.texts.all().delete()
    texts_write(version, checked)
    return technology


@transaction.atomic
def technology_submit(
    *, actor: Actor, technology: Technology, revision: int, now: datetime
) -> Technology:
    """Freeze the draft's words and hand them to the reviewers.

    Raises:
        NotAllowedError: The actor may not, or the firm is not verified.
        StaleStateError: It is no draft any more, or somebody else saved meanwhile.
        InvalidInputError: Fields are missing (code `incomplete`).
    """
    if not can_submit_technology(actor, technology):
        raise NotAllowedError(
            "Only the owner or a deal lead of a verified firm can submit a technology."
        )
    _revision_take(technology, revision=revision)
    version = _open_version(technology)
    content = offer_content(version)
    offer_completed(content)
    digest = offer_sha256(content)
    version.frozen_at, version.content_sha256 = now, digest
    version.save(update_fields=["frozen_at", "content_sha256"])
    advance(technology, moves=TECHNOLOGY_MOVES, to=TechnologyState.IN_REVIEW, return_reason="")
    technology_record("technology.submitted", actor, technology, now, version_sha256=digest)
    return technology


def _revision_take(technology: Technology, *, revision: int) -> None:
    """Claim the draft for this writer by compare-and-set on its revision."""
    claimed = Technology.objects.filter(
        pk=technology.pk, state=TechnologyState.DRAFT, revision=revision
    ).update(revision=F("revision") + 1)
    if claimed != 1:
        raise StaleStateError
    technology.refresh_from_db()


def _open_version(technology: Technology) -> TechnologyVersion:
    version = technology.version
    if version is None or version.frozen_at is not None:
        raise StaleStateError
    return version
