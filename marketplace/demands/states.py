"""A demand's life: what follows what."""

from __future__ import annotations

from django.db import models


class DemandState(models.TextChoices):
    """Where a demand is."""

    DRAFT = "draft", "Being written; only the firm sees it"
    PUBLISHED = "published", "Readable, without the firm's name, by verified small firms"
    CLOSED = "closed", "No longer searched for"


DEMAND_MOVES: dict[str, frozenset[str]] = {
    DemandState.DRAFT: frozenset({DemandState.PUBLISHED, DemandState.CLOSED}),
    DemandState.PUBLISHED: frozenset({DemandState.CLOSED}),
    DemandState.CLOSED: frozenset(),
}
