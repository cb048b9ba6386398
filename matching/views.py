"""Documents that people search the market by, in as files; nothing of them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from marketplace.core.client_address import client_address
from marketplace.core.errors import MarketplaceError
from marketplace.core.rate_limits import RateLimitedError, operation_counted
from matching.document_reading import LARGEST_DOCUMENT, document_read

if TYPE_CHECKING:
    from django.http import HttpRequest

    from marketplace.core.actor import Actor


@require_POST
def document_words(request: HttpRequest) -> JsonResponse:
    """Answer the body's words, with which the page then searches; the body is thrown away."""
    # the path's policy put it there
    actor = cast("Actor", request.actor)  # type: ignore[attr-defined]
    try:
        operation_counted(
            "document", actor=actor, address=client_address(request), now=timezone.now()
        )
        # one byte more tells that there is more
        words = document_read(request.read(LARGEST_DOCUMENT + 1))
    except MarketplaceError as error:
        return _refused(error)
    return _answer({"text": words.text, "isWhole": words.is_whole}, 200)


def _refused(error: MarketplaceError) -> JsonResponse:
    reason = {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "params": error.params,
    }
    return _answer({"errors": [reason]}, 429 if isinstance(error, RateLimitedError) else 400)


def _answer(body: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
