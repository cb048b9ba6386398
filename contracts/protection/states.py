"""How far an evidence pack is."""

from __future__ import annotations

from django.db import models


class PackState(models.TextChoices):
    """What became of a request for a pack."""

    REQUESTED = "requested", "It is being made"
    READY = "ready", "It can be fetched"
    FAILED = "failed", "It could not be made"
    DROPPED = "dropped", "Newer packs took its place"


PACK_MOVES: dict[str, frozenset[str]] = {
    PackState.REQUESTED: frozenset({PackState.READY, PackState.FAILED}),
    PackState.READY: frozenset({PackState.DROPPED}),
    PackState.FAILED: frozenset(),
    PackState.DROPPED: frozenset(),
}


class PackFailure(models.TextChoices):
    """Why a pack could not be made."""

    TOO_LARGE = "too_large", "There is more than a pack holds"
