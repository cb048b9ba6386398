"""Every document of an index at one point in time, page by page, on either product."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from elasticsearch import Elasticsearch

_KEPT: Final = "2m"
_PAGE: Final = 1000
_JSON: Final = {"accept": "application/json", "content-type": "application/json"}


def every_hit(
    client: Elasticsearch,
    index: str,
    shown: Mapping[str, Any],
    *,
    after_commit: int,
    is_opensearch: bool,
    page: int = _PAGE,
) -> Iterator[dict[str, Any]]:
    """Yield every document of later commits, as they were when the walk began.

    Args:
        client: Of the cluster.
        index: Its name.
        shown: What is asked of each document, as a search asks it.
        after_commit: The last commit that is left out.
        is_opensearch: Whether that is the product.
        page: How many documents one answer holds.
    """
    after: list[Any] | None = None
    with _point_in_time(client, index, is_opensearch=is_opensearch) as point:
        while True:
            asked: dict[str, Any] = {
                **shown,
                "size": page,
                "query": {"range": {"commit": {"gt": after_commit}}},
                "sort": [{"technology": "asc"}],
                "track_total_hits": False,
                "pit": {"id": point, "keep_alive": _KEPT},
            }
            if after is not None:
                asked["search_after"] = after
            hits = client.search(body=asked)["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            after = hits[-1]["sort"]


@contextmanager
def _point_in_time(client: Elasticsearch, index: str, *, is_opensearch: bool) -> Iterator[str]:
    if not is_opensearch:
        point = client.open_point_in_time(index=index, keep_alive=_KEPT)["id"]
        try:
            yield point
        finally:
            client.close_point_in_time(id=point)
        return
    answer: Any = client.perform_request(
        "POST", f"/{index}/_search/point_in_time?keep_alive={_KEPT}", headers=_JSON
    )
    point = answer.body["pit_id"]
    try:
        yield point
    finally:
        client.perform_request(
            "DELETE", "/_search/point_in_time", headers=_JSON, body={"pit_id": [point]}
        )
