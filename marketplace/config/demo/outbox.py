"""The demo's mails, for its outbox page; routed in demo mode only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from marketplace.notifications.selectors import mails_newest

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_SHOWN = 100


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Return the newest mails with their words, as they would have left."""
    response = JsonResponse(
        {
            "mails": [
                {
                    "to": mail.address,
                    "subject": mail.subject,
                    "body": mail.body,
                    "createdAt": mail.created_at.isoformat(),
                    "state": mail.state,
                }
                for mail in mails_newest(_SHOWN)
            ]
        }
    )
    response["Cache-Control"] = "no-store"
    return response
