"""What is signed, as one canonical text, and what is recorded of a signature."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import rfc8785

from contracts.nda.states import SignatureMethod
from marketplace.evidence.leaf import moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.accounts.models import Membership

# the first names when a code was typed, the second is signed by a passkey over its hash
_VERSION_BY_CODE: Final = 1
_VERSION_BY_PASSKEY: Final = 2
CONSENT_VERSION: Final = 1
CONSENT: Final = (
    "The parties agree that an electronic signature given on this platform, by a member with "
    "signing authority after a fresh second step, has the effect of a signature or seal."
)
"""What a signer agrees to; every document to be signed says it as a clause of its own."""

_NONCE_BYTES: Final = 16


def statement_made(
    *,
    document_type: str,
    document_ref: str,
    document_sha256: str,
    side: str,
    title: str,
    member: Membership,
    now: datetime,
    second_factor_at: datetime | None,
) -> str:
    """Return what is signed, as one canonical text.

    The nonce keeps names from being guessed by the hash that stands in the log.

    Args:
        document_type: What is signed.
        document_ref: The document's public id.
        document_sha256: Hash of the fixed text, in hex.
        side: A value of `MatchSide`.
        title: The signer's position.
        member: The signer, with user and organisation.
        now: The moment of signing; of preparing, where a passkey signs.
        second_factor_at: When a code was typed; None where a passkey signs the statement's hash.

    Source:
        RFC 8785, JSON Canonicalization Scheme.
    """
    how: dict[str, str | int] = (
        {
            "version": _VERSION_BY_PASSKEY,
            "method": SignatureMethod.PASSKEY.value,
            "prepared_at": moment_text(now),
        }
        if second_factor_at is None
        else {
            "version": _VERSION_BY_CODE,
            "method": SignatureMethod.TOTP.value,
            "second_factor_at": moment_text(second_factor_at),
            "signed_at": moment_text(now),
        }
    )
    return rfc8785.dumps(
        {
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
            "consent": {"version": CONSENT_VERSION, "text": CONSENT},
            "nonce": secrets.token_hex(_NONCE_BYTES),
            **how,
        }
    ).decode()
