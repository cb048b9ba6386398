"""Versions of a technology, what changed between them, what was decided and said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.technologies.diff import offer_changes
from marketplace.technologies.models import Review, ReviewComment, Technology, TechnologyVersion
from marketplace.technologies.policies import (
    can_read_working_version,
    owns_technology,
    visible_technologies,
)
from marketplace.technologies.rows import CommentRow, ReviewRow, VersionDiff, VersionInfo
from marketplace.technologies.states import TechnologyState
from marketplace.technologies.wording import version_content

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

_ON_THE_MARKET = frozenset({TechnologyState.PUBLISHED, TechnologyState.PAUSED})


def technology_versions(*, actor: Actor, public_id: str) -> list[VersionInfo]:
    """Return the versions, newest first: to the firm all, to a reviewer the submitted ones.

    Raises:
        NotFoundError: There is no such technology, or the actor may not read its history.
    """
    technology = _technology(actor, public_id)
    public = technology.version_id if technology.state in _ON_THE_MARKET else None
    columns = ("pk", "number", "frozen_at", "content_sha256")
    decisions = ("review__decision", "review__decided_at")
    rows = _versions(actor, technology).order_by("-number").values_list(*columns, *decisions)
    return [
        VersionInfo(
            number=number,
            submitted_at=frozen_at,
            sha256=sha256 or None,
            is_public=pk == public,
            decision=decision,
            decided_at=decided_at,
        )
        for pk, number, frozen_at, sha256, decision, decided_at in rows
    ]


def technology_diff(
    *, actor: Actor, public_id: str, from_number: int | None, to_number: int | None
) -> VersionDiff:
    """Return what changed from one version to another.

    Args:
        actor: Who reads.
        public_id: The technology.
        from_number: The older one, or None for the last one decided on before the newer one.
        to_number: The newer one, or None for the newest one the actor may read.

    Raises:
        NotFoundError: The actor may not read it, or there are no such two versions.
    """
    technology = _technology(actor, public_id)
    versions = _versions(actor, technology).order_by("-number")
    newer = versions.first() if to_number is None else versions.filter(number=to_number).first()
    if newer is None:
        raise NotFoundError
    earlier = versions.filter(number__lt=newer.number, review__isnull=False)
    older = earlier.first() if from_number is None else versions.filter(number=from_number).first()
    if older is None:
        raise NotFoundError
    return VersionDiff(
        from_number=older.number,
        to_number=newer.number,
        changes=offer_changes(version_content(older), version_content(newer)),
    )


def technology_reviews(*, actor: Actor, public_id: str) -> list[ReviewRow]:
    """Return what reviewers decided, newest first; who decided is not told.

    Raises:
        NotFoundError: There is no such technology, or the actor may not read its history.
    """
    technology = _technology(actor, public_id)
    reviews = Review.objects.filter(version__technology=technology).select_related("version")
    return [review_row(review) for review in reviews.order_by("-version__number")]


def review_row(review: Review) -> ReviewRow:
    """Return a review as firm and reviewers read it."""
    return ReviewRow(
        public_id=review.public_id,
        version_number=review.version.number,
        decision=review.decision,
        scores=review.scores,
        words=review.words,
        decided_at=review.decided_at,
    )


def review_comments(
    *, actor: Actor, public_id: str, after: tuple[int] | None, limit: int
) -> list[CommentRow]:
    """Return the remarks between firm and reviewers, oldest first.

    Raises:
        NotFoundError: There is no such technology, or the actor may not read its thread.
    """
    technology = _technology(actor, public_id)
    comments = ReviewComment.objects.filter(technology=technology)
    if after is not None:
        comments = comments.filter(pk__gt=after[0])
    return [comment_row(actor, comment) for comment in comments.order_by("pk")[:limit]]


def comment_row(actor: Actor, comment: ReviewComment) -> CommentRow:
    """Return a remark as this reader sees it."""
    return CommentRow(
        pk=comment.pk,
        public_id=comment.public_id,
        side=comment.side,
        is_own=comment.author_id == actor.user_id,
        text=comment.text,
        created_at=comment.created_at,
    )


def _technology(actor: Actor, public_id: str) -> Technology:
    if not is_opaque_id(public_id):
        raise NotFoundError
    visible = Technology.objects.filter(visible_technologies(actor), public_id=public_id)
    technology = visible.first()
    if technology is None or not can_read_working_version(actor, technology):
        raise NotFoundError
    return technology


def _versions(actor: Actor, technology: Technology) -> QuerySet[TechnologyVersion]:
    versions = TechnologyVersion.objects.filter(technology=technology)
    if owns_technology(actor, technology):
        return versions
    return versions.filter(frozen_at__isnull=False)
