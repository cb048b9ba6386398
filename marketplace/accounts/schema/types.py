"""Organisations, invitations and the signed-in person as the API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from graphene_django import DjangoObjectType

from marketplace.accounts.models import Organisation
from marketplace.accounts.schema.enums import (
    InvitationStateEnum,
    LanguageEnum,
    OrganisationKindEnum,
    RoleEnum,
    VerificationEnum,
)
from marketplace.accounts.selectors import invitations_waiting
from marketplace.accounts.states import InvitationState

if TYPE_CHECKING:
    from marketplace.accounts.models import Invitation
    from marketplace.accounts.selectors import Viewer


class OrganisationType(DjangoObjectType):
    """A firm or an institution, shown to its own members and to whoever checks it."""

    class Meta:
        model = Organisation
        name = "Organisation"
        fields = ("name_ko", "name_en")

    id = graphene.ID(required=True, description="Its opaque id.")
    kind = graphene.Field(
        OrganisationKindEnum, required=True, description="What the organisation does here."
    )
    verification = graphene.Field(
        VerificationEnum, required=True, description="How far the firm check is."
    )
    registration_number = graphene.String(
        description="The ten digits of its business registration number, or null."
    )
    created_at = graphene.DateTime(required=True, description="When it was registered here.")

    @staticmethod
    def resolve_id(organisation: Organisation, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return organisation.public_id


class InvitationType(graphene.ObjectType):
    """An offer to act for an organisation."""

    class Meta:
        name = "Invitation"

    id = graphene.ID(required=True, description="Its opaque id.")
    email = graphene.String(required=True, description="The address it was sent to.")
    organisation_name_ko = graphene.String(
        required=True, description="The organisation's Korean name; may be empty."
    )
    organisation_name_en = graphene.String(
        required=True, description="The organisation's English name; may be empty."
    )
    organisation_kind = graphene.Field(
        OrganisationKindEnum, required=True, description="What the organisation does here."
    )
    roles = graphene.List(
        graphene.NonNull(RoleEnum), required=True, description="The roles the person would have."
    )
    signing_authority = graphene.Boolean(
        required=True, description="Whether the person would sign for the organisation."
    )
    state = graphene.Field(
        InvitationStateEnum, required=True, description="What became of the invitation."
    )
    created_at = graphene.DateTime(required=True, description="When it was sent.")
    expires_at = graphene.DateTime(required=True, description="Until when it can be answered.")

    @staticmethod
    def resolve_id(invitation: Invitation, _info: Any) -> str:
        """Return the opaque id."""
        return invitation.public_id

    @staticmethod
    def resolve_organisation_name_ko(invitation: Invitation, _info: Any) -> str:
        """Return the Korean name."""
        return invitation.organisation.name_ko

    @staticmethod
    def resolve_organisation_name_en(invitation: Invitation, _info: Any) -> str:
        """Return the English name."""
        return invitation.organisation.name_en

    @staticmethod
    def resolve_organisation_kind(invitation: Invitation, _info: Any) -> str:
        """Return the organisation's kind."""
        return invitation.organisation.kind

    @staticmethod
    def resolve_state(invitation: Invitation, info: Any) -> str:
        """Return what became of it; one past its time counts as run out before a timer says so."""
        is_open = invitation.state == InvitationState.OPEN
        if is_open and invitation.expires_at <= info.context.now:
            return InvitationState.EXPIRED
        return invitation.state


def _act_field(act: str, description: str) -> graphene.Field:
    def resolve(viewer: Viewer, _info: Any) -> bool:
        return act in viewer.acts

    return graphene.Field(
        graphene.Boolean, required=True, description=description, resolver=resolve
    )


class ViewerType(graphene.ObjectType):
    """The signed-in person."""

    class Meta:
        name = "Viewer"

    id = graphene.ID(required=True, description="The person's opaque id.")
    email = graphene.String(required=True, description="The address to sign in with.")
    name = graphene.String(required=True, description="The name that colleagues read.")
    language = graphene.Field(
        LanguageEnum, required=True, description="The language the person chose."
    )
    organisation = graphene.Field(
        OrganisationType, description="The organisation the person acts for, or null."
    )
    roles = graphene.List(
        graphene.NonNull(RoleEnum),
        required=True,
        description="What the person may do for the organisation.",
    )
    signing_authority = graphene.Boolean(
        required=True, description="Whether the person may sign for the organisation."
    )
    can_manage_members = _act_field(
        "manage_members", "Whether the person may invite, change and remove members."
    )
    can_verify_firms = _act_field("verify_firms", "Whether the person may check firms.")
    can_review_technologies = _act_field(
        "review_technologies", "Whether the person may review technologies."
    )
    can_write_technologies = _act_field(
        "write_technologies", "Whether the person may write technologies."
    )
    can_write_demands = _act_field("write_demands", "Whether the person may write demands.")
    can_lead_deals = _act_field("lead_deals", "Whether the person may accept matches.")
    can_run_cases = _act_field("run_cases", "Whether the person may run cases as a coordinator.")
    can_assign_cases = _act_field(
        "assign_cases", "Whether the person may choose the coordinator of a case."
    )
    can_read_records = _act_field(
        "read_records", "Whether there may be records the person can read."
    )
    can_operate = _act_field("operate", "Whether the person may see how the system runs.")
    invitations = graphene.List(
        graphene.NonNull(InvitationType),
        required=True,
        description="Invitations to addresses the person proved, which wait for an answer.",
    )

    @staticmethod
    def resolve_id(viewer: Viewer, _info: Any) -> str:
        """Return the opaque id."""
        return viewer.user.public_id

    @staticmethod
    def resolve_email(viewer: Viewer, _info: Any) -> str:
        """Return the person's own address."""
        return viewer.user.email

    @staticmethod
    def resolve_name(viewer: Viewer, _info: Any) -> str:
        """Return the person's own name."""
        return viewer.user.name

    @staticmethod
    def resolve_language(viewer: Viewer, _info: Any) -> str:
        """Return the language code."""
        return viewer.user.language

    @staticmethod
    def resolve_invitations(viewer: Viewer, info: Any) -> list[Invitation]:
        """Return the open invitations; a program answers none and sees none."""
        if viewer.by_token:
            return []
        return invitations_waiting(user_id=viewer.user.pk, now=info.context.now)
