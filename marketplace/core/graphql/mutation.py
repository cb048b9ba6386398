"""The base of every mutation: policy, one transaction, one shared list of errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import graphene
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from marketplace.core.errors import MarketplaceError, NotAllowedError
from marketplace.core.rate_limits import operation_counted

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext
    from marketplace.core.graphql.fields import Policy


class ErrorParam(graphene.ObjectType):
    """One value of an error's sentence."""

    name = graphene.String(required=True, description="The name the sentence gives the value.")
    value = graphene.String(required=True, description="The value.")


class DomainError(graphene.ObjectType):
    """Why nothing was written, and what to mend."""

    code = graphene.String(required=True, description="A stable word that pages translate.")
    message = graphene.String(required=True, description="One English sentence with the mend.")
    field = graphene.String(description="The input that is wrong, or null.")
    params = graphene.List(
        graphene.NonNull(ErrorParam), required=True, description="Values of the sentence."
    )


class DomainMutation(graphene.Mutation):
    """A mutation that calls one service.

    class ResumeTechnology(DomainMutation):
        '''Show a paused technology to the market again.'''      # becomes the description

        class Meta:
            policy = signed_in            # asked first; the service asks its own, finer one
            scope = "technologies:write"  # what an API token must hold; without it none may

        class Arguments:
            id = graphene.ID(required=True, description="The technology.")

        technology = graphene.Field(TechnologyType, description="As it is now.")

        @staticmethod
        def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
            return {"technology": technology_resume(actor=context.actor, ..., now=context.now)}

    class TechnologyMutation:
        resume_technology = ResumeTechnology.Field()

    A `MarketplaceError` rolls the transaction back and comes out in `errors`, the rest null.
    Inside the transaction the actor is read anew and locked: a removal that came first is
    obeyed, and one that comes later waits for the end. `context.actor` is that reading.
    """

    class Meta:
        abstract = True

    policy: ClassVar[Policy]
    scope: ClassVar[str | None]
    limit: ClassVar[str | None]
    perform: ClassVar[Callable[..., Mapping[str, Any]]]

    errors = graphene.List(
        graphene.NonNull(DomainError),
        required=True,
        description="Why nothing was written; empty when it was done.",
    )

    @classmethod
    def __init_subclass_with_meta__(
        cls,
        *,
        policy: Policy | None = None,
        scope: str | None = None,
        limit: str | None = "write",
        **options: Any,
    ) -> None:
        if policy is None:
            message = f"{cls.__name__} has no policy: name one in its Meta."
            raise ImproperlyConfigured(message)
        cls.policy = staticmethod(policy)
        cls.scope = scope
        cls.limit = limit
        options.setdefault("name", f"{cls.__name__}Payload")
        super().__init_subclass_with_meta__(**options)

    @classmethod
    def Field(cls, **options: Any) -> graphene.Field:  # noqa: N802  (graphene's name for it)
        """Return the root field; it always answers, if only with errors."""
        options.setdefault("required", True)
        return super().Field(**options)

    @classmethod
    def mutate(cls, _root: Any, info: Any, **arguments: Any) -> DomainMutation:
        """Ask the policy, perform, and shape what comes out."""
        context: RequestContext = info.context
        try:
            cls._admit(context.actor)
            if cls.limit is not None:
                operation_counted(
                    cls.limit, actor=context.actor, address=context.address, now=context.now
                )
            with transaction.atomic():
                payload = cls.perform(cls._confirmed(context), **arguments)
        except MarketplaceError as error:
            return cls(errors=[_as_dict(error)])
        return cls(errors=[], **payload)

    @classmethod
    def _admit(cls, actor: Actor) -> None:
        if actor.may(cls.scope) and cls.policy(actor):
            return
        if actor.is_signed_in:
            raise NotAllowedError
        raise MarketplaceError("unauthenticated", "Sign in to do this.")

    @classmethod
    def _confirmed(cls, context: RequestContext) -> RequestContext:
        if context.confirmed is None:
            return context
        actor = context.confirmed(context.actor)
        cls._admit(actor)
        return replace(context, actor=actor)


def _as_dict(error: MarketplaceError) -> dict[str, Any]:
    return {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "params": [{"name": name, "value": value} for name, value in error.params.items()],
    }
