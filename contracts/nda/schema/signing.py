"""Signing by a passkey in the API, for every document that two firms sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
import orjson

from contracts.nda.signing import SignedPreparation
from marketplace.accounts.passkeys import PasskeyAnswer

if TYPE_CHECKING:
    from contracts.nda.signing import PreparedSignature


class PreparedSignatureType(graphene.ObjectType):
    """A statement that waits for a passkey to sign its hash, once and for a few minutes."""

    class Meta:
        name = "PreparedSignature"

    id = graphene.ID(required=True, description="Names it in the assertion.")
    statement = graphene.String(
        required=True, description="Exactly what is signed, as canonical JSON of RFC 8785."
    )
    statement_sha256 = graphene.String(
        required=True, name="statementSha256", description="SHA-256 of the statement, in hex."
    )
    options = graphene.String(
        required=True,
        description=(
            "PublicKeyCredentialRequestOptions of WebAuthn as JSON; the challenge is the hash."
        ),
    )
    expires_at = graphene.DateTime(required=True, description="Until when it can be signed.")

    @staticmethod
    def resolve_id(prepared: PreparedSignature, _info: Any) -> str:
        """Return the preparation's public id."""
        return prepared.preparation.public_id

    @staticmethod
    def resolve_statement(prepared: PreparedSignature, _info: Any) -> str:
        """Return the text."""
        return prepared.preparation.statement

    @staticmethod
    def resolve_options(prepared: PreparedSignature, _info: Any) -> str:
        """Return the options as text."""
        return orjson.dumps(prepared.options, default=str).decode()

    @staticmethod
    def resolve_expires_at(prepared: PreparedSignature, _info: Any) -> Any:
        """Return the moment."""
        return prepared.preparation.expires_at


class PasskeyAssertion(graphene.InputObjectType):
    """A passkey's answer over the hash of a prepared statement; texts in base64url."""

    preparation_id = graphene.ID(required=True, description="What was prepared.")
    credential_id = graphene.String(required=True, description="The passkey.")
    client_data_json = graphene.String(required=True, description="What the browser asked.")
    authenticator_data = graphene.String(required=True, description="What the device says.")
    signature = graphene.String(required=True, description="Its signature over both.")


def title_argument() -> graphene.String:
    """Return the argument for the signer's position."""
    return graphene.String(required=True, description="The position in which one signs.")


def assertion_argument() -> graphene.Argument:
    """Return the argument for a passkey's answer."""
    return graphene.Argument(
        PasskeyAssertion,
        description="A passkey's answer; without it a fresh code of the second step is needed.",
    )


def signed_by(assertion: PasskeyAssertion | None) -> SignedPreparation | None:
    """Return what a passkey signed, for the service."""
    if assertion is None:
        return None
    given = dict(assertion)
    return SignedPreparation(
        preparation_id=given.pop("preparation_id"), answer=PasskeyAnswer(**given)
    )
