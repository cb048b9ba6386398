"""Enums of people and organisations in the API."""

from __future__ import annotations

from marketplace.accounts.choices import (
    ApiScope,
    BarrierKind,
    FirmCheckReason,
    FirmDocumentKind,
)
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import (
    FirmCheckState,
    InvitationState,
    RecipientState,
    Verification,
)
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language

LanguageEnum = choices_enum(Language, description="A language of texts and pages.")
OrganisationKindEnum = choices_enum(OrganisationKind, description="What an organisation does here.")
RoleEnum = choices_enum(Role, description="What a member may do for the organisation.")
VerificationEnum = choices_enum(
    Verification, description="How far the check of an organisation is."
)
FirmDocumentKindEnum = choices_enum(
    FirmDocumentKind, description="What a document of the firm check shows."
)
FirmCheckStateEnum = choices_enum(
    FirmCheckState, description="How far one round of a firm check is."
)
FirmCheckReasonEnum = choices_enum(FirmCheckReason, description="Why a firm was not confirmed.")
InvitationStateEnum = choices_enum(InvitationState, description="What became of an invitation.")
RecipientStateEnum = choices_enum(
    RecipientState, description="Whether files may be encrypted to a key."
)
BarrierKindEnum = choices_enum(BarrierKind, description="Why a firm is kept out.")
ApiScopeEnum = choices_enum(
    ApiScope, description="What a program may do with a token, within what its owner may do."
)


def value_of(choice: object) -> str:
    """Return the text that is stored for a choice given in the API."""
    return str(getattr(choice, "value", choice) or "")
