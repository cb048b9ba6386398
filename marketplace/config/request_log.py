"""One log line a request, under an id that the answer carries too."""

from __future__ import annotations

import re
import time
import uuid
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("sealbridge.request")

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")
_QUIET_ROUTES = frozenset({"healthz", "readyz"})


class RequestLogMiddleware:
    """Give a request its id, and write its line when it is answered.

    The line holds the route, never the path or the query: they hold ids, words searched for and
    whatever a person typed into the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and log it."""
        started = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _SANE_ID.match(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            response = self._get_response(request)
            response["X-Request-ID"] = request_id
            route = _route(request)
            write = log.debug if route in _QUIET_ROUTES else log.info
            write(
                "request",
                method=request.method if request.method in _METHODS else "OTHER",
                route=route,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return response
        finally:
            structlog.contextvars.clear_contextvars()


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _route(request: HttpRequest) -> str:
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return "static" if request.path_info.startswith("/static/") else "none"
