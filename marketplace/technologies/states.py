"""A technology's life: what follows what."""

from __future__ import annotations

from django.db import models


class TechnologyState(models.TextChoices):
    """Where a technology is on its way to the market."""

    DRAFT = "draft", "Being written; only the firm sees it"
    IN_REVIEW = "in_review", "Waiting for a reviewer"
    PUBLISHED = "published", "On the market"
    PAUSED = "paused", "Taken off the market for a while"
    WITHDRAWN = "withdrawn", "Taken off the market for good"


TECHNOLOGY_MOVES: dict[str, frozenset[str]] = {
    TechnologyState.DRAFT: frozenset({TechnologyState.IN_REVIEW, TechnologyState.WITHDRAWN}),
    TechnologyState.IN_REVIEW: frozenset(
        {TechnologyState.PUBLISHED, TechnologyState.DRAFT, TechnologyState.WITHDRAWN}
    ),
    TechnologyState.PUBLISHED: frozenset({TechnologyState.PAUSED, TechnologyState.WITHDRAWN}),
    TechnologyState.PAUSED: frozenset({TechnologyState.PUBLISHED, TechnologyState.WITHDRAWN}),
    TechnologyState.WITHDRAWN: frozenset(),
}
