"""The engine of this installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from matching.encoding.active import encoder_name
from matching.engines.cluster.connection import ClusterPlace
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.embedded import EmbeddedEngine

if TYPE_CHECKING:
    from matching.engines.base import SearchEngine


def active_engine() -> SearchEngine:
    """Return the engine over the technologies' index, opened once per process.

    It is the cluster's where the settings name one, else the one on the local disk.
    """
    if settings.ELASTICSEARCH_URLS:
        return _connected(
            ClusterPlace(
                urls=tuple(settings.ELASTICSEARCH_URLS),
                user=settings.ELASTICSEARCH_USER,
                password=settings.ELASTICSEARCH_PASSWORD,
                api_key=settings.ELASTICSEARCH_API_KEY,
                authority=settings.ELASTICSEARCH_CA,
                prefix=settings.ELASTICSEARCH_PREFIX,
            ),
            encoder_name(),
            Path(settings.INDEX_DIR) / "vectors",
        )
    return _opened(Path(settings.INDEX_DIR) / "technologies", encoder_name())


@lru_cache(maxsize=4)
def _opened(root: Path, encoder: str) -> EmbeddedEngine:
    return EmbeddedEngine(root, encoder=encoder)


@lru_cache(maxsize=4)
def _connected(place: ClusterPlace, encoder: str, folder: Path) -> ClusterEngine:
    return ClusterEngine(place, encoder=encoder, folder=folder)
