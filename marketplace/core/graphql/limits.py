"""What one request may ask for.

The shape of the text is measured before validation, because validation itself is what an attacker
can make expensive; the cost, which needs the types, after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNonNull,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
)

from marketplace.core.graphql.connections import DEFAULT_PAGE, LARGEST_PAGE
from marketplace.core.graphql.errors import LIMIT, ClientError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLField, GraphQLSchema

MAX_QUERY_CHARACTERS: Final = 20_000
MAX_TOKENS: Final = 1000
MAX_DEPTH: Final = 12
MAX_INTROSPECTION_DEPTH: Final = 17
MAX_FIELDS: Final = 400
MAX_ALIASES: Final = 30
MAX_DIRECTIVES: Final = 30
MAX_COST: Final = 6000
_UNPAGED_LIST: Final = 5
"""How many rows a list without `first` is taken to hold: roles, subjects, reasons."""


@dataclass(slots=True)
class _Counts:
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    open_fragments: set[str] = field(default_factory=set)


def check_shape(document: DocumentNode) -> None:
    """Refuse a document that is too deep or too wide, fragments unfolded.

    Raises:
        ClientError: A limit is exceeded; the message names it.
    """
    fragments = fragments_of(document)
    counts = _Counts()
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            _count_directives(definition, counts)
        if isinstance(definition, OperationDefinitionNode):
            _walk(definition.selection_set, fragments, counts, depth=1, limit=MAX_DEPTH)


def _walk(
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    counts: _Counts,
    *,
    depth: int,
    limit: int,
) -> None:
    if depth > limit:
        raise _exceeded(f"Nest fields at most {limit} deep.")
    for selection in selections.selections:
        _count_directives(selection, counts)
        if isinstance(selection, FieldNode):
            _count_field(selection, counts)
            if selection.selection_set:
                below = limit
                if depth == 1 and selection.name.value in {"__schema", "__type"}:
                    below = MAX_INTROSPECTION_DEPTH
                _walk(selection.selection_set, fragments, counts, depth=depth + 1, limit=below)
        elif isinstance(selection, InlineFragmentNode):
            _walk(selection.selection_set, fragments, counts, depth=depth, limit=limit)
        elif isinstance(selection, FragmentSpreadNode):
            name = selection.name.value
            fragment = fragments.get(name)
            # an unknown or circular fragment is for validation to refuse, with its own words
            if fragment is None or name in counts.open_fragments:
                continue
            counts.open_fragments.add(name)
            _count_spread(counts)
            _walk(fragment.selection_set, fragments, counts, depth=depth, limit=limit)
            counts.open_fragments.discard(name)


def _count_field(node: FieldNode, counts: _Counts) -> None:
    counts.fields += 1
    if counts.fields > MAX_FIELDS:
        raise _exceeded(f"Ask for at most {MAX_FIELDS} fields.")
    if node.alias:
        counts.aliases += 1
        if counts.aliases > MAX_ALIASES:
            raise _exceeded(f"Use at most {MAX_ALIASES} aliases.")


def _count_spread(counts: _Counts) -> None:
    # a spread of nothing but spreads holds no field, and still doubles the work at every level
    counts.fields += 1
    if counts.fields > MAX_FIELDS:
        raise _exceeded(f"Ask for at most {MAX_FIELDS} fields.")


def _count_directives(node: Any, counts: _Counts) -> None:
    counts.directives += len(node.directives or ())
    if counts.directives > MAX_DIRECTIVES:
        raise _exceeded(f"Use at most {MAX_DIRECTIVES} directives.")


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> None:
    """Refuse a valid operation that could answer with too many values.

    Raises:
        ClientError: The cost is over the limit.
    """
    root = schema.get_root_type(operation.operation)
    cost = _Cost(fragments_of(document), variables).of(operation.selection_set, root, paged=False)
    if cost > MAX_COST:
        raise _exceeded(
            f"This could answer with {cost} values; at most {MAX_COST} are allowed. "
            "Ask for fewer rows or fields."
        )


class _Cost:
    def __init__(
        self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._fragments = fragments
        self._variables = variables

    def of(self, selections: SelectionSetNode, parent: Any, *, paged: bool) -> int:
        cost = 0
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                cost += self._of_field(selection, parent, paged=paged)
            elif isinstance(selection, InlineFragmentNode):
                cost += self.of(selection.selection_set, parent, paged=paged)
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self._fragments[selection.name.value]
                cost += self.of(fragment.selection_set, parent, paged=paged)
        return cost

    def _of_field(self, node: FieldNode, parent: Any, *, paged: bool) -> int:
        definition = getattr(parent, "fields", {}).get(node.name.value)
        if definition is None or node.selection_set is None:
            return 1
        named = get_named_type(definition.type)
        if not is_composite_type(named):
            return 1
        rows = self._rows(node, definition)
        inner = self.of(node.selection_set, named, paged=rows is not None)
        if rows is not None:
            return 1 + rows * inner
        if _is_list(definition) and not paged:
            return 1 + _UNPAGED_LIST * inner
        return 1 + inner

    def _rows(self, node: FieldNode, definition: GraphQLField) -> int | None:
        if "first" not in definition.args:
            return None
        value: Any = definition.args["first"].default_value
        for argument in node.arguments:
            if argument.name.value != "first":
                continue
            if isinstance(argument.value, IntValueNode):
                value = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                value = self._variables.get(argument.value.name.value, LARGEST_PAGE)
        if not isinstance(value, int):
            value = DEFAULT_PAGE
        # a number out of range is refused by the resolver, in words that name the argument
        return max(1, min(int(value), LARGEST_PAGE))


def _is_list(definition: GraphQLField) -> bool:
    type_ = definition.type
    return is_list_type(type_.of_type if isinstance(type_, GraphQLNonNull) else type_)


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """Return the fragments of a document by name."""
    return {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }


def _exceeded(message: str) -> ClientError:
    return ClientError(message, code=LIMIT)
