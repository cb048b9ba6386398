"""Documents of a firm check, in and out as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import FirmDocumentKind
from marketplace.accounts.selectors import document_for
from marketplace.accounts.services import LARGEST_DOCUMENT, firm_document_add
from marketplace.core.client_address import client_address
from marketplace.core.errors import MarketplaceError, NotAllowedError, NotFoundError
from marketplace.core.rate_limits import RateLimitedError, operation_counted

if TYPE_CHECKING:
    from django.http import HttpRequest

    from marketplace.core.actor import Actor

# nothing in a document may run, load or frame anything here
_CLOSED: Final = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_POST
def firm_document_upload(request: HttpRequest) -> JsonResponse:
    """Keep the body as a document of the round one's firm prepares.

    The address says `kind`, as the API names it, and the file's `name`. The type that the
    browser claims counts for nothing.
    """
    actor, now = _actor(request), timezone.now()
    kind = request.GET.get("kind", "")
    known = FirmDocumentKind.__members__.get(kind)
    try:
        operation_counted("write", actor=actor, address=client_address(request), now=now)
        document = firm_document_add(
            actor=actor,
            kind=known.value if known else kind,
            file_name=request.GET.get("name", ""),
            # one byte more tells that there is more
            content=request.read(LARGEST_DOCUMENT + 1),
            now=now,
        )
    except MarketplaceError as error:
        return _refused(error)
    return _answer({"id": document.public_id}, 201)


@require_safe
def firm_document(request: HttpRequest, document_id: str) -> HttpResponse:
    """Answer a document's content to its firm's owner, and to a verifier while it is checked."""
    try:
        document = document_for(actor=_actor(request), public_id=document_id)
    except NotFoundError as error:
        return _refused(error)
    response = HttpResponse(document.content, content_type=document.content_type)
    # browsers show no PDF in a sandbox, so that one is saved
    is_saved = not document.content_type.startswith("image/")
    disposition = content_disposition_header(is_saved, document.file_name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _CLOSED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _actor(request: HttpRequest) -> Actor:
    # the path's policy put it there
    return cast("Actor", request.actor)  # type: ignore[attr-defined]


def _refused(error: MarketplaceError) -> JsonResponse:
    reason = {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "params": error.params,
    }
    status = 400
    if isinstance(error, NotAllowedError):
        status = 403
    elif isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, RateLimitedError):
        status = 429
    return _answer({"errors": [reason]}, status)


def _answer(body: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
