"""The schema as it may be served: every operation guarded, every word explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_scalar_type,
)

from marketplace.core.graphql.fields import GuardedField, GuardedSubscription
from marketplace.core.graphql.mutation import DomainMutation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLNamedType

    from marketplace.core.graphql.fields import Policy


@dataclass(frozen=True, slots=True)
class OperationRule:
    """What stands before one root field: its policy, a token's scope, a rate limit."""

    policy: Policy
    scope: str | None
    limit: str | None


def build_schema(
    *, query: Any, mutation: Any | None = None, subscription: Any | None = None
) -> graphene.Schema:
    """Return the schema.

    Raises:
        ImproperlyConfigured: A root field has no policy, or something has no description.
    """
    schema = graphene.Schema(query=query, mutation=mutation, subscription=subscription)
    open_fields = [name for name, rule in operation_policies(schema).items() if rule is None]
    if open_fields:
        message = "These operations have no policy: " + ", ".join(sorted(open_fields))
        raise ImproperlyConfigured(message)
    silent = sorted(_undescribed(schema))
    if silent:
        message = "These parts of the schema have no description: " + ", ".join(silent)
        raise ImproperlyConfigured(message)
    return schema


def operation_policies(schema: graphene.Schema) -> dict[str, OperationRule | None]:
    """Return the rule of every root field, as `Query.technology` → rule, None without policy."""
    found: dict[str, OperationRule | None] = {}
    for root in (schema.query, schema.mutation, schema.subscription):
        for name, field in (root._meta.fields if root else {}).items():
            label = f"{root._meta.name}.{schema_name(name)}"
            found[label] = _rule_of(field, root is schema.subscription)
    return found


def schema_name(name: str) -> str:
    """Return the camelCase name that graphene gives a Python name."""
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def _rule_of(field: Any, is_subscription: bool) -> OperationRule | None:
    if is_subscription and not isinstance(field, GuardedSubscription):
        return None
    if isinstance(field, GuardedField):
        return OperationRule(field.policy, field.scope, field.limit)
    output = getattr(field, "type", None)
    if isinstance(output, graphene.NonNull):
        output = output.of_type
    if isinstance(output, type) and issubclass(output, DomainMutation):
        return OperationRule(output.policy, output.scope, output.limit)
    return None


def _undescribed(schema: graphene.Schema) -> Iterator[str]:
    for name, type_ in schema.graphql_schema.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        if not type_.description:
            yield name
        for part, description in _parts(type_):
            if not description:
                yield f"{name}.{part}"


def _parts(type_: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(type_, GraphQLEnumType):
        for value_name, value in type_.values.items():
            yield value_name, value.description
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for field_name, field in type_.fields.items():
            yield field_name, field.description
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{field_name}({argument_name})", argument.description
