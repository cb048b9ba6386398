"""Documents that were parsed and validated once and need not be again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from graphql import GraphQLError, parse, specified_rules, validate

from marketplace.core.graphql.errors import LIMIT, ClientError
from marketplace.core.graphql.limits import MAX_QUERY_CHARACTERS, MAX_TOKENS, check_shape

if TYPE_CHECKING:
    from graphql import DocumentNode, GraphQLSchema

KEPT_DOCUMENTS: Final = 256
_MAX_VALIDATION_ERRORS: Final = 20


class RefusedDocumentError(Exception):
    """The text cannot be executed; `errors` say why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("refused document")
        self.errors = errors


class Documents:
    """The least recently used documents of one schema, safe to share between threads."""

    def __init__(self, schema: GraphQLSchema, *, size: int = KEPT_DOCUMENTS) -> None:
        self._schema = schema
        self._size = size
        self._kept: OrderedDict[str, DocumentNode] = OrderedDict()
        self._lock = Lock()

    def document(self, text: str) -> DocumentNode:
        """Return the text as a valid document.

        Raises:
            RefusedDocumentError: It does not parse, exceeds a limit, or is not valid.
        """
        with self._lock:
            kept = self._kept.get(text)
            if kept is not None:
                self._kept.move_to_end(text)
                return kept
        document = self._validated(text)
        with self._lock:
            self._kept[text] = document
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return document

    def _validated(self, text: str) -> DocumentNode:
        if len(text) > MAX_QUERY_CHARACTERS:
            message = f"Shorten the query to at most {MAX_QUERY_CHARACTERS} characters."
            raise RefusedDocumentError([ClientError(message, code=LIMIT)])
        try:
            document = parse(text, max_tokens=MAX_TOKENS)
            check_shape(document)
            errors = validate(
                self._schema, document, specified_rules, max_errors=_MAX_VALIDATION_ERRORS
            )
        except GraphQLError as error:
            raise RefusedDocumentError([error]) from error
        except RecursionError as error:
            message = "Nest the query less deeply."
            raise RefusedDocumentError([ClientError(message, code=LIMIT)]) from error
        if errors:
            raise RefusedDocumentError(errors)
        return document
