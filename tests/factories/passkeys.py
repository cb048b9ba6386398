"""A passkey made of software: it answers like a phone, and errs where a test wants it to.

Source:
    W3C Web Authentication, Level 2, 6.1 (authenticator data) and 6.5 (attestation objects).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode

from marketplace.accounts.passkeys import PasskeyAnswer

DOMAIN: Final = "testserver"
ORIGIN: Final = f"https://{DOMAIN}"
_PRESENT, _VERIFIED, _NEW_KEY = 0x01, 0x04, 0x40


class SoftPasskey:
    """One passkey of one person at one site.

    Attributes:
        user_handle: Whose it is, in base64url; known once it was made.
    """

    def __init__(self, domain: str = DOMAIN, origin: str = ORIGIN) -> None:
        self.domain, self.origin = domain, origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        self.user_handle = ""

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return what a browser sends of a new passkey."""
        self.user_handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        key = {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        data = self._data(_PRESENT | _VERIFIED | _NEW_KEY)
        data += bytes(16) + len(self.credential_id).to_bytes(2, "big")
        data += self.credential_id + cbor.encode(key)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._sent(
            {
                "clientDataJSON": self._client("webauthn.create", options["challenge"]),
                "attestationObject": websafe_encode(attestation),
            }
        ) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def signed(self, challenge: bytes | str, *, verified: bool = True) -> dict[str, Any]:
        """Return what a browser sends of this passkey's answer."""
        text = challenge if isinstance(challenge, str) else websafe_encode(challenge)
        client = self._client("webauthn.get", text)
        data = self._data(_PRESENT | (_VERIFIED if verified else 0))
        over = data + hashlib.sha256(websafe_decode(client)).digest()
        return self._sent(
            {
                "clientDataJSON": client,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(over, ec.ECDSA(hashes.SHA256()))),
                "userHandle": self.user_handle,
            }
        )

    def answer(self, challenge: bytes, *, verified: bool = True) -> PasskeyAnswer:
        """Return the answer as the services take it."""
        sent = self.signed(challenge, verified=verified)
        response = sent["response"]
        return PasskeyAnswer(
            credential_id=sent["id"],
            client_data_json=response["clientDataJSON"],
            authenticator_data=response["authenticatorData"],
            signature=response["signature"],
        )

    def _sent(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def _client(self, kind: str, challenge: str) -> str:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return websafe_encode(json.dumps(said).encode())

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.domain.encode()).digest() + bytes([flags]) + bytes(4)
