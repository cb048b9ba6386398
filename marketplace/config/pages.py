"""The web application's one page, and the pages that stand in when there is none."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from marketplace.config.market_rows import with_first_rows
from marketplace.core.client_address import client_address
from marketplace.core.rate_limits import RateLimitedError
from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest

log = structlog.get_logger(__name__)

_SERVICES = ("static/", "graphql", "log/", "_allauth/", "firm-check/")
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{1,12}\Z")
_PUBLIC_NAME = re.compile(r"[a-z-]{1,40}\Z")
_LANGUAGES = ("ko", "en")
# how a file of the pages was squeezed when they were built, best first
_SQUEEZED = (("br", ".br"), ("gzip", ".gz"))
# what only those who work on the product need
_FOR_DEVELOPERS = ("styleguide",)
_NOT_BUILT = "The pages are not built. Run `make build`, then start again."


@require_safe
@ensure_csrf_cookie
def index(request: HttpRequest, page: str = "") -> HttpResponse:
    """Return the page that draws every address a person may open.

    A visitor gets a public page with its words in it, in the language of their choice or else of
    their browser, and reads it before the application has come.

    Raises:
        Http404: The address is a file's or a service's, not a page's.
    """
    is_file = bool(_FILE_NAME.search(page.rsplit("/", 1)[-1]))
    if is_file or page.startswith(_SERVICES):
        raise Http404
    if page in _FOR_DEVELOPERS and not settings.DEBUG:
        raise Http404
    response = _with_rows(request, page) or _drawn(request, page) or _empty()
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    return response


def _with_rows(request: HttpRequest, page: str) -> HttpResponse | None:
    """Return the market as it stands now, or None where rows cannot or need not be sent."""
    if page != "market" or request.GET or _has_session(request):
        return None
    folder = _folder(request)
    try:
        body = with_first_rows(
            (folder / "market.html").read_bytes(),
            folder / "market.json",
            address=client_address(request),
            now=timezone.now(),
        )
    except (FileNotFoundError, RateLimitedError, SearchUnavailableError, DatabaseError) as error:
        # the application asks by itself, and tells whoever asks in vain
        log.info("market_sent_without_rows", reason=type(error).__name__)
        return None
    response = HttpResponse(body, content_type="text/html; charset=utf-8")
    if "gzip" in _codings(request):
        response.content = gzip.compress(body, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response


def _drawn(request: HttpRequest, page: str) -> HttpResponse | None:
    name = page or "index"
    if _has_session(request) or not _PUBLIC_NAME.match(name):
        return None
    accepted = _codings(request)
    for coding, ending in (*_SQUEEZED, ("", "")):
        if coding and coding not in accepted:
            continue
        try:
            body = (_folder(request) / f"{name}.html{ending}").read_bytes()
        except FileNotFoundError:
            continue
        response = HttpResponse(body, content_type="text/html; charset=utf-8")
        if coding:
            response["Content-Encoding"] = coding
        return response
    return None


def _codings(request: HttpRequest) -> set[str]:
    """Return how the browser takes a page squeezed (RFC 9110, 12.5.3)."""
    wishes = request.headers.get("Accept-Encoding", "").lower().split(",")
    return {name.strip() for name, *wish in (each.split(";") for each in wishes) if not _no(wish)}


def _no(wish: list[str]) -> bool:
    return any(re.fullmatch(r"\s*q=0(\.0*)?\s*", part) for part in wish)


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _folder(request: HttpRequest) -> Path:
    """Return where the public pages are in the visitor's language."""
    dist: Path = settings.FRONTEND_DIST
    return dist / "prerendered" / _language(request)


def _language(request: HttpRequest) -> str:
    """Return what the visitor chose, else the first of the browser's languages that we speak."""
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if kept in _LANGUAGES:
        return kept
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    spoken = (code.split("-")[0] for code, _ in asked)
    return next((code for code in spoken if code in _LANGUAGES), _LANGUAGES[0])


def _empty() -> HttpResponse:
    try:
        body = (settings.FRONTEND_DIST / "index.html").read_bytes()
    except FileNotFoundError:
        return _page(503, "Not built", _NOT_BUILT)
    return HttpResponse(body, content_type="text/html; charset=utf-8")


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
