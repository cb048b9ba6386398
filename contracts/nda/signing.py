"""Signatures of both sides under any document: who may, what exactly is signed, and its record.

A passkey signs the hash of a statement that was prepared for it. A fresh code of an authenticator
app is the lower level, and the statement says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import rfc8785
from django.db import transaction
from django.db.models import Q

from contracts.nda.models import Signature, SignaturePreparation
from contracts.nda.statements import CONSENT, CONSENT_VERSION, statement_made
from contracts.nda.states import SignatureMethod
from marketplace.accounts.models import Membership
from marketplace.accounts.passkeys import PasskeyAnswer, passkey_asked, passkey_checked
from marketplace.accounts.signing import can_sign, second_factor_checked
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.texts import text_cleaned
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

__all__ = (
    "CONSENT",
    "PreparedSignature",
    "SignedPreparation",
    "signature_prepare",
    "signature_write",
    "signatures_of",
)

TITLE_MAX: Final = 80
PREPARED_FOR: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPreparation:
    """A passkey's answer over the hash of a statement that was prepared."""

    preparation_id: str
    answer: PasskeyAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSignature:
    """A statement with the options by which a browser asks a passkey to sign its hash."""

    preparation: SignaturePreparation
    statement_sha256: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """How somebody signed: the statement, and what proves who did."""

    method: SignatureMethod
    statement: str
    title: str
    proved_at: datetime
    assertion: str = ""


@transaction.atomic
def signature_prepare(
    *,
    actor: Actor,
    document_type: str,
    document_ref: str,
    document_sha256: str,
    side: str,
    title: str,
    now: datetime,
) -> PreparedSignature:
    """Write the statement that a passkey is to sign within five minutes.

    Args:
        actor: Who will sign; the caller has made sure that the person belongs to the side.
        document_type: What is signed, for example `nda`.
        document_ref: The document's public id.
        document_sha256: Hash of the fixed text, in hex.
        side: A value of `MatchSide`.
        title: The signer's position, as it stands beside the name.
        now: The moment of asking.

    Raises:
        NotAllowedError: The actor may not sign for the organisation.
        MarketplaceError: `no_passkey`.
        InvalidInputError: The title is missing or cannot be written.
        StaleStateError: The side has signed already.
    """
    member = _signer(actor)
    position = _title_checked(title)
    if _signed(document_type, document_ref).filter(side=side).exists():
        raise StaleStateError
    statement = statement_made(
        document_type=document_type,
        document_ref=document_ref,
        document_sha256=document_sha256,
        side=side,
        title=position,
        member=member,
        now=now,
        second_factor_at=None,
    )
    digest = hashlib.sha256(statement.encode())
    options = passkey_asked(user_id=member.user_id, challenge=digest.digest())
    # what nobody signed is of no use to anybody
    SignaturePreparation.objects.filter(membership=member, used_at=None).delete()
    preparation = SignaturePreparation.objects.create(
        document_type=document_type,
        document_ref=document_ref,
        document_sha256=document_sha256,
        side=side,
        membership=member,
        title=position,
        statement=statement,
        created_at=now,
        expires_at=now + PREPARED_FOR,
    )
    return PreparedSignature(
        preparation=preparation, statement_sha256=digest.hexdigest(), options=options
    )


