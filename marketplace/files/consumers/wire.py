"""A request read and an answer written, at the level of ASGI."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import orjson
from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from marketplace.core.graphql.edge import origin_is_ours
from marketplace.files.consumers.refusals import bad_request, not_found, revoked, wrong_method

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from marketplace.files.kinds import Download

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Answer = tuple[int, dict[str, Any]]

_PATH: Final = re.compile(
    r"/transfers/(?P<id>[\w-]{22})/(?P<secret>[\w-]{43})(?:/parts/(?P<number>0|[1-9]\d{0,5}))?",
    re.ASCII,
)
_METHODS: Final = {False: frozenset({"GET", "DELETE"}), True: frozenset({"GET", "PUT"})}
_DIGEST: Final = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")
# nobody between us and the person may keep it, and a page of the same origin alone may show it
_CLOSED_IN: Final = (
    (b"cache-control", b"private, no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; sandbox; frame-ancestors 'none'"),
)


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """What the edge reads of a request.

    Attributes:
        number: The part, or None where the transfer itself is meant.
        session_key: The session cookie's value.
        length: The announced length of the body, or None.
        sha256: The announced digest of the body in hex, or empty.
    """

    method: str
    public_id: str
    secret: str
    number: int | None
    session_key: str | None
    length: int | None
    sha256: str


def request_read(scope: MutableMapping[str, Any]) -> TransferRequest:
    """Return what a request asks for.

    Raises:
        RefusedError: It is none of ours, from a foreign page, by a token, or malformed.
    """
    match = _PATH.fullmatch(scope["path"])
    headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
    host = headers.get("host", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        message = "This server does not answer to that name."
        raise bad_request(message)
    if match is None or "authorization" in headers:
        # a token has no session, and may move no file
        raise not_found()
    method = scope["method"]
    if method not in _METHODS[match["number"] is not None]:
        raise wrong_method()
    origin = headers.get("origin")
    if method != "GET" and not origin_is_ours(origin, host, settings.CSRF_TRUSTED_ORIGINS):
        raise revoked()
    return TransferRequest(
        method=method,
        public_id=match["id"],
        secret=match["secret"],
        number=int(match["number"]) if match["number"] is not None else None,
        session_key=parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME),
        length=_length(headers.get("content-length")),
        sha256=_digest(headers.get("content-digest")),
    )


def _length(header: str | None) -> int | None:
    if header is None:
        return None
    if not (header.isascii() and header.isdigit() and len(header) <= 12):
        message = "The Content-Length header is not a number."
        raise bad_request(message)
    return int(header)


def _digest(header: str | None) -> str:
    """Return the SHA-256 in a Content-Digest header. Source: RFC 9530."""
    if header is None:
        return ""
    match = _DIGEST.search(header)
    try:
        return base64.b64decode(match[1], validate=True).hex() if match else _digest_refused()
    except binascii.Error:
        return _digest_refused()


def _digest_refused() -> str:
    message = "Send the Content-Digest header with a sha-256, or leave it out."
    raise bad_request(message)


async def json_send(send: Send, answer: Answer) -> None:
    """Send an answer of JSON."""
    status, content = answer
    body = orjson.dumps(content)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        *_CLOSED_IN,
    ]
    if status >= 400:
        # the rest of a body is not going to be read
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def download_start(download: Download) -> Message:
    """Return the head of an answer that carries a part."""
    kind = "inline" if download.inline else "attachment"
    # Source: RFC 6266, RFC 8187
    name = quote(download.file_name, safe="")
    headers = [
        (b"content-type", download.media_type.encode("ascii", "replace")),
        (b"content-disposition", f"{kind}; filename*=UTF-8''{name}".encode()),
        *_CLOSED_IN,
    ]
    if download.size is not None:
        headers.append((b"content-length", str(download.size).encode()))
    return {"type": "http.response.start", "status": 200, "headers": headers}
