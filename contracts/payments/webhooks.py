"""Where providers tell that something happened: kept once its signature holds, nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from contracts.payments.providers.base import ForgedEventError
from contracts.payments.providers.stripe_checkout import event_verified, is_offered
from contracts.payments.services import provider_event_keep
from contracts.payments.states import Provider

if TYPE_CHECKING:
    from django.http import HttpRequest

log = structlog.get_logger(__name__)
_TEXT: Final = "text/plain; charset=utf-8"


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Keep an event of Stripe's; a repeated one is answered the same, and kept no second time."""
    if not is_offered():
        return HttpResponse("Stripe is not set up here.\n", status=404, content_type=_TEXT)
    try:
        notice = event_verified(request.body, request.headers.get("Stripe-Signature", ""))
    except ForgedEventError:
        log.warning("webhook_refused", provider=Provider.STRIPE.value)
        return HttpResponse("The signature does not hold.\n", status=400, content_type=_TEXT)
    provider_event_keep(
        provider=Provider.STRIPE, notice=notice, payload=request.body, now=timezone.now()
    )
    return HttpResponse("Kept.\n", content_type=_TEXT)
