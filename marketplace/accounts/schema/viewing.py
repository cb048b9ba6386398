"""The signed-in person in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from graphene_django import DjangoObjectType

from marketplace.accounts.models import Organisation
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.selectors import viewer_for
from marketplace.accounts.states import Verification
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.core.policies import anyone

if TYPE_CHECKING:
    from marketplace.accounts.selectors import Viewer

LanguageEnum = choices_enum(Language, description="A language of texts and pages.")
OrganisationKindEnum = choices_enum(OrganisationKind, description="What an organisation does here.")
RoleEnum = choices_enum(Role, description="What a member may do for the organisation.")
VerificationEnum = choices_enum(
    Verification, description="How far the check of an organisation is."
)


class OrganisationType(DjangoObjectType):
    """A firm or an institution, shown to its own members."""

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

    @staticmethod
    def resolve_id(organisation: Organisation, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return organisation.public_id


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


def _viewer(_root: Any, info: Any) -> Viewer | None:
    return viewer_for(actor=info.context.actor)


class AccountsQuery:
    """What people ask about themselves."""

    viewer = guarded_field(
        ViewerType,
        policy=anyone,
        description="The signed-in person, or null for a visitor.",
        resolver=_viewer,
    )
