"""The small firm writes the agreement; nothing of it binds before it is offered and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.nda.models import Nda, NdaAnnexItem
from contracts.nda.policies import can_draft_ndas
from contracts.nda.selectors import match_goes_on
from contracts.nda.services.conditions import (
    FILES_MAX,
    act_checked,
    as_seen,
    content_columns,
    match_locked,
)
from contracts.nda.services.recording import nda_record
from contracts.nda.states import NDA_MOVES, OPEN_NDA_STATES, NdaState
from contracts.nda.templates import template_effective, template_of
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.timers import timer_cancel
from marketplace.core.transitions import advance
from marketplace.escrow.selectors import deposit_files_of
from marketplace.notifications.korea import KOREA
from matching.policies import side_of
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.nda.services.conditions import NdaContent
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile
    from matching.models import Match

LAPSE_TIMER = "nda.lapse"


@transaction.atomic
def nda_draft(
    *,
    actor: Actor,
    match: Match,
    template_code: str,
    language: str,
    content: NdaContent,
    now: datetime,
) -> Nda:
    """Begin an agreement for a match from the newest text of a template.

    Raises:
        NotFoundError: The actor's firm is no side of the match.
        NotAllowedError: The actor is no lead of the small firm, or the firm is not verified.
        StaleStateError: The two firms are not matched, or no longer.
        MarketplaceError: `nda_open_already`.
        InvalidInputError: There is no such template, or a field is wrong.
    """
    side = side_of(actor, match)
    if side is None:
        raise NotFoundError
    if side != MatchSide.SELLER or not can_draft_ndas(actor):
        raise NotAllowedError
    template = template_effective(template_code, language, on=now.astimezone(KOREA).date())
    if template is None:
        message = "Choose one of the templates offered."
        raise InvalidInputError(message, field="templateCode", code="not_a_choice")
    match = match_locked(match.pk)
    nda = Nda(
        match=match,
        technology_id=match.technology_id,
        seller_id=match.seller_id,
        buyer_id=match.buyer_id,
        template_code=template.code,
        template_version=template.version,
        language=template.language,
        created_at=now,
        drafted_by_id=actor.membership_id or 0,
        **content_columns(content, template),
    )
    if not match_goes_on(nda):
        raise StaleStateError
    if Nda.objects.filter(match=match, state__in=OPEN_NDA_STATES).exists():
        message = "There is an agreement for this match already; go on with that one."
        raise MarketplaceError("nda_open_already", message)
    nda.institution_id = match.case.institution_id
    nda.save(force_insert=True)
    _annex_write(nda, _files(nda, content.annex_file_ids))
    nda_record(
        "nda.drafted",
        nda,
        now,
        side=MatchSide.SELLER.value,
        template=template.code,
        version=template.version,
        language=template.language,
        months=nda.months,
    )
    return nda


@transaction.atomic
def nda_save(*, actor: Actor, nda: Nda, revision: int, content: NdaContent, now: datetime) -> Nda:
    """Write the draft anew; the holders that the large firm named stay.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It is no draft any more, or somebody changed it meanwhile.
        InvalidInputError: A field is wrong.
    """
    act_checked(actor, nda, "save")
    template = template_of(nda.template_code, nda.template_version, nda.language)
    columns = content_columns(content, template)
    files = _files(nda, content.annex_file_ids)
    rows = Nda.objects.filter(pk=nda.pk, state=NdaState.DRAFT, revision=revision)
    if rows.update(revision=F("revision") + 1, **columns) != 1:
        raise StaleStateError
    nda.refresh_from_db()
    NdaAnnexItem.objects.filter(nda=nda).delete()
    _annex_write(nda, files)
    nda_record("nda.draft_saved", nda, now, revision=nda.revision, months=nda.months)
    return nda


@transaction.atomic
def nda_withdraw(*, actor: Actor, nda: Nda, revision: int, now: datetime) -> Nda:
    """Take the agreement back while the large firm has not signed.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The large firm has signed, or it is over or changed meanwhile.
    """
    side = act_checked(actor, nda, "withdraw")
    advance(
        as_seen(nda, revision),
        moves=NDA_MOVES,
        to=NdaState.WITHDRAWN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        ended_at=now,
        closed_by_side=side,
    )
    timer_cancel(kind=LAPSE_TIMER, subject=nda.public_id)
    nda_record("nda.withdrawn", nda, now, side=side.value)
    return nda


def _files(nda: Nda, public_ids: Sequence[str]) -> list[DepositFile]:
    """Return the sealed files of the annex, in the order given.

    Raises:
        InvalidInputError: One is not a sealed file of this technology, or there are too many.
    """
    wanted = list(dict.fromkeys(public_ids))
    if len(wanted) > FILES_MAX:
        raise InvalidInputError(
            f"Name at most {FILES_MAX} files.",
            field="annexFileIds",
            code="too_many",
            params={"max": str(FILES_MAX)},
        )
    sealed = deposit_files_of(nda.technology_id).filter(public_id__in=wanted)
    found = {file.public_id: file for file in sealed}
    if len(found) != len(wanted):
        message = "Name sealed files of this technology."
        raise InvalidInputError(message, field="annexFileIds", code="not_a_choice")
    return [found[public_id] for public_id in wanted]


def _annex_write(nda: Nda, files: Sequence[DepositFile]) -> None:
    NdaAnnexItem.objects.bulk_create(
        NdaAnnexItem(nda=nda, deposit_file=file, position=position, commitment=file.commitment)
        for position, file in enumerate(files, start=1)
    )
