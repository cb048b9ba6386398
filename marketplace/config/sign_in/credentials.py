"""Passkeys as a browser sends them, read strictly before allauth keeps or checks them.

What reads them behind us stores the object as it came, follows any CBOR it finds, and gives up by
an exception on what it does not expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from marketplace.accounts.passkeys import READ_ERRORS, is_known_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 16_000
_LONGEST_NAME: Final = 60
_RESPONSE: Final = {
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
}
_OUTER: Final = {"id", "rawId", "type", "authenticatorAttachment"}


def registration_fits(body: Mapping[str, Any]) -> bool:
    """Return whether a body may be a new passkey with its name, and nothing besides."""
    if set(body) != {"name", "credential"} or not _is_short(body["name"], _LONGEST_NAME):
        return False
    if not body["name"].strip() or not body["name"].isprintable():
        return False
    credential = body["credential"]
    if not _is_credential(credential):
        return False
    try:
        data = RegistrationResponse.from_dict(credential).response.attestation_object.auth_data
        return data.credential_data is not None and is_known_key(data.credential_data.public_key)
    except READ_ERRORS:
        return False


def answer_fits(body: Mapping[str, Any]) -> bool:
    """Return whether a body may be the answer of a passkey, and nothing besides."""
    if set(body) != {"credential"} or not _is_credential(body["credential"]):
        return False
    try:
        AuthenticationResponse.from_dict(body["credential"])
    except READ_ERRORS:
        return False
    return True


def _is_credential(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) - _OUTER - {"response", "clientExtensionResults"}:
        return False
    response, extensions = value.get("response"), value.get("clientExtensionResults", {})
    if not isinstance(response, dict) or set(response) - _RESPONSE:
        return False
    outer = [value[key] for key in _OUTER & set(value)]
    return all(_is_short(text) for text in [*outer, *response.values()]) and _is_plain(extensions)


def _is_plain(extensions: Any) -> bool:
    """Return whether these say at most whether the device keeps the passkey."""
    if extensions in ({}, {"credProps": {}}):
        return True
    return extensions in ({"credProps": {"rk": True}}, {"credProps": {"rk": False}})


def _is_short(text: Any, most: int = _LONGEST) -> bool:
    return isinstance(text, str) and len(text) <= most
