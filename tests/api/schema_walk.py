"""Build, from the schema itself, a request for everything that one root field can give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from marketplace.config.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import GraphQLField, GraphQLSchema

DEEPEST = 6
# the same rows again, and a connection inside a page would only repeat its type
REPEATED = frozenset({"edges"})


def api() -> GraphQLSchema:
    """Return the schema as graphql-core has it."""
    built: GraphQLSchema = schema.graphql_schema
    return built


def root_fields(kind: str) -> Mapping[str, GraphQLField]:
    """Return the root fields of `query` or `mutation`."""
    root = getattr(api(), f"{kind}_type")
    fields: Mapping[str, GraphQLField] = root.fields
    return fields


def everything_of(field: GraphQLField) -> str:
    """Return a selection of every field below a root field, without cycles."""
    return _selection(get_named_type(field.type), ())


def _selection(type_: Any, above: tuple[str, ...]) -> str:
    if is_leaf_type(type_) or len(above) >= DEEPEST:
        return ""
    return "{ " + " ".join(_members(type_, (*above, type_.name))) + " }"


def _members(type_: GraphQLObjectType, above: tuple[str, ...]) -> Iterator[str]:
    for name, field in type_.fields.items():
        named = get_named_type(field.type)
        if is_leaf_type(named):
            yield name
        elif name not in REPEATED and named.name not in above:
            yield f"{name} {_selection(named, above)}"


def fields_reached(field: GraphQLField) -> set[str]:
    """Return the names `Type.field` that `everything_of` asks for."""
    return set(_reached(get_named_type(field.type), ()))


def _reached(type_: Any, above: tuple[str, ...]) -> Iterator[str]:
    if is_leaf_type(type_) or len(above) >= DEEPEST:
        return
    for name, field in type_.fields.items():
        named = get_named_type(field.type)
        if is_leaf_type(named) or (name not in REPEATED and named.name not in above):
            yield f"{type_.name}.{name}"
            yield from _reached(named, (*above, type_.name))