@transaction.atomic
def signature_write(
    *,
    actor: Actor,
    document_type: str,
    document_ref: str,
    document_sha256: str,
    side: str,
    title: str,
    audience: Iterable[int],
    subjects: Sequence[tuple[str, str]],
    now: datetime,
    signed: SignedPreparation | None = None,
) -> Signature:
    """Sign a document for one side, in the caller's transaction.

    Args:
        actor: Who signs; the caller has made sure that the person belongs to the side.
        document_type: What is signed, for example `nda`; the entry is `<type>.signature_given`.
        document_ref: The document's public id.
        document_sha256: Hash of the fixed text, in hex.
        side: A value of `MatchSide`.
        title: The signer's position, as it stands beside the name.
        audience: Organisations that may read the record.
        subjects: What the record is about.
        now: The moment of signing.
        signed: What a passkey signed; without it a fresh code stands for it.

    Raises:
        NotAllowedError: The actor may not sign for the organisation.
        MarketplaceError: `reauthenticate`, the second step is too long ago; `preparation_over`
            or `passkey_refused`, the passkey's answer is late or does not fit.
        InvalidInputError: The title is missing or cannot be written.
        StaleStateError: The side has signed already.
    """
    member = _signer(actor)
    document = {
        "document_type": document_type,
        "document_ref": document_ref,
        "document_sha256": document_sha256,
        "side": side,
    }
    if signed is None:
        given = _by_code(actor, member, document, title, now)
    else:
        given = _by_passkey(member, document, title, signed, now)
    if _signed(document_type, document_ref).filter(side=side).exists():
        raise StaleStateError
    digest = hashlib.sha256(given.statement.encode()).hexdigest()
    body: dict[str, Any] = {
        "side": side,
        "membership": member.public_id,
        "document_sha256": document_sha256,
        "statement_sha256": digest,
        "method": given.method.value,
        "consent": CONSENT_VERSION,
    }
    if given.assertion:
        body["assertion_sha256"] = hashlib.sha256(given.assertion.encode()).hexdigest()
    entry = entry_record(
        kind=f"{document_type}.signature_given",
        subjects=subjects,
        audience=audience,
        body=body,
        now=now,
    )
    return Signature.objects.create(
        **document,
        membership=member,
        name=member.user.name,
        title=given.title,
        statement=given.statement,
        statement_sha256=digest,
        method=given.method,
        second_factor_at=given.proved_at,
        assertion=given.assertion,
        signed_at=now,
        entry=entry,
    )


def signatures_of(document_type: str, document_ref: str) -> list[Signature]:
    """Return the signatures under a document, the earliest first."""
    return list(_signed(document_type, document_ref).select_related("entry").order_by("pk"))


def _by_code(
    actor: Actor, member: Membership, document: dict[str, str], title: str, now: datetime
) -> _Given:
    typed = second_factor_checked(actor, now)
    position = _title_checked(title)
    statement = statement_made(
        **document, title=position, member=member, now=now, second_factor_at=typed
    )
    return _Given(method=SignatureMethod.TOTP, statement=statement, title=position, proved_at=typed)


def _by_passkey(
    member: Membership,
    document: dict[str, str],
    title: str,
    signed: SignedPreparation,
    now: datetime,
) -> _Given:
    """Take what was prepared for this member, document and title, once, and check the answer."""
    rows = SignaturePreparation.objects.filter(
        **document,
        public_id=signed.preparation_id,
        membership=member,
        title=_title_checked(title),
        expires_at__gt=now,
        used_at=None,
    )
    prepared = rows.first()
    if prepared is None or rows.update(used_at=now) != 1:
        message = "The signature was prepared too long ago, or for another text. Begin again."
        raise MarketplaceError("preparation_over", message)
    proof = passkey_checked(
        user_id=member.user_id,
        challenge=hashlib.sha256(prepared.statement.encode()).digest(),
        answer=signed.answer,
    )
    return _Given(
        method=SignatureMethod.PASSKEY,
        statement=prepared.statement,
        title=prepared.title,
        proved_at=now,
        assertion=rfc8785.dumps(asdict(proof)).decode(),
    )


def _signer(actor: Actor) -> Membership:
    if not can_sign(actor):
        raise NotAllowedError
    return Membership.objects.select_related("user", "organisation").get(Q(pk=actor.membership_id))


def _title_checked(title: str) -> str:
    position = text_cleaned(title, field="title", max_length=TITLE_MAX, multiline=False)
    if not position:
        raise InvalidInputError("Say in which position you sign.", field="title", code="required")
    return position


def _signed(document_type: str, document_ref: str) -> QuerySet[Signature]:
    return Signature.objects.filter(document_type=document_type, document_ref=document_ref)
