"""The demo's accounts, for its sign-in page; routed in demo mode only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from marketplace.config.demo.load import DEMO_PASSWORD, demo_accounts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Return every demo account with the one password."""
    return JsonResponse({"password": DEMO_PASSWORD, "accounts": demo_accounts()})
