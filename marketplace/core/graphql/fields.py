"""Root fields that cannot exist without a policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import graphene

from marketplace.core.graphql.errors import RATE_LIMITED, ClientError, refusal
from marketplace.core.rate_limits import RateLimitedError, operation_counted

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext

Policy = Callable[["Actor"], bool]
Groups = Callable[["Actor", Mapping[str, Any]], Sequence[str]]
EventResolver = Callable[["RequestContext", Mapping[str, Any], "Mapping[str, Any] | None"], Any]

SKIP: Final = object()
"""What a subscription's `resolve` returns when an event means nothing to this viewer."""


class GuardedField(graphene.Field):
    """A field whose policy is asked before its resolver runs."""

    def __init__(
        self,
        type_: Any,
        *,
        policy: Policy,
        scope: str | None = None,
        limit: str | None = None,
        **options: Any,
    ) -> None:
        super().__init__(type_, **options)
        self.policy = policy
        self.scope = scope
        self.limit = limit

    def admits(self, actor: Actor) -> bool:
        """Return whether the actor's token, if there is one, and the policy allow the field."""
        return actor.may(self.scope) and self.policy(actor)

    def count(self, context: RequestContext) -> None:
        """Count one asking.

        Raises:
            ClientError: There were too many.
        """
        if self.limit is None:
            return
        try:
            operation_counted(
                self.limit, actor=context.actor, address=context.address, now=context.now
            )
        except RateLimitedError as error:
            raise ClientError(error.message, code=RATE_LIMITED, params=error.params) from error

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        """Return the resolver with the policy before it."""
        resolver = super().wrap_resolve(parent_resolver)

        def guarded(root: Any, info: Any, **arguments: Any) -> Any:
            actor = info.context.actor
            if not self.admits(actor):
                raise refusal(actor)
            self.count(info.context)
            return resolver(root, info, **arguments)

        return guarded


class GuardedSubscription(GuardedField):
    """A subscription field; the socket consumer reads its parts and drives it."""

    def __init__(
        self, type_: Any, *, groups: Groups, resolve: EventResolver, shared: bool, **options: Any
    ) -> None:
        super().__init__(type_, **options)
        self.groups = groups
        self.resolve_event = resolve
        self.shared = shared

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        """Return the resolver, which knows only values that the consumer handed in.

        The consumer asks the policy for each viewer; a value that many share is resolved for
        nobody, so the policy cannot be asked again here.
        """

        def value_of_event(root: Any, info: Any, **_arguments: Any) -> Any:
            if not isinstance(root, EventValue):
                raise refusal(info.context.actor)
            return root.value

        return value_of_event


class EventValue:
    """The root value of one execution of a subscription: what `resolve` returned."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def guarded_field(
    type_: Any,
    *,
    policy: Policy,
    description: str,
    resolver: Callable[..., Any] | None = None,
    scope: str | None = None,
    limit: str | None = None,
    **arguments: Any,
) -> GuardedField:
    """Return a root field of a query.

    Args:
        type_: The graphene type of the answer.
        policy: Asked with the actor before the resolver; a refusal is a GraphQL error.
        description: One sentence for the readers of the schema.
        resolver: `(root, info, **arguments)`; without it `resolve_<name>` of the class.
        scope: What an API token must hold to ask, for example `technologies:read`. Without it
            no token may.
        limit: The rate limit that counts each asking, for example `search`, or none.
        arguments: The field's arguments, each with a description.
    """
    return GuardedField(
        type_,
        policy=policy,
        description=description,
        resolver=resolver,
        scope=scope,
        limit=limit,
        args=arguments,
    )


def guarded_subscription(
    type_: Any,
    *,
    policy: Policy,
    groups: Groups,
    resolve: EventResolver,
    shared: bool,
    description: str,
    scope: str | None = None,
    limit: str | None = None,
    **arguments: Any,
) -> GuardedSubscription:
    """Return a root field of the subscription.

    Args:
        type_: The graphene type of each value.
        policy: Asked at the start and again at every event.
        groups: `(actor, arguments)` → the names of the live groups to listen to.
        resolve: `(context, arguments, event)` → the value. `event` is None for the first value,
            sent at once, and what was published for the later ones. SKIP sends nothing.
        scope: What an API token must hold to listen; without it no token may.
        limit: The rate limit that counts each beginning, or none.
        shared: Whether the value is the same for every viewer, so that one resolution may serve
            all who ask the same.
        description: One sentence for the readers of the schema.
        arguments: The field's arguments, each with a description.
    """
    return GuardedSubscription(
        type_,
        policy=policy,
        groups=groups,
        resolve=resolve,
        shared=shared,
        scope=scope,
        limit=limit,
        description=description,
        args=arguments,
    )
