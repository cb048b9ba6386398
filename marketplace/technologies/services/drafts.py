"""A firm writes a technology, or a new wording of one, and submits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from marketplace.accounts.identity import identity_refused
from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.texts import request_id_checked
from marketplace.core.transitions import advance
from marketplace.technologies.content import (
    OfferContent,
    offer_checked,
    offer_completed,
    offer_phrases,
    offer_sha256,
)
from marketplace.technologies.models import Technology, TechnologyVersion
from marketplace.technologies.policies import (
    can_edit_technology,
    can_submit_technology,
    can_write_technologies,
)
from marketplace.technologies.services.storing import firm_record, texts_write, version_add
from marketplace.technologies.states import (
    REVISION_MOVES,
    TECHNOLOGY_MOVES,
    RevisionState,
    TechnologyState,
)
from marketplace.technologies.wording import open_version, version_columns, version_content

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

DRAFTS_MAX = 100
_OPEN_DRAFT = Q(state=TechnologyState.DRAFT) | Q(revision_state=RevisionState.DRAFT)


@transaction.atomic
def technology_create(
    *, actor: Actor, request_id: str, content: OfferContent, now: datetime
) -> Technology:
    """Start a draft; the same request id of the same firm gives the same draft again.

    Raises:
        NotAllowedError: The actor is not owner or deal lead of a small firm.
        InvalidInputError: A field is wrong.
        MarketplaceError: The firm has 100 drafts already (`too_many_drafts`).
    """
    if not can_write_technologies(actor) or actor.organisation_id is None:
        raise NotAllowedError
    return _started(actor.organisation_id, request_id, offer_checked(content), now)


@transaction.atomic
def technology_duplicate(
    *, actor: Actor, technology: Technology, request_id: str, now: datetime
) -> Technology:
    """Start a draft with the newest words of another technology of the firm.

    Raises:
        NotAllowedError: The actor may not edit it.
        InvalidInputError: The request id is wrong.
        MarketplaceError: The firm has 100 drafts already (`too_many_drafts`).
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    version = open_version(technology) or technology.version
    if version is None:
        raise StaleStateError
    return _started(technology.owner_id, request_id, version_content(version), now)


@transaction.atomic
def technology_save(
    *,
    actor: Actor,
    technology: Technology,
    revision: int,
    content: OfferContent,
    now: datetime,
) -> Technology:
    """Replace the words of whichever draft is open.

    Args:
        actor: Who saves.
        technology: A draft, or a technology with a new wording being written.
        revision: The revision the writer saw; another one means that somebody else saved.
        content: The whole offer; fields may be empty.
        now: The moment of saving.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: No draft is open any more, or somebody else saved meanwhile.
        InvalidInputError: A field is wrong.
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    checked = offer_checked(content)
    version = _draft_taken(technology, revision=revision)
    for name, value in (version_columns(checked) | {"saved_at": now}).items():
        setattr(version, name, value)
    version.save()
    version.texts.all().delete()
    texts_write(version, checked)
    return technology


@transaction.atomic
def technology_submit(
    *, actor: Actor, technology: Technology, revision: int, now: datetime
) -> Technology:
    """Freeze the words of whichever draft is open and hand them to the reviewers.

    Raises:
        NotAllowedError: The actor may not, or the firm is not verified.
        StaleStateError: No draft is open any more, or somebody else saved meanwhile.
        InvalidInputError: Fields are missing (`incomplete`), or one names the firm (`names_firm`).
    """
    if not can_submit_technology(actor, technology):
        raise NotAllowedError(
            "Only the owner or a deal lead of a verified firm can submit a technology."
        )
    version = _draft_taken(technology, revision=revision)
    content = version_content(version)
    offer_completed(content)
    for field, text in offer_phrases(content):
        identity_refused(text, organisation=technology.owner, field=field)
    digest = offer_sha256(content)
    version.frozen_at, version.content_sha256 = now, digest
    version.save(update_fields=["frozen_at", "content_sha256"])
    if technology.state == TechnologyState.DRAFT:
        moves, to, column = TECHNOLOGY_MOVES, str(TechnologyState.IN_REVIEW), "state"
    else:
        moves, to, column = REVISION_MOVES, str(RevisionState.IN_REVIEW), "revision_state"
    advance(technology, moves=moves, to=to, column=column, return_reason="", submitted_at=now)
    told = {"version": version.number, "version_sha256": digest}
    firm_record("technology.submitted", actor, technology, now, **told)
    return technology


def _started(owner_id: int, request_id: str, content: OfferContent, now: datetime) -> Technology:
    key = request_id_checked(request_id)
    mine = Technology.objects.filter(owner_id=owner_id, request_id=key)
    if (existing := mine.first()) is not None:
        return existing
    drafts = Technology.objects.filter(owner_id=owner_id, state=TechnologyState.DRAFT)
    if drafts.count() >= DRAFTS_MAX:
        raise MarketplaceError(
            "too_many_drafts",
            f"Submit or withdraw a draft first; a firm keeps at most {DRAFTS_MAX}.",
            params={"max": str(DRAFTS_MAX)},
        )
    try:
        with transaction.atomic():
            technology = Technology.objects.create(
                owner_id=owner_id, request_id=key, created_at=now
            )
    except IntegrityError:  # the second of two clicks that came at the same moment
        return mine.get()
    technology.version = version_add(technology, content, now)
    technology.save(update_fields=["version"])
    return technology


def _draft_taken(technology: Technology, *, revision: int) -> TechnologyVersion:
    """Claim the open draft for this writer by compare-and-set on the technology's revision."""
    claimed = Technology.objects.filter(_OPEN_DRAFT, pk=technology.pk, revision=revision).update(
        revision=F("revision") + 1
    )
    if claimed != 1:
        raise StaleStateError
    technology.refresh_from_db()
    version = open_version(technology)
    if version is None or version.frozen_at is not None:
        raise StaleStateError
    return version
