"""What every answer tells the browser to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import DisallowedHost

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeadersMiddleware:
    """Add the content security policy and its companions to every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and add the headers."""
        response = self._get_response(request)
        # what people uploaded comes with a policy of its own, which closes it in further
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        response["Permissions-Policy"] = _PERMISSIONS
        response["X-Frame-Options"] = "DENY"
        return response


def _policy(request: HttpRequest) -> str:
    try:
        host = request.get_host()
    except DisallowedHost:
        # the request is refused anyway, and its Host header is not to be repeated
        sockets = ""
    else:
        # not every browser counts ws: to the same address as 'self'
        sockets = f" ws://{host} wss://{host}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            # Mantine sets sizes and positions in style attributes
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self'{sockets}",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )
