"""Where mails leave: one address like `smtp+tls://user:password@mail.example.org:587`."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends"
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
_SECONDS = 20


def mail_settings(url: str, *, demo: bool) -> dict[str, Any]:
    """Return Django's mail settings for an address.

    Args:
        url: `smtp://…`, `smtp+tls://…` (STARTTLS) or `smtp+ssl://…`; in a demo also `console:`,
            `file:///folder`, or nothing, and then no mail leaves.
        demo: Whether this is a demo.

    Raises:
        ImproperlyConfigured: No mail can leave by this address; its words do not repeat it,
            because it holds a password.
    """
    if demo and not url:
        return {"EMAIL_BACKEND": f"{_BACKENDS}.dummy.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _wrong() from error
    if parts.scheme in _PORTS and parts.hostname:
        return {
            "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": port or _PORTS[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
            "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
            "EMAIL_TIMEOUT": _SECONDS,
        }
    if demo and parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if demo and parts.scheme == "file" and parts.path:
        return {
            "EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": parts.path,
        }
    raise _wrong()


def _wrong() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "SEALBRIDGE_MAIL_URL must be like smtp+tls://user:password@host:587; "
        "smtp, smtp+tls and smtp+ssl are known."
    )
