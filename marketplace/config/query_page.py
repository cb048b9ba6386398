"""GraphiQL, from own files, on a developer's machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest

BUILT: Path = settings.BASE_DIR / "frontend" / "dist-graphiql"
_NOT_BUILT: Final = "GraphiQL is not built. Run `make graphiql`, then load this page again.\n"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return the page, or how to build it."""
    try:
        body = (BUILT / "index.html").read_bytes()
    except FileNotFoundError:
        return HttpResponse(_NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(body, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Return one of its scripts and styles; the content security policy allows none in the page.

    Raises:
        Http404: There is no such file.
    """
    path = BUILT / "assets" / name
    # the name is one part of an address, but a part may hold anything except a slash
    if path.name != name or path.suffix not in _TYPES or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type=_TYPES[path.suffix])
