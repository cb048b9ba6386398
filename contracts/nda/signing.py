"""Signatures of both sides under any document: who may, what exactly is signed, and its record.

A passkey's assertion over the hash of the same statement comes with the pages; a fresh code of an
authenticator app is the lower level, and the statement says so.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Final

import rfc8785
from django.db import transaction
from django.db.models import Q

from contracts.nda.models import Signature
from contracts.nda.states import SignatureMethod
from marketplace.accounts.models import Membership
from marketplace.accounts.signing import can_sign, second_factor_checked
from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.texts import text_cleaned
from marketplace.evidence.leaf import moment_text
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

STATEMENT_VERSION: Final = 1
CONSENT_VERSION: Final = 1
CONSENT: Final = (
    "The parties agree that an electronic signature given on this platform, by a member with "
    "signing authority after a fresh second step, has the effect of a signature or seal."
)
"""What a signer agrees to; every document to be signed says it as a clause of its own."""

TITLE_MAX: Final = 80
_NONCE_BYTES: Final = 16


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

    Raises:
        NotAllowedError: The actor may not sign for the organisation.
        MarketplaceError: `reauthenticate`, the second step is too long ago.
        InvalidInputError: The title is missing or cannot be written.
        StaleStateError: The side has signed already.
    """
    if not can_sign(actor):
        raise NotAllowedError
    second_factor_at = second_factor_checked(actor, now)
    position = text_cleaned(title, field="title", max_length=TITLE_MAX, multiline=False)
    if not position:
        raise InvalidInputError("Say in which position you sign.", field="title", code="required")
    if _signed(document_type, document_ref).filter(side=side).exists():
        raise StaleStateError
    member = Membership.objects.select_related("user", "organisation").get(
        Q(pk=actor.membership_id)
    )
    statement = _statement(
        document_type=document_type,
        document_ref=document_ref,
        document_sha256=document_sha256,
        side=side,
        title=position,
        member=member,
        second_factor_at=second_factor_at,
        now=now,
    )
    digest = hashlib.sha256(statement.encode()).hexdigest()
    entry = entry_record(
        kind=f"{document_type}.signature_given",
        subjects=subjects,
        audience=audience,
        body={
            "side": side,
            "membership": member.public_id,
            "document_sha256": document_sha256,
            "statement_sha256": digest,
            "method": SignatureMethod.TOTP.value,
            "consent": CONSENT_VERSION,
        },
        now=now,
    )
    return Signature.objects.create(
        document_type=document_type,
        document_ref=document_ref,
        document_sha256=document_sha256,
        side=side,
        membership=member,
        name=member.user.name,
        title=position,
        statement=statement,
        statement_sha256=digest,
        method=SignatureMethod.TOTP,
        second_factor_at=second_factor_at,
        signed_at=now,
        entry=entry,
    )


def signatures_of(document_type: str, document_ref: str) -> list[Signature]:
    """Return the signatures under a document, the earliest first."""
    return list(_signed(document_type, document_ref).order_by("pk"))


def _signed(document_type: str, document_ref: str) -> QuerySet[Signature]:
    return Signature.objects.filter(document_type=document_type, document_ref=document_ref)


def _statement(
    *,
    document_type: str,
    document_ref: str,
    document_sha256: str,
    side: str,
    title: str,
    member: Membership,
    second_factor_at: datetime,
    now: datetime,
) -> str:
    """Return what is signed, as one canonical text.

    The nonce keeps names from being guessed by the hash that stands in the log.

    Source:
        RFC 8785, JSON Canonicalization Scheme.
    """
    return rfc8785.dumps(
        {
            "version": STATEMENT_VERSION,
            "document": {
                "type": document_type,
                "id": document_ref,
                "sha256": document_sha256,
            },
            "side": side,
            "signer": {
                "membership": member.public_id,
                "name": member.user.name,
                "title": title,
                "signing_authority": True,
            },
            "organisation": {
                "id": member.organisation.public_id,
                "registration_number": member.organisation.registration_number or "",
                "name_ko": member.organisation.name_ko,
                "name_en": member.organisation.name_en,
            },
            "method": SignatureMethod.TOTP.value,
            "second_factor_at": moment_text(second_factor_at),
            "signed_at": moment_text(now),
            "consent": {"version": CONSENT_VERSION, "text": CONSENT},
            "nonce": secrets.token_hex(_NONCE_BYTES),
        }
    ).decode()
