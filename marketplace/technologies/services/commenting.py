"""Firm and reviewers ask and answer while words wait for a decision; nobody is named."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.identity import identity_refused
from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.rate_limits import RateLimitedError
from marketplace.core.texts import text_cleaned
from marketplace.technologies.models import ReviewComment, Technology
from marketplace.technologies.policies import (
    can_comment_on_review,
    can_edit_technology,
    can_review_technologies,
    owns_technology,
)
from marketplace.technologies.services.storing import firm_record, institution_record
from marketplace.technologies.states import ThreadSide

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

COMMENT_MAX = 2000
_MOST_A_DAY = 100
_DAY = timedelta(days=1)


@transaction.atomic
def review_comment(
    *, actor: Actor, technology: Technology, text: str, now: datetime
) -> ReviewComment:
    """Add a remark to the thread of a technology that waits for its decision.

    Raises:
        NotAllowedError: The actor is neither owner or deal lead of the firm nor a reviewer.
        StaleStateError: It does not wait for a decision any more.
        RateLimitedError: This side wrote a hundred remarks on it within a day.
        InvalidInputError: The text is missing or too long, or it names the firm (`names_firm`).
    """
    may_write = can_edit_technology(actor, technology) or can_review_technologies(actor)
    if not may_write or actor.user_id is None:
        raise NotAllowedError
    words = text_cleaned(text, field="text", max_length=COMMENT_MAX)
    if not words:
        raise InvalidInputError("Write something first.", field="text", code="required")
    # a decision made meanwhile waits for this, or this sees it
    current = Technology.objects.select_for_update(of=("self",)).get(pk=technology.pk)
    if not can_comment_on_review(actor, current):
        raise StaleStateError
    by_firm = owns_technology(actor, current)
    _not_too_many(current, by_firm=by_firm, now=now)
    if by_firm:
        identity_refused(words, organisation=current.owner, field="text")
    comment = ReviewComment.objects.create(
        technology=current,
        author_id=actor.user_id,
        side=ThreadSide.FIRM if by_firm else ThreadSide.REVIEWER,
        text=words,
        created_at=now,
    )
    record = firm_record if by_firm else institution_record
    record("technology.commented", actor, current, now, side=str(comment.side))
    return comment


def _not_too_many(technology: Technology, *, by_firm: bool, now: datetime) -> None:
    """Refuse one more remark where a side floods the other, each one being a notice to many."""
    side = ThreadSide.FIRM if by_firm else ThreadSide.REVIEWER
    remarks = ReviewComment.objects.filter(
        technology=technology, side=side, created_at__gt=now - _DAY
    ).order_by("-created_at")
    oldest = remarks.values_list("created_at", flat=True)[_MOST_A_DAY - 1 : _MOST_A_DAY].first()
    if oldest is not None:
        raise RateLimitedError(math.ceil((oldest + _DAY - now).total_seconds()))
