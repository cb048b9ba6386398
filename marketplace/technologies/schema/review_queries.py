"""Reading what is written, decided and said about a technology on its way to the market."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.policies import signed_in
from marketplace.technologies.policies import can_review_technologies
from marketplace.technologies.schema.review_types import (
    ReviewCommentConnection,
    ReviewQueueItemConnection,
    ReviewType,
    TechnologyDraftType,
    TechnologyVersionInfoType,
    VersionDiffType,
)
from marketplace.technologies.selectors import (
    review_comments,
    technologies_waiting,
    technology_diff,
    technology_reviews,
    technology_versions,
    technology_working_version,
)

if TYPE_CHECKING:
    from marketplace.technologies.rows import (
        ReviewRow,
        VersionDiff,
        VersionInfo,
        WorkingVersion,
    )

READ = "technologies:read"


def _draft(_root: Any, info: Any, id: str) -> WorkingVersion | None:
    context = info.context
    try:
        return technology_working_version(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _versions(_root: Any, info: Any, id: str) -> list[VersionInfo]:
    try:
        return technology_versions(actor=info.context.actor, public_id=id)
    except NotFoundError:
        return []


def _diff(
    _root: Any,
    info: Any,
    id: str,
    from_number: int | None = None,
    to_number: int | None = None,
) -> VersionDiff | None:
    try:
        return technology_diff(
            actor=info.context.actor, public_id=id, from_number=from_number, to_number=to_number
        )
    except NotFoundError:
        return None


def _reviews(_root: Any, info: Any, id: str) -> list[ReviewRow]:
    try:
        return technology_reviews(actor=info.context.actor, public_id=id)
    except NotFoundError:
        return []


def _comments(_root: Any, info: Any, id: str, *, first: int, after: str | None = None) -> Page:
    size = page_size(first)
    key: Any = decode_cursor(after, kinds=(int,))
    try:
        rows = review_comments(actor=info.context.actor, public_id=id, after=key, limit=size + 1)
    except NotFoundError:
        rows = []
    return page_of(rows, size=size, key=lambda row: (row.pk,))


def _queue(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
    context, size = info.context, page_size(first)
    key: Any = decode_cursor(after, kinds=(str, str))
    rows = technologies_waiting(actor=context.actor, now=context.now, after=key, limit=size + 1)
    return page_of(rows, size=size, key=lambda waiting: waiting.row.order_key)


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The technology's opaque id.")


class ReviewQuery:
    """What firms and reviewers ask about words on their way to the market."""

    technology_draft = guarded_field(
        TechnologyDraftType,
        policy=signed_in,
        scope=READ,
        description="The words being written or reviewed; null where there are none to read.",
        resolver=_draft,
        id=_id(),
    )
    technology_versions = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(TechnologyVersionInfoType))),
        policy=signed_in,
        scope=READ,
        description="The versions, newest first; to reviewers the submitted ones, while it waits.",
        resolver=_versions,
        id=_id(),
    )
    technology_diff = guarded_field(
        VersionDiffType,
        policy=signed_in,
        scope=READ,
        description=(
            "What changed between two versions. Without numbers: the newest version beside the "
            "last one that was decided on."
        ),
        resolver=_diff,
        id=_id(),
        from_number=graphene.Int(description="The older version."),
        to_number=graphene.Int(description="The newer version."),
    )
    technology_reviews = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(ReviewType))),
        policy=signed_in,
        scope=READ,
        description="What was decided, newest first, without the reviewers' names.",
        resolver=_reviews,
        id=_id(),
    )
    review_comments = connection_field(
        ReviewCommentConnection,
        policy=signed_in,
        scope=READ,
        description="The thread between firm and reviewers, oldest first.",
        resolver=_comments,
        id=_id(),
    )
    review_queue = connection_field(
        ReviewQueueItemConnection,
        policy=can_review_technologies,
        description="Technologies that wait for a reviewer, longest wait first.",
        resolver=_queue,
    )
