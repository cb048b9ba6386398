"""Where the tests of the cluster engine find a cluster: their own, and the one that is given."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from matching.engines.cluster.connection import ClusterPlace, Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN: Final = "own"
GIVEN: Final = "given"

_GIVEN_URLS: Final = tuple(filter(None, os.environ.get("ELASTICSEARCH_URL", "").split(",")))
PLACES: Final = (OWN, GIVEN) if _GIVEN_URLS else (OWN,)
"""The tests' own OpenSearch, and whatever `ELASTICSEARCH_URL` names where it is set."""

ALLOWED_HOSTS: Final = [
    "127.0.0.1",
    "::1",
    *(host for url in _GIVEN_URLS if (host := urlsplit(url).hostname)),
]


@contextmanager
def place_opened(urls: tuple[str, ...]) -> Iterator[ClusterPlace]:
    """Give indices of a name that nobody has, and remove them afterwards.

    Args:
        urls: Of the tests' own nodes; none for the cluster that is given.
    """
    prefix = f"test-{secrets.token_hex(4)}"
    place = ClusterPlace(urls, prefix=prefix)
    if not urls:
        place = ClusterPlace(
            _GIVEN_URLS,
            user=os.environ.get("ELASTICSEARCH_USER", ""),
            password=os.environ.get("ELASTICSEARCH_PASSWORD", ""),
            api_key=os.environ.get("ELASTICSEARCH_API_KEY", ""),
            authority=os.environ.get("ELASTICSEARCH_CA", ""),
            prefix=prefix,
        )
    try:
        yield place
    finally:
        _removed(place)


def _removed(place: ClusterPlace) -> None:
    with Connection(place).writing() as client:
        # one by one: a cluster may forbid to delete by a pattern
        for name in client.indices.get(index=f"{place.prefix}-*", expand_wildcards="all"):
            client.indices.delete(index=name)
        for name in ("state", "technologies"):
            client.options(ignore_status=404).indices.delete_index_template(
                name=f"{place.prefix}-{name}"
            )
