"""The engine of this installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from matching.engines.embedded import EmbeddedEngine


def active_engine() -> EmbeddedEngine:
    """Return the engine over the technologies' index, opened once per process."""
    return _opened(Path(settings.INDEX_DIR) / "technologies")


@lru_cache(maxsize=4)
def _opened(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root)
