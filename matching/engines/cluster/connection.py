"""The one connection to the cluster: which product, how long to wait, what failures mean."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from elastic_transport import HttpHeaders, TransportError, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch

from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elastic_transport._node import NodeApiResponse

_VENDOR_TYPE: Final = re.compile(r"application/vnd\.elasticsearch\+([^;,]+); *compatible-with=\d+")
_READ_SECONDS: Final = 2.0
_WRITE_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 3.0
# since OpenSearch 3 "BM25" leaves out the factor (k1 + 1) that Elasticsearch and OpenSearch 2 keep
_BM25: Final = "BM25"
_SCALED_BM25: Final = "LegacyBM25"
_SCALED_SINCE: Final = 3
# what a cluster answers that lacks an index, a shard, room or time; anything else is our mistake
_PASSING: Final = frozenset({404, 408, 429, 500, 502, 503, 504})
_FORBIDDEN: Final = 403


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """Where the cluster is and who asks.

    Args:
        urls: Addresses of its nodes.
        user: Account, or "" where none is asked for.
        password: Of the account.
        api_key: Instead of an account.
        authority: File with the certificate that the nodes' own are signed by, or "".
        prefix: What the names of its indices begin with.
    """

    urls: tuple[str, ...]
    user: str = ""
    password: str = ""
    api_key: str = ""
    authority: str = ""
    prefix: str = "sealbridge"


class OpenSearchNode(Urllib3HttpNode):
    """Speaks plain JSON with an OpenSearch node, which knows no vendor's media types."""

    def perform_request(self, *arguments: Any, **named: Any) -> NodeApiResponse:
        """Send the request with plain media types; answer for the product that the client asks."""
        if named.get("headers"):
            named["headers"] = HttpHeaders(
                {
                    name: _VENDOR_TYPE.sub(r"application/\1", value)
                    for name, value in named["headers"].items()
                }
            )
        answer = super().perform_request(*arguments, **named)
        answer.meta.headers = HttpHeaders(
            {**answer.meta.headers, "x-elastic-product": "Elasticsearch"}
        )
        return answer


class Connection:
    """Hands out clients, and none for a while after nobody answered.

    Requests that people wait for must not queue up behind a cluster that is away.
    """

    def __init__(self, place: ClusterPlace) -> None:
        self.place = place
        self._lock = threading.Lock()
        self._client: Elasticsearch | None = None
        self._paused_until = float("-inf")
        self.is_opensearch = False
        self.bm25 = _BM25

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """Open for a request that a person waits for.

        A node that does not answer is made up for by the next one.

        Raises:
            SearchUnavailableError: The cluster does not answer, or not with the whole index.
        """
        if time.monotonic() < self._paused_until:
            raise SearchUnavailableError
        with self._translated(pauses=True):
            yield self._connected().options(
                request_timeout=_READ_SECONDS,
                max_retries=1,
                retry_on_timeout=len(self.place.urls) > 1,
                # who says that a part is away says it for all nodes
                retry_on_status=(502, 504),
            )

    @contextmanager
    def looking(self) -> Iterator[Elasticsearch]:
        """Open for a look at how the cluster does, also while nobody else is let to it.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        with self._translated():
            yield self._connected().options(
                request_timeout=_READ_SECONDS, max_retries=2, retry_on_timeout=True
            )

    @contextmanager
    def writing(self) -> Iterator[Elasticsearch]:
        """Open for the indexer, which has time and tries again.

        Raises:
            SearchUnavailableError: The cluster does not answer, or takes nothing now.
        """
        with self._translated():
            yield self._connected().options(
                request_timeout=_WRITE_SECONDS, max_retries=3, retry_on_status=(429, 502, 504)
            )

    @contextmanager
    def _translated(self, *, pauses: bool = False) -> Iterator[None]:
        try:
            yield
        except TransportError as error:
            if pauses:
                self._paused_until = time.monotonic() + _PAUSE_SECONDS
            raise SearchUnavailableError from error
        except ApiError as error:
            if passes(error.status_code, str(error.error)):
                raise SearchUnavailableError from error
            raise

    def _connected(self) -> Elasticsearch:
        with self._lock:
            if self._client is None:
                plain = self._opened(Urllib3HttpNode)
                answer = plain.transport.perform_request(
                    "GET",
                    "/",
                    headers={"accept": "application/json"},
                    request_timeout=_READ_SECONDS,
                    max_retries=1,
                )
                told = answer.body if isinstance(answer.body, dict) else {}
                version = told.get("version")
                if not isinstance(version, dict):
                    # whoever stands there, a proxy or a node that refuses us, says so when asked
                    return plain
                self.is_opensearch = version.get("distribution") == "opensearch"
                major = str(version.get("number", "")).partition(".")[0]
                if self.is_opensearch and major.isdecimal() and int(major) >= _SCALED_SINCE:
                    self.bm25 = _SCALED_BM25
                self._client = self._opened(OpenSearchNode) if self.is_opensearch else plain
            return self._client

    def _opened(self, node_class: type[Urllib3HttpNode]) -> Elasticsearch:
        place = self.place
        named: dict[str, Any] = {}
        if place.api_key:
            named["api_key"] = place.api_key
        elif place.user:
            named["basic_auth"] = (place.user, place.password)
        if place.authority:
            named["ca_certs"] = place.authority
        return Elasticsearch(list(place.urls), node_class=node_class, http_compress=True, **named)


def passes(status: int, kind: str) -> bool:
    """Return whether an error is one of a cluster that lacks something, and not of what was sent.

    Args:
        status: As HTTP says it.
        kind: The error's type; where a disk is full or an operator closed something, a block.
    """
    return status in _PASSING or (status == _FORBIDDEN and kind.endswith("block_exception"))
