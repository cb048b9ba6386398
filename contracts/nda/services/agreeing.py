"""The text is fixed and offered; both sides sign it, or one refuses, or the time runs out."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.nda.composing import nda_composed
from contracts.nda.models import Nda, NdaAnnexItem, NdaHolder
from contracts.nda.selectors import DOCUMENT_TYPE, holders_of
from contracts.nda.services.conditions import act_checked, as_seen, words_checked
from contracts.nda.services.drafting import LAPSE_TIMER
from contracts.nda.services.holding import holder_fact_write
from contracts.nda.services.recording import nda_audience, nda_record, nda_subjects
from contracts.nda.signing import signature_prepare, signature_write, signatures_of
from contracts.nda.states import NDA_MOVES, SIGNING_DAYS, NdaRefusal, NdaState
from contracts.nda.wording import text_sha256
from marketplace.core.errors import InvalidInputError, MarketplaceError, StaleStateError
from marketplace.core.texts import choice_checked
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.nda.models import Signature
    from contracts.nda.signing import PreparedSignature, SignedPreparation
    from marketplace.core.actor import Actor

EXPIRY_TIMER = "nda.expiry"


@transaction.atomic
def nda_offer(*, actor: Actor, nda: Nda, revision: int, now: dt.datetime) -> Nda:
    """Fix the text with its annexes, for both sides to sign within fourteen days.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It is no draft any more, or somebody changed it meanwhile.
        MarketplaceError: `holders_missing`, the large firm has named nobody.
    """
    side = act_checked(actor, nda, "offer")
    holders = holders_of(nda)
    if not holders:
        message = "The other firm has to name its holders first."
        raise MarketplaceError("holders_missing", message)
    _holders_refreshed(holders)
    files = list(NdaAnnexItem.objects.filter(nda=nda).order_by("position"))
    text = nda_composed(nda, files=files, holders=holders)
    lapses_at = now + dt.timedelta(days=SIGNING_DAYS)
    advance(
        as_seen(nda, revision),
        moves=NDA_MOVES,
        to=NdaState.OFFERED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        offered_at=now,
        lapses_at=lapses_at,
        text=text,
        document_sha256=text_sha256(text),
    )
    timer_set(kind=LAPSE_TIMER, subject=nda.public_id, due_at=lapses_at)
    nda_record(
        "nda.offered",
        nda,
        now,
        side=side.value,
        document_sha256=nda.document_sha256,
        template=nda.template_code,
        version=nda.template_version,
        months=nda.months,
        files=len(files),
        holders=len(holders),
    )
    return nda


@transaction.atomic
def nda_signature_prepare(
    *, actor: Actor, nda: Nda, revision: int, title: str, now: dt.datetime
) -> PreparedSignature:
    """Write the statement that the actor's passkey is to sign.

    Raises:
        NotAllowedError: The actor may not sign for the firm.
        StaleStateError: It is not offered, lapsed, signed by this side, or changed meanwhile.
        MarketplaceError: `no_passkey`.
        InvalidInputError: The title is missing.
    """
    side = _signing_side(actor, nda, now)
    if nda.revision != revision:
        raise StaleStateError
    return signature_prepare(
        actor=actor,
        document_type=DOCUMENT_TYPE,
        document_ref=nda.public_id,
        document_sha256=nda.document_sha256,
        side=side,
        title=title,
        now=now,
    )


@transaction.atomic
def nda_sign(
    *,
    actor: Actor,
    nda: Nda,
    revision: int,
    title: str,
    now: dt.datetime,
    signed: SignedPreparation | None = None,
) -> Signature:
    """Sign for the actor's side; with the second signature S3 opens to the holders.

    Args:
        actor: Who signs.
        nda: The agreement.
        revision: What the signer saw.
        title: The signer's position.
        now: The moment of signing.
        signed: What a passkey signed; without it a fresh code stands for it.

    Raises:
        NotAllowedError: The actor may not sign for the firm.
        StaleStateError: It is not offered, lapsed, signed by this side, or changed meanwhile.
        MarketplaceError: `reauthenticate`, `preparation_over` or `passkey_refused`.
        InvalidInputError: The title is missing.
    """
    side = _signing_side(actor, nda, now)
    # before the signature is written: of two signers the second finds another revision
    rows = Nda.objects.filter(pk=nda.pk, state=NdaState.OFFERED, revision=revision)
    if rows.update(revision=F("revision") + 1) != 1:
        raise StaleStateError
    nda.refresh_from_db()
    signature = signature_write(
        actor=actor,
        document_type=DOCUMENT_TYPE,
        document_ref=nda.public_id,
        document_sha256=nda.document_sha256,
        side=side,
        title=title,
        audience=nda_audience(nda),
        subjects=nda_subjects(nda),
        now=now,
        signed=signed,
    )
    signatures = signatures_of(DOCUMENT_TYPE, nda.public_id)
    if {one.side for one in signatures} == set(MatchSide.values):
        _concluded(nda, signatures, now)
    return signature


@transaction.atomic
def nda_refuse(
    *, actor: Actor, nda: Nda, revision: int, reason: str, words: str, now: dt.datetime
) -> Nda:
    """Refuse to sign, with a reason that the other side reads.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The side has signed, or it is over or changed meanwhile.
        InvalidInputError: There is no reason, or "other" without words.
    """
    side = act_checked(actor, nda, "refuse")
    code = choice_checked(reason, allowed=NdaRefusal.values, field="reason")
    if not code:
        raise InvalidInputError("Choose a reason.", field="reason", code="required")
    text = words_checked(words, required=code == NdaRefusal.OTHER)
    advance(
        as_seen(nda, revision),
        moves=NDA_MOVES,
        to=NdaState.REFUSED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        refusal_reason=code,
        closing_words=text,
        closed_by_side=side,
        ended_at=now,
    )
    timer_cancel(kind=LAPSE_TIMER, subject=nda.public_id)
    nda_record("nda.refused", nda, now, side=side.value, reason=code)
    return nda


@transaction.atomic
def nda_lapse_due(*, subject: str, now: dt.datetime) -> bool:
    """Let an agreement lapse that was not signed in time; nothing happens where it was.

    Args:
        subject: The agreement's public id.
        now: The moment of the deadline.
    """
    rows = Nda.objects.filter(public_id=subject, state=NdaState.OFFERED, lapses_at__lte=now)
    nda = rows.select_related("match", "technology").first()
    if nda is None:
        return False
    advance(
        nda,
        moves=NDA_MOVES,
        to=NdaState.LAPSED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        ended_at=now,
    )
    nda_record("nda.lapsed", nda, now)
    return True


def months_later(moment: dt.datetime, months: int) -> dt.datetime:
    """Return the same time of the month so many months on, or of its last day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _signing_side(actor: Actor, nda: Nda, now: dt.datetime) -> MatchSide:
    side = act_checked(actor, nda, "sign")
    if nda.lapses_at is None or nda.lapses_at <= now:
        raise StaleStateError
    return side


def _concluded(nda: Nda, signatures: Sequence[Signature], now: dt.datetime) -> None:
    advance(
        nda,
        moves=NDA_MOVES,
        to=NdaState.SIGNED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        signed_at=now,
        expires_at=months_later(now, nda.months),
    )
    if nda.expires_at is None:
        raise AssertionError  # the statement above wrote it
    timer_cancel(kind=LAPSE_TIMER, subject=nda.public_id)
    timer_set(kind=EXPIRY_TIMER, subject=nda.public_id, due_at=nda.expires_at)
    entry = nda_record(
        "nda.signed",
        nda,
        now,
        document_sha256=nda.document_sha256,
        statements=[one.statement_sha256 for one in signatures],
        months=nda.months,
    )
    for holder in holders_of(nda):
        holder_fact_write(nda, holder, entry, now)


def _holders_refreshed(holders: Sequence[NdaHolder]) -> None:
    """Take names and addresses as they are when the text is fixed."""
    for holder in holders:
        user = holder.membership.user
        holder.name, holder.email = user.name, user.email
    NdaHolder.objects.bulk_update(holders, ["name", "email"])
