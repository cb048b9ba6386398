"""One operation from text to answer, for the HTTP view and the socket alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
)

from marketplace.core.graphql.documents import Documents, RefusedDocumentError
from marketplace.core.graphql.errors import error_formatted
from marketplace.core.graphql.limits import check_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import graphene
    from graphql import DocumentNode

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """What a client sent, its shape already checked."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """A valid operation, ready to run."""

    request: OperationRequest
    document: DocumentNode
    node: OperationDefinitionNode

    @property
    def type(self) -> OperationType:
        """Return whether it is a query, a mutation or a subscription."""
        return self.node.operation

    @property
    def name(self) -> str:
        """Return its name, as written by the client, for the log."""
        return self.node.name.value[:60] if self.node.name else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. `executed` is false when the request itself was wrong."""

    body: dict[str, Any]
    executed: bool


class Engine:
    """The schema with its kept documents.

    Args:
        schema: What is served.
        confirmed: Reads a mutation's actor anew inside its transaction, see `RequestContext`.
    """

    def __init__(
        self, schema: graphene.Schema, *, confirmed: Callable[[Actor], Actor] | None = None
    ) -> None:
        self._confirmed = confirmed
        self.graphene_schema = schema
        self.schema = schema.graphql_schema
        self._documents = Documents(self.schema)

    def operation(self, request: OperationRequest) -> Operation:
        """Return the operation the request names.

        Raises:
            RefusedDocumentError: The text is wrong, over a limit, or names no operation.
        """
        document = self._documents.document(request.query)
        node = get_operation_ast(document, request.operation_name)
        if node is None:
            message = (
                "The document holds no operation of this name."
                if request.operation_name
                else "Name one of the document's operations in operationName."
            )
            raise RefusedDocumentError([GraphQLError(message)])
        try:
            check_cost(self.schema, document, node, request.variables)
        except GraphQLError as error:
            raise RefusedDocumentError([error]) from error
        return Operation(request, document, node)

    def run(self, operation: Operation, context: RequestContext, *, root: Any = None) -> Answer:
        """Return the answer of the operation."""
        if context.confirmed is None:
            context = replace(context, confirmed=self._confirmed)
        result = execute_sync(
            self.schema,
            operation.document,
            root_value=root,
            context_value=context,
            variable_values=dict(operation.request.variables),
            operation_name=operation.request.operation_name,
        )
        # wrong variables stop the execution before it begins; their errors have no path
        executed = result.data is not None or any(error.path for error in result.errors or ())
        if not executed:
            return refused(result.errors or [])
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [error_formatted(error) for error in result.errors]
        return Answer(body, executed=True)


def refused(errors: list[GraphQLError]) -> Answer:
    """Return the answer to a request that could not be executed."""
    return Answer({"errors": [error_formatted(error) for error in errors]}, executed=False)
