"""What one subscription listens to, and its answer to one event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson
from graphql import GraphQLError
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values, get_variable_values

from marketplace.core.errors import MarketplaceError
from marketplace.core.graphql.documents import RefusedDocumentError
from marketplace.core.graphql.errors import marketplace_extensions, refusal
from marketplace.core.graphql.fields import SKIP, EventValue, GuardedSubscription
from marketplace.core.graphql.limits import fragments_of
from marketplace.core.graphql.positions import Positioned
from marketplace.core.graphql.schema import schema_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLSchema

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext
    from marketplace.core.graphql.execution import Engine, Operation


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription operation with its field found and its arguments read."""

    operation: Operation
    field: GuardedSubscription
    arguments: Mapping[str, Any]

    def check(self, actor: Actor) -> None:
        """Ask the field's policy, and for a token its scope.

        Raises:
            ClientError: The policy or the scope refuses the actor.
        """
        if not self.field.admits(actor):
            raise refusal(actor)

    def groups(self, actor: Actor) -> frozenset[str]:
        """Return the live groups whose events concern this subscription."""
        return frozenset(self.field.groups(actor, self.arguments))

    def standing_at(self, position: Any) -> Subscription:
        """Return the subscription as it goes on from a position that an answer reached."""
        return replace(self, arguments={**self.arguments, "after": position})

    def sharing_key(self, language: str) -> tuple[str, ...] | None:
        """Return what makes two viewers' answers equal, or None when they never are."""
        if not self.field.shared:
            return None
        request = self.operation.request
        variables = orjson.dumps(request.variables, option=orjson.OPT_SORT_KEYS).decode()
        return (request.query, request.operation_name or "", variables, language)


def subscription_of(engine: Engine, operation: Operation) -> Subscription:
    """Return the subscription that a valid operation asks for.

    Raises:
        RefusedDocumentError: Its variables or arguments are wrong, or it selects nothing.
    """
    schema = engine.schema
    variables = _variables(schema, operation)
    fragments = fragments_of(operation.document)
    root = schema.subscription_type
    selected = collect_fields(schema, fragments, variables, root, operation.node.selection_set)
    for nodes in selected.values():
        node = nodes[0]
        field = _fields(engine).get(node.name.value)
        if field is None:
            break
        try:
            arguments = get_argument_values(root.fields[node.name.value], node, variables)
        except GraphQLError as error:
            raise RefusedDocumentError([error]) from error
        return Subscription(operation, field, arguments)
    message = "Subscribe to one field."
    raise RefusedDocumentError([GraphQLError(message)])


def _variables(schema: GraphQLSchema, operation: Operation) -> dict[str, Any]:
    values = get_variable_values(
        schema,
        operation.node.variable_definitions or (),
        dict(operation.request.variables),
        max_errors=20,
    )
    if isinstance(values, list):
        raise RefusedDocumentError(values)
    return values


def _fields(engine: Engine) -> dict[str, GuardedSubscription]:
    fields = engine.graphene_schema.subscription._meta.fields
    return {schema_name(name): field for name, field in fields.items()}


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """What one event led to.

    Attributes:
        text: The answer as JSON text, or None when nothing is to be sent.
        positioned: The position it reached and whether more waits, or None where the subscription
            knows no positions.
    """

    text: str | None
    positioned: Positioned | None = None


def event_answer(
    engine: Engine,
    subscription: Subscription,
    context: RequestContext,
    event: Mapping[str, Any] | None,
) -> EventAnswer:
    """Return the answer to one event.

    Raises:
        RefusedDocumentError: The thing subscribed to is not there for this actor, or the
            execution could not begin.
        TypeError: A subscription whose values are shared answered with a position.
    """
    try:
        value = subscription.field.resolve_event(context, subscription.arguments, event)
    except MarketplaceError as error:
        wrong = GraphQLError(error.message, extensions=marketplace_extensions(error))
        raise RefusedDocumentError([wrong]) from error
    positioned = value if isinstance(value, Positioned) else None
    if positioned is not None and subscription.field.shared:
        message = "Viewers who share a value stand at no position of their own."
        raise TypeError(message)
    value = positioned.value if positioned is not None else value
    if value is SKIP:
        return EventAnswer(None, positioned)
    answer = engine.run(subscription.operation, context, root=EventValue(value))
    return EventAnswer(orjson.dumps(answer.body).decode(), positioned)
