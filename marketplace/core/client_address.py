"""Whom a request comes from, as far as the network tells."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address; of IPv6 the network of a site, which one client holds whole.

    Behind a trusted proxy it is the last hop of X-Forwarded-For: the proxy wrote that one, and
    the client may have written all before it.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY else ""
    return address_counted(forwarded.rsplit(",", 1)[-1] or request.META.get("REMOTE_ADDR", ""))


def socket_address(scope: Mapping[str, Any]) -> str:
    """Return the client's address of an ASGI connection, under the same rule."""
    forwarded = ""
    if settings.TRUST_PROXY:
        forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
    client = scope.get("client") or ("",)
    return address_counted(forwarded.rsplit(",", 1)[-1] or str(client[0]))


def address_counted(text: str) -> str:
    """Return the address under which limits count; `0.0.0.0` for what is none."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return "0.0.0.0"  # noqa: S104  (nobody listens there; it stands for "unknown")
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
