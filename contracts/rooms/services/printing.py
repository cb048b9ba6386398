"""The written form of a request on its way out, as a document to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from contracts.rooms.printing import request_pdf
from contracts.rooms.selectors.requests import request_printed
from marketplace.files.services import transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.services import OpenedTransfer

REQUEST_FORM: Final = "room.request_form"
_PDF: Final = "application/pdf"
_IN: Final = "."


@transaction.atomic
def request_form_open(
    *, actor: Actor, public_id: str, language: str, now: datetime
) -> OpenedTransfer:
    """Return the way out of an issued request's form.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
        StaleStateError: It was not issued.
    """
    request_printed(actor=actor, public_id=public_id, now=now)
    return transfer_open(
        actor=actor,
        kind=REQUEST_FORM,
        subject=f"{public_id}{_IN}{language}",
        direction=Direction.DOWNLOAD,
        now=now,
        file_name=f"request-{public_id}-{language}.pdf",
        media_type=_PDF,
    )


def request_form_asked(*, actor: Actor, subject: str, now: datetime) -> None:
    """Check that the actor may have the document that `request_form_open` gave the way to.

    Raises:
        NotFoundError: There is none any more, or the actor may not know of it.
    """
    request_printed(actor=actor, public_id=subject.partition(_IN)[0], now=now)


def request_form_drawn(*, actor: Actor, subject: str, now: datetime) -> bytes:
    """Return the document that `request_form_open` gave the way to, as the request is now.

    Raises:
        NotFoundError: There is none any more, or the actor may not know of it.
    """
    public_id, _, language = subject.partition(_IN)
    request, items = request_printed(actor=actor, public_id=public_id, now=now)
    return request_pdf(request, items, language=language)
