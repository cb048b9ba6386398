"""Members and invitations in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.policies import is_member, is_owner
from marketplace.accounts.schema.enums import value_of
from marketplace.accounts.schema.member_acts import (
    LeaveOrganisation,
    MemberType,
    NameOwner,
    RemoveMember,
    SetMemberRoles,
    SetSigningAuthority,
    id_argument,
    roles_argument,
)
from marketplace.accounts.schema.types import InvitationType
from marketplace.accounts.schema.viewing import viewer_field, viewer_now
from marketplace.accounts.selectors import invitations_sent, members_for
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.accounts.models import Invitation
    from marketplace.accounts.selectors import MemberRead
    from marketplace.core.graphql.context import RequestContext


def _members(_root: Any, info: Any) -> list[MemberRead]:
    return members_for(actor=info.context.actor)


def _invitations(_root: Any, info: Any) -> list[Invitation]:
    return invitations_sent(actor=info.context.actor)


class JoiningQuery:
    """What people ask about their colleagues."""

    members = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(MemberType))),
        policy=is_member,
        description="The active members of one's own organisation, the longest there first.",
        resolver=_members,
    )
    invitations = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(InvitationType))),
        policy=is_owner,
        description="Invitations one's own organisation sent, the newest 200.",
        resolver=_invitations,
    )


class InviteMember(DomainMutation):
    """Invite the person behind a mail address to act for one's own organisation."""

    class Meta:
        policy = is_owner

    class Arguments:
        email = graphene.String(required=True, description="The address; it gets a mail.")
        roles = roles_argument()
        signing_authority = graphene.Boolean(
            description="Whether the person would sign for the organisation."
        )

    invitation = graphene.Field(InvitationType, description="The invitation, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        email: str,
        roles: Sequence[Any],
        signing_authority: bool | None = None,
    ) -> Mapping[str, Any]:
        """Invite."""
        invitation = services.invitation_send(
            actor=context.actor,
            email=email,
            roles=[value_of(role) for role in roles],
            signing_authority=bool(signing_authority),
            now=context.now,
        )
        return {"invitation": invitation}


class RevokeInvitation(DomainMutation):
    """Take an open invitation of one's own organisation back."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = id_argument("The invitation's id.")

    invitation = graphene.Field(InvitationType, description="The invitation, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Take it back."""
        done = services.invitation_revoke(actor=context.actor, public_id=id, now=context.now)
        return {"invitation": done}


class AcceptInvitation(DomainMutation):
    """Join the organisation that invited one of one's own proven addresses."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument("The invitation's id.")

    viewer = viewer_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Join."""
        services.invitation_accept(actor=context.actor, public_id=id, now=context.now)
        return {"viewer": viewer_now(context)}


class DeclineInvitation(DomainMutation):
    """Answer that one does not want to join."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument("The invitation's id.")

    invitation = graphene.Field(InvitationType, description="The invitation, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Decline."""
        done = services.invitation_decline(actor=context.actor, public_id=id, now=context.now)
        return {"invitation": done}


class JoiningMutation:
    """What owners and members do about who is a member."""

    invite_member = InviteMember.Field()
    revoke_invitation = RevokeInvitation.Field()
    accept_invitation = AcceptInvitation.Field()
    decline_invitation = DeclineInvitation.Field()
    set_member_roles = SetMemberRoles.Field()
    name_owner = NameOwner.Field()
    set_signing_authority = SetSigningAuthority.Field()
    remove_member = RemoveMember.Field()
    leave_organisation = LeaveOrganisation.Field()
