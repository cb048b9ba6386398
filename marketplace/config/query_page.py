"""A page to try queries on, from own files, on a developer's machine only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

_FILES: Final = Path(__file__).parent / "query_page_files"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    return HttpResponse(
        (_FILES / "page.html").read_bytes(), content_type="text/html; charset=utf-8"
    )


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Return its script; the content security policy allows none inside the page."""
    return HttpResponse(
        (_FILES / "page.js").read_bytes(), content_type="text/javascript; charset=utf-8"
    )
