"""Members in the API, and what owners and they themselves do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.policies import is_member, is_owner
from marketplace.accounts.schema.enums import RoleEnum, value_of
from marketplace.accounts.schema.viewing import viewer_field, viewer_now
from marketplace.accounts.selectors import member_for
from marketplace.core.graphql.mutation import DomainMutation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.accounts.models import Membership
    from marketplace.accounts.selectors import MemberRead
    from marketplace.core.graphql.context import RequestContext


class MemberType(graphene.ObjectType):
    """A colleague."""

    class Meta:
        name = "Member"

    id = graphene.ID(required=True, description="The membership's opaque id.")
    name = graphene.String(required=True, description="The person's name.")
    email = graphene.String(required=True, description="The person's address.")
    roles = graphene.List(
        graphene.NonNull(RoleEnum), required=True, description="What the person may do."
    )
    signing_authority = graphene.Boolean(
        required=True, description="Whether the person may sign for the organisation."
    )
    joined_at = graphene.DateTime(required=True, description="When the person joined.")
    revision = graphene.Int(required=True, description="Pass it back with a change of roles.")
    is_self = graphene.Boolean(required=True, description="Whether it is the reader.")
    can_change = graphene.Boolean(
        required=True, description="Whether the reader may change the roles."
    )
    can_remove = graphene.Boolean(
        required=True, description="Whether the reader may remove the person."
    )

    @staticmethod
    def resolve_id(read: MemberRead, _info: Any) -> str:
        """Return the opaque id."""
        return read.membership.public_id

    @staticmethod
    def resolve_name(read: MemberRead, _info: Any) -> str:
        """Return the name."""
        return read.membership.user.name

    @staticmethod
    def resolve_email(read: MemberRead, _info: Any) -> str:
        """Return the address."""
        return read.membership.user.email

    @staticmethod
    def resolve_signing_authority(read: MemberRead, _info: Any) -> bool:
        """Return whether the person may sign."""
        return read.membership.signing_authority

    @staticmethod
    def resolve_joined_at(read: MemberRead, _info: Any) -> datetime:
        """Return when the person joined."""
        return read.membership.joined_at

    @staticmethod
    def resolve_revision(read: MemberRead, _info: Any) -> int:
        """Return the revision."""
        return read.membership.revision


def id_argument(description: str) -> graphene.ID:
    """Return the argument that names one thing."""
    return graphene.ID(required=True, description=description)


def roles_argument() -> graphene.List:
    """Return the argument that holds roles."""
    return graphene.List(
        graphene.NonNull(RoleEnum),
        required=True,
        description="All roles from now on; an owner is named by an act of its own.",
    )


def _member_now(context: RequestContext, membership: Membership) -> Mapping[str, Any]:
    return {"member": member_for(actor=context.actor, public_id=membership.public_id)}


class SetMemberRoles(DomainMutation):
    """Give a member these roles instead of the present ones."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = id_argument("The member's id.")
        revision = graphene.Int(required=True, description="The revision the reader saw.")
        roles = roles_argument()
        signing_authority = graphene.Boolean(
            required=True, description="Whether the person may sign for the organisation."
        )

    member = graphene.Field(MemberType, description="The member, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        roles: Sequence[Any],
        signing_authority: bool,
    ) -> Mapping[str, Any]:
        """Change them."""
        done = services.membership_roles_set(
            actor=context.actor,
            public_id=id,
            revision=revision,
            roles=[value_of(role) for role in roles],
            signing_authority=signing_authority,
            now=context.now,
        )
        return _member_now(context, done)


class NameOwner(DomainMutation):
    """Make a member an owner beside the others."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = id_argument("The member's id.")

    member = graphene.Field(MemberType, description="The member, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Name the member an owner."""
        done = services.membership_owner_name(actor=context.actor, public_id=id, now=context.now)
        return _member_now(context, done)


class SetSigningAuthority(DomainMutation):
    """Let a member sign for the organisation, or no longer; nothing else changes."""

    class Meta:
        policy = is_owner

    class Arguments:
        membership_id = id_argument("The member's id.")
        may_sign = graphene.Boolean(required=True, description="Whether the person may sign.")

    member = graphene.Field(MemberType, description="The member, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, membership_id: str, may_sign: bool
    ) -> Mapping[str, Any]:
        """Say whether the member may sign."""
        done = services.membership_signing_set(
            actor=context.actor, public_id=membership_id, may_sign=may_sign, now=context.now
        )
        return _member_now(context, done)


class RemoveMember(DomainMutation):
    """End another member's acting for the organisation, at once; the answer holds no member."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = id_argument("The member's id.")

    member = graphene.Field(MemberType, description="Null: the person is no member any more.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Remove the member."""
        services.membership_remove(actor=context.actor, public_id=id, now=context.now)
        return {"member": None}


class LeaveOrganisation(DomainMutation):
    """End one's own acting for the organisation, at once; one owner always stays."""

    class Meta:
        policy = is_member

    viewer = viewer_field()

    @staticmethod
    def perform(context: RequestContext) -> Mapping[str, Any]:
        """Leave."""
        services.organisation_leave(actor=context.actor, now=context.now)
        return {"viewer": viewer_now(context)}
