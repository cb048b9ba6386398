"""A person's passkeys: asking one for an answer over a hash, and checking that answer.

Source:
    W3C Web Authentication, Level 2, 7.2 (verifying an authentication assertion).
"""

from __future__ import annotations

import struct
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from fido2 import cbor
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)

from marketplace.core.errors import MarketplaceError

if TYPE_CHECKING:
    from collections.abc import Mapping

READ_ERRORS: Final = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OverflowError,
    RuntimeError, struct.error,
)  # fmt: skip
"""What the reading of a malformed answer may raise."""

_LONGEST_TEXT: Final = 16_000
_ALGORITHMS: Final = frozenset({-7, -8, -35, -36, -257})


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyAnswer:
    """What a passkey gave back over a challenge; every text in base64url without padding."""

    credential_id: str
    client_data_json: str
    authenticator_data: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyProof:
    """An answer that was checked, with the key that checks it again.

    Attributes:
        public_key: The passkey's public key as a COSE key, in base64url.
        domain: The name the passkey belongs to.
    """

    domain: str
    public_key: str
    credential_id: str
    client_data_json: str
    authenticator_data: str
    signature: str


def has_passkey(user_id: int) -> bool:
    """Return whether the person has a passkey."""
    return bool(_rows(user_id).exists())


def is_known_key(public_key: Mapping[int, Any]) -> bool:
    """Return whether a COSE key is of a kind that we check signatures of."""
    return public_key.get(3) in _ALGORITHMS


def passkey_asked(*, user_id: int, challenge: bytes) -> dict[str, Any]:
    """Return the options with which a browser asks one of the person's passkeys.

    Args:
        user_id: Row key of the person.
        challenge: What is to be signed: a hash of 32 bytes.

    Raises:
        MarketplaceError: `no_passkey`, the person has none.
    """
    keys = _keys(user_id)
    if not keys:
        raise MarketplaceError("no_passkey", "Add a passkey to your account first.")
    options, _ = _server().authenticate_begin(
        keys, UserVerificationRequirement.REQUIRED, challenge=challenge
    )
    return dict(dict(options)["publicKey"])


def passkey_checked(*, user_id: int, challenge: bytes, answer: PasskeyAnswer) -> PasskeyProof:
    """Check a passkey's answer: whose it is, over what, at which site, and the person's presence.

    Raises:
        MarketplaceError: `passkey_refused`, it is not what was asked for.
    """
    texts = asdict(answer)
    if any(len(text) > _LONGEST_TEXT for text in texts.values()):
        raise _refused()
    state = {
        "challenge": websafe_encode(challenge),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }
    response = {
        "id": answer.credential_id,
        "rawId": answer.credential_id,
        "type": "public-key",
        "response": {
            "clientDataJSON": answer.client_data_json,
            "authenticatorData": answer.authenticator_data,
            "signature": answer.signature,
        },
    }
    try:
        key = _server().authenticate_complete(state, _keys(user_id), response)
    except READ_ERRORS as error:
        raise _refused() from error
    public_key = websafe_encode(cbor.encode(dict(key.public_key)))
    return PasskeyProof(domain=settings.PASSKEY_DOMAIN, public_key=public_key, **texts)


def _server() -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=settings.PASSKEY_DOMAIN, name=settings.MFA_TOTP_ISSUER)
    )


def _rows(user_id: int) -> Any:
    return Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN)


def _keys(user_id: int) -> list[AttestedCredentialData]:
    found = [row.wrap().authenticator_data.credential_data for row in _rows(user_id).order_by("pk")]
    return [key for key in found if key is not None]


def _refused() -> MarketplaceError:
    return MarketplaceError(
        "passkey_refused", "The answer of the passkey does not fit. Begin the signature again."
    )
