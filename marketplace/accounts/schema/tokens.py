"""Tokens for programs in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.policies import is_member
from marketplace.accounts.schema.enums import ApiScopeEnum, value_of
from marketplace.accounts.selectors import tokens_own
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.accounts.models import ApiToken
    from marketplace.core.graphql.context import RequestContext


class ApiTokenType(graphene.ObjectType):
    """A token by which a program acts for its owner; the token itself is told once."""

    class Meta:
        name = "ApiToken"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="What the program is called.")
    prefix = graphene.String(required=True, description="The first 8 characters of the token.")
    scopes = graphene.List(
        graphene.NonNull(ApiScopeEnum), required=True, description="What the program may do."
    )
    created_at = graphene.DateTime(required=True, description="When it was made.")
    expires_at = graphene.DateTime(required=True, description="When it stops by itself.")
    last_used_at = graphene.DateTime(
        description="When it was last used, within a minute; null if never."
    )
    revoked_at = graphene.DateTime(description="When it was revoked, or null.")
    is_active = graphene.Boolean(required=True, description="Whether it can be used now.")

    @staticmethod
    def resolve_id(token: ApiToken, _info: Any) -> str:
        """Return the opaque id."""
        return token.public_id

    @staticmethod
    def resolve_is_active(token: ApiToken, info: Any) -> bool:
        """Return whether it is neither revoked nor over."""
        return token.revoked_at is None and token.expires_at > info.context.now


def _tokens(_root: Any, info: Any) -> list[ApiToken]:
    return tokens_own(actor=info.context.actor)


class TokensQuery:
    """What people ask about their tokens."""

    api_tokens = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(ApiTokenType))),
        policy=is_member,
        description="One's own tokens, the newest 100.",
        resolver=_tokens,
    )


class CreateApiToken(DomainMutation):
    """Make a token for a program; its text is told in this answer alone."""

    class Meta:
        policy = is_member

    class Arguments:
        name = graphene.String(required=True, description="What the program is called.")
        scopes = graphene.List(
            graphene.NonNull(ApiScopeEnum), required=True, description="What it may do."
        )
        expires_in_days = graphene.Int(required=True, description="Days it works, 1 to 365.")

    api_token = graphene.Field(ApiTokenType, description="The token without its text, or null.")
    plain_token = graphene.String(description="The text to give to the program, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, name: str, scopes: Sequence[Any], expires_in_days: int
    ) -> Mapping[str, Any]:
        """Make it."""
        token, text = services.token_create(
            actor=context.actor,
            name=name,
            scopes=[value_of(scope) for scope in scopes],
            expires_in_days=expires_in_days,
            now=context.now,
        )
        return {"api_token": token, "plain_token": text}


class RevokeApiToken(DomainMutation):
    """End one's own token at once."""

    class Meta:
        policy = is_member

    class Arguments:
        id = graphene.ID(required=True, description="The token's id.")

    api_token = graphene.Field(ApiTokenType, description="The token as it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """End it."""
        done = services.token_revoke(actor=context.actor, public_id=id, now=context.now)
        return {"api_token": done}


class TokensMutation:
    """What people do about their tokens."""

    create_api_token = CreateApiToken.Field()
    revoke_api_token = RevokeApiToken.Field()
