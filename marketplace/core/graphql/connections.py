"""Pages by key: the next page starts after the last row's key, so no row is counted or skipped."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import InvalidInputError
from marketplace.core.graphql.fields import GuardedField, Policy

if TYPE_CHECKING:
    from typing import TypeVar

    Row = TypeVar("Row")

CursorKey = tuple[int | str, ...]
DEFAULT_PAGE = 20
LARGEST_PAGE = 50
_LONGEST_CURSOR = 400
_LARGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, each with its cursor."""

    rows: Sequence[Any]
    cursors: Sequence[str]
    has_next: bool


class PageInfo(graphene.ObjectType):
    """Whether there is more, and where to go on."""

    has_next_page = graphene.Boolean(required=True, description="Whether more rows follow.")
    end_cursor = graphene.String(description="The cursor of the last row, or null without rows.")


def page_size(first: int | None) -> int:
    """Return how many rows to give.

    Raises:
        InvalidInputError: It is not between 1 and 50.
    """
    size = DEFAULT_PAGE if first is None else first
    if not 1 <= size <= LARGEST_PAGE:
        raise InvalidInputError(
            f"Ask for 1 to {LARGEST_PAGE} rows.",
            field="first",
            code="out_of_range",
            params={"min": "1", "max": str(LARGEST_PAGE)},
        )
    return size


def page_of(rows: Sequence[Row], *, size: int, key: Callable[[Row], CursorKey]) -> Page:
    """Return the page of rows that were fetched with `limit=size + 1`.

    Args:
        rows: Up to `size + 1` rows; the one too many only tells that more follow.
        size: What `page_size` returned.
        key: The row's sort key, which becomes its cursor.
    """
    kept = rows[:size]
    return Page(kept, [encode_cursor(key(row)) for row in kept], has_next=len(rows) > size)


def encode_cursor(key: CursorKey) -> str:
    """Return the key as an opaque text."""
    text = json.dumps(key, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(text: str | None, *, kinds: Sequence[type]) -> CursorKey | None:
    """Return the key in a cursor, or None without a cursor.

    Args:
        text: What the client sent as `after`.
        kinds: The type of each part of the key, `int` or `str`.

    Raises:
        InvalidInputError: This server never gave such a cursor.
    """
    if text is None:
        return None
    try:
        if len(text) > _LONGEST_CURSOR:
            raise ValueError
        padded = text + "=" * (-len(text) % 4)
        key = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        key = None
    if (
        not isinstance(key, list)
        or len(key) != len(kinds)
        or not all(_is_part(part, kind) for part, kind in zip(key, kinds, strict=True))
    ):
        message = "Pass the endCursor of the page before, unchanged."
        raise InvalidInputError(message, field="after")
    return tuple(key)


def _is_part(part: Any, kind: type) -> bool:
    if isinstance(part, bool) or not isinstance(part, kind):
        return False
    if isinstance(part, int):
        return abs(part) <= _LARGEST_INTEGER
    # no key holds a NUL or half a character, and a database refuses to look for them
    return str(part).isprintable()


def connection_type(node_type: Any, name: str) -> type[graphene.ObjectType]:
    """Return the type `<name>Connection`, resolved from a `Page`."""
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One {name} of a page, with its cursor.",
            "node": graphene.Field(node_type, required=True, description="The row itself."),
            "cursor": graphene.String(required=True, description="Pass as `after` to go on."),
        },
    )
    members = {
        "__doc__": f"One page of {name} rows.",
        "edges": _list_field(edge, "The rows, each with its cursor."),
        "nodes": _list_field(node_type, "The rows alone."),
        "page_info": graphene.Field(
            PageInfo, required=True, description="Whether there is more, and where to go on."
        ),
        "resolve_edges": staticmethod(_edges),
        "resolve_nodes": staticmethod(_nodes),
        "resolve_page_info": staticmethod(_page_info),
    }
    return type(f"{name}Connection", (graphene.ObjectType,), members)


def _list_field(type_: Any, description: str) -> graphene.Field:
    return graphene.Field(
        graphene.List(graphene.NonNull(type_)), required=True, description=description
    )


def _edges(page: Page, _info: Any) -> list[dict[str, Any]]:
    pairs = zip(page.rows, page.cursors, strict=True)
    return [{"node": row, "cursor": cursor} for row, cursor in pairs]


def _nodes(page: Page, _info: Any) -> Sequence[Any]:
    return page.rows


def _page_info(page: Page, _info: Any) -> dict[str, Any]:
    return {
        "has_next_page": page.has_next,
        "end_cursor": page.cursors[-1] if page.cursors else None,
    }


def connection_field(
    connection: type[graphene.ObjectType],
    *,
    policy: Policy,
    description: str,
    resolver: Callable[..., Any] | None = None,
    scope: str | None = None,
    limit: str | None = None,
    **arguments: Any,
) -> GuardedField:
    """Return a root field that answers a page; it takes `first` and `after` besides its own.

    The other parameters are those of `guarded_field`.
    """
    return GuardedField(
        connection,
        required=True,
        policy=policy,
        description=description,
        resolver=resolver,
        scope=scope,
        limit=limit,
        args={**arguments, **page_arguments()},
    )


def page_arguments() -> dict[str, graphene.Argument]:
    """Return the arguments `first` and `after`."""
    return {
        "first": graphene.Argument(
            graphene.Int,
            default_value=DEFAULT_PAGE,
            description=f"How many rows, 1 to {LARGEST_PAGE}.",
        ),
        "after": graphene.Argument(
            graphene.String, description="The endCursor of the page before."
        ),
    }
