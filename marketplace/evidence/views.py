"""The public log as files, and the proof file of one entry.

Source:
    C2SP tlog-tiles (paths, content types, caching) and tlog-proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from marketplace.core.errors import NotFoundError
from marketplace.evidence.proofs import proof_text
from marketplace.evidence.selectors import (
    bundle_at,
    checkpoint_latest,
    entry_for,
    tile_at,
    verifier_key_latest,
)
from marketplace.evidence.tiles import level_parsed, place_parsed

if TYPE_CHECKING:
    from django.http import HttpRequest

_TEXT = "text/plain; charset=utf-8"
_BYTES = "application/octet-stream"
_NEVER_CHANGES = "public, max-age=31536000, immutable"
_CHANGES = "no-cache"


@require_safe
def checkpoint_view(_request: HttpRequest) -> HttpResponse:
    """Answer the newest checkpoint."""
    newest = checkpoint_latest()
    return _public(newest.note.encode() if newest else None, _TEXT, _CHANGES)


@require_safe
def vkey_view(_request: HttpRequest) -> HttpResponse:
    """Answer the log's public key, in the form that note verifiers take."""
    key = verifier_key_latest()
    return _public(f"{key}\n".encode() if key else None, _TEXT, _CHANGES)


@require_safe
def tile_view(_request: HttpRequest, level: str, place: str) -> HttpResponse:
    """Answer one tile of hashes, as wide as the path asks."""
    height, where = level_parsed(level), place_parsed(place)
    if height is None or where is None:
        return _public(None, _BYTES, _CHANGES)
    return _public(tile_at(level=height, place=where), _BYTES, _NEVER_CHANGES)


@require_safe
@gzip_page
def bundle_view(_request: HttpRequest, place: str) -> HttpResponse:
    """Answer one bundle of leaves, as wide as the path asks."""
    where = place_parsed(place)
    content = bundle_at(place=where) if where else None
    return _public(content, _BYTES, _NEVER_CHANGES)


@require_safe
def proof_view(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Answer the proof file of an entry to whoever may know of the entry."""
    try:
        entry = entry_for(actor=request.actor, uid=uid)  # type: ignore[attr-defined]
    except NotFoundError:
        return _not_found()
    text = proof_text(entry.index)
    if text is None:
        return _not_found()
    response = HttpResponse(text, content_type=_TEXT)
    response["Content-Disposition"] = f'attachment; filename="{entry.uid}.tlog-proof"'
    response["Cache-Control"] = "private, no-store"
    return response


def _public(content: bytes | None, content_type: str, caching: str) -> HttpResponse:
    """Answer a file of the public log, which pages of any site may read."""
    response = _not_found() if content is None else HttpResponse(content, content_type=content_type)
    if content is not None:
        response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _not_found() -> HttpResponse:
    response = HttpResponse("Nothing is here.\n", status=404, content_type=_TEXT)
    response["Cache-Control"] = "no-store"
    return response
