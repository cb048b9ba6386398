"""Rounds of the firm check and their documents as the API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema.enums import (
    FirmCheckReasonEnum,
    FirmCheckStateEnum,
    FirmDocumentKindEnum,
)
from marketplace.accounts.schema.types import OrganisationType
from marketplace.accounts.states import FirmCheckState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.accounts.models import FirmDocument, Organisation
    from marketplace.accounts.selectors import CheckRead


class FirmDocumentType(graphene.ObjectType):
    """A document of a round; its content lies under /firm-check/documents/<id>."""

    class Meta:
        name = "FirmDocument"

    id = graphene.ID(required=True, description="Its opaque id.")
    kind = graphene.Field(FirmDocumentKindEnum, required=True, description="What it shows.")
    file_name = graphene.String(required=True, description="As it was called when handed in.")
    content_type = graphene.String(
        required=True, description="application/pdf, image/jpeg or image/png."
    )
    size_bytes = graphene.Int(required=True, description="Its size in bytes.")
    sha256 = graphene.String(required=True, description="Digest of its content, in hexadecimal.")
    uploaded_at = graphene.DateTime(required=True, description="When it was handed in.")

    @staticmethod
    def resolve_id(document: FirmDocument, _info: Any) -> str:
        """Return the opaque id."""
        return document.public_id


class FirmCheckType(graphene.ObjectType):
    """One round of checking a firm."""

    class Meta:
        name = "FirmCheck"

    id = graphene.ID(required=True, description="Its opaque id.")
    organisation = graphene.Field(
        OrganisationType, required=True, description="The firm that is checked."
    )
    state = graphene.Field(FirmCheckStateEnum, required=True, description="How far it is.")
    note = graphene.String(required=True, description="What the firm told the verifier.")
    documents = graphene.List(
        graphene.NonNull(FirmDocumentType), required=True, description="What was handed in."
    )
    owners = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Names of the firm's owners, whose authority the papers prove.",
    )
    submitted_at = graphene.DateTime(description="When it was handed in, or null.")
    waiting_days = graphene.Int(
        description="Full days it has waited for a verifier; null when it does not wait."
    )
    decided_at = graphene.DateTime(
        description="When it was decided, or the decision taken back; or null."
    )
    reasons = graphene.List(
        graphene.NonNull(FirmCheckReasonEnum),
        required=True,
        description="Why the firm was not confirmed.",
    )
    reason_text = graphene.String(required=True, description="The verifier's words to the firm.")
    can_decide = graphene.Boolean(
        required=True, description="Whether the reader may decide on it now."
    )

    @staticmethod
    def resolve_id(read: CheckRead, _info: Any) -> str:
        """Return the opaque id."""
        return read.check.public_id

    @staticmethod
    def resolve_organisation(read: CheckRead, _info: Any) -> Organisation:
        """Return the firm."""
        return read.check.organisation

    @staticmethod
    def resolve_state(read: CheckRead, _info: Any) -> str:
        """Return the state."""
        return read.check.state

    @staticmethod
    def resolve_note(read: CheckRead, _info: Any) -> str:
        """Return the firm's words."""
        return read.check.note

    @staticmethod
    def resolve_submitted_at(read: CheckRead, _info: Any) -> datetime | None:
        """Return when it was handed in."""
        return read.check.submitted_at

    @staticmethod
    def resolve_waiting_days(read: CheckRead, info: Any) -> int | None:
        """Return the days since, while it waits."""
        since = read.check.submitted_at
        if since is None or read.check.state != FirmCheckState.PENDING:
            return None
        return int((info.context.now - since).days)

    @staticmethod
    def resolve_decided_at(read: CheckRead, _info: Any) -> datetime | None:
        """Return the last decision's time."""
        return read.check.revoked_at or read.check.decided_at

    @staticmethod
    def resolve_reasons(read: CheckRead, _info: Any) -> list[str]:
        """Return the reasons' codes."""
        return list(read.check.reasons)

    @staticmethod
    def resolve_reason_text(read: CheckRead, _info: Any) -> str:
        """Return the verifier's words."""
        return read.check.reason_text
