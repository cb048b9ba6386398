"""The base of every mutation: policy, one transaction, one shared list of errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import graphene
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from marketplace.core.errors import MarketplaceError, NotAllowedError

if TYPE_CHECKING:
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

        class Arguments:
            id = graphene.ID(required=True, description="The technology.")

        technology = graphene.Field(TechnologyType, description="As it is now.")

        @staticmethod
        def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
            return {"technology": technology_resume(actor=context.actor, ..., now=context.now)}

    class TechnologyMutation:
        resume_technology = ResumeTechnology.Field()

    A `MarketplaceError` rolls the transaction back and comes out in `errors`, the rest null.
    """

    class Meta:
        abstract = True

    policy: ClassVar[Policy]
    perform: ClassVar[Callable[..., Mapping[str, Any]]]

    errors = graphene.List(
        graphene.NonNull(DomainError),
        required=True,
        description="Why nothing was written; empty when it was done.",
    )

    @classmethod
    def __init_subclass_with_meta__(cls, *, policy: Policy | None = None, **options: Any) -> None:
        if policy is None:
            message = f"{cls.__name__} has no policy: name one in its Meta."
            raise ImproperlyConfigured(message)
        cls.policy = staticmethod(policy)
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
            if not cls.policy(context.actor):
                raise _refused(context)
            with transaction.atomic():
                payload = cls.perform(context, **arguments)
        except MarketplaceError as error:
            return cls(errors=[_as_dict(error)])
        return cls(errors=[], **payload)


def _refused(context: RequestContext) -> MarketplaceError:
    if context.actor.is_signed_in:
        return NotAllowedError()
    return MarketplaceError("unauthenticated", "Sign in to do this.")


def _as_dict(error: MarketplaceError) -> dict[str, Any]:
    return {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "params": [{"name": name, "value": value} for name, value in error.params.items()],
    }
