"""The signed-in person, and the organisation they found, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from django.db.models import Q

from marketplace.accounts import services
from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.choices import ApiScope
from marketplace.accounts.models import User
from marketplace.accounts.policies import is_owner
from marketplace.accounts.schema.enums import LanguageEnum, OrganisationKindEnum, value_of
from marketplace.accounts.schema.types import ViewerType
from marketplace.accounts.selectors import viewer_for
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import anyone, signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.accounts.selectors import Viewer
    from marketplace.core.graphql.context import RequestContext


def viewer_now(context: RequestContext) -> Viewer | None:
    """Return who is signed in, with the organisation as it is after the mutation's writes."""
    user = User.objects.filter(Q(pk=context.actor.user_id)).first()
    return viewer_for(actor=actor_for_user(user)) if user else None


def viewer_field() -> graphene.Field:
    """Return the field of a payload that holds the signed-in person."""
    return graphene.Field(ViewerType, description="The person as they are now, or null.")


def _viewer(_root: Any, info: Any) -> Viewer | None:
    return viewer_for(actor=info.context.actor)


class ViewingQuery:
    """What people ask about themselves."""

    viewer = guarded_field(
        ViewerType,
        policy=anyone,
        scope=ApiScope.MARKET_READ.value,
        description="The signed-in person, or null for a visitor.",
        resolver=_viewer,
    )


class OrganisationInput(graphene.InputObjectType):
    """A firm about to be registered."""

    kind = graphene.InputField(
        OrganisationKindEnum, required=True, description="SME or LARGE_FIRM; no other kind."
    )
    name_ko = graphene.String(required=True, description="Korean name, 120 characters.")
    name_en = graphene.String(required=True, description="English name, 160 characters.")
    registration_number = graphene.String(
        required=True, description="Business registration number, for example 123-45-67891."
    )


class RegisterOrganisation(DomainMutation):
    """Register one's own firm and become its owner; a number registers one firm."""

    class Meta:
        policy = signed_in

    class Arguments:
        input = OrganisationInput(required=True, description="The firm.")

    viewer = viewer_field()

    @staticmethod
    def perform(context: RequestContext, *, input: Mapping[str, Any]) -> Mapping[str, Any]:
        """Register it."""
        services.organisation_found(
            actor=context.actor,
            kind=value_of(input["kind"]),
            name_ko=input["name_ko"],
            name_en=input["name_en"],
            registration_number=input["registration_number"],
            now=context.now,
        )
        return {"viewer": viewer_now(context)}


class UpdateProfile(DomainMutation):
    """Change one's own name and the language of pages and mails."""

    class Meta:
        policy = signed_in

    class Arguments:
        name = graphene.String(required=True, description="The name colleagues read.")
        language = LanguageEnum(required=True, description="The language of pages and mails.")

    viewer = viewer_field()

    @staticmethod
    def perform(context: RequestContext, *, name: str, language: Any) -> Mapping[str, Any]:
        """Store them."""
        services.profile_update(actor=context.actor, name=name, language=value_of(language))
        return {"viewer": viewer_now(context)}


class RenameOrganisation(DomainMutation):
    """Correct the names of one's own firm while nobody checks it and nobody confirmed it."""

    class Meta:
        policy = is_owner

    class Arguments:
        name_ko = graphene.String(required=True, description="Korean name, 120 characters.")
        name_en = graphene.String(required=True, description="English name, 160 characters.")

    viewer = viewer_field()

    @staticmethod
    def perform(context: RequestContext, *, name_ko: str, name_en: str) -> Mapping[str, Any]:
        """Rename it."""
        services.organisation_rename(
            actor=context.actor, name_ko=name_ko, name_en=name_en, now=context.now
        )
        return {"viewer": viewer_now(context)}


class ViewingMutation:
    """What people do about themselves and their firm."""

    register_organisation = RegisterOrganisation.Field()
    update_profile = UpdateProfile.Field()
    rename_organisation = RenameOrganisation.Field()
