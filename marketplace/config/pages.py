"""The web application's one page, and the pages that stand in when there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.html import escape
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

_SERVICES = ("static/", "graphql", "log/", "_allauth/", "firm-check/")
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{1,12}\Z")
# what only those who work on the product need
_FOR_DEVELOPERS = ("styleguide",)
_NOT_BUILT = "The pages are not built. Run `make build`, then start again."


@require_safe
@ensure_csrf_cookie
def index(request: HttpRequest, page: str = "") -> HttpResponse:
    """Return the page that draws every address a person may open.

    Raises:
        Http404: The address is a file's or a service's, not a page's.
    """
    is_file = bool(_FILE_NAME.search(page.rsplit("/", 1)[-1]))
    if is_file or page.startswith(_SERVICES):
        raise Http404
    if page in _FOR_DEVELOPERS and not settings.DEBUG:
        raise Http404
    try:
        body = (settings.FRONTEND_DIST / "index.html").read_bytes()
    except FileNotFoundError:
        return _page(503, "Not built", _NOT_BUILT)
    response = HttpResponse(body, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of a request that cannot be understood."""
    return _page(400, "Bad request", "This request cannot be understood.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of a refused request."""
    return _page(403, "Refused", "This is not open to you.")


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the answer to a form that does not prove to come from our own page."""
    sentence = "This page is too old or was opened elsewhere. Load it again, then repeat."
    error = {"code": "foreign_form", "message": sentence}
    return JsonResponse({"status": 403, "errors": [error]}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of an address where there is nothing."""
    return _page(404, "Not found", "There is nothing under this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of a failure on our side, with the reference its log lines carry."""
    reference = getattr(request, "request_id", "")
    return _page(500, "Error", f"Something went wrong on our side. Reference: {reference}")


def _page(status: int, title: str, sentence: str) -> HttpResponse:
    body = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} · Sealbridge</title>"
        f"<main><h1>{escape(title)}</h1><p>{escape(sentence)}</p></main></html>\n"
    )
    return HttpResponse(body, status=status, content_type="text/html; charset=utf-8")
