"""Guesses of passwords, counted so that nobody can lock somebody else's account.

Failures count against the pair of network address and account, against the address, and, far
higher, against the account: who guesses is stopped long before the person at another address is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from marketplace.core import rate_limits
from marketplace.core.client_address import client_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

_PAIR: Final = "sign_in_failed.pair"


def may_try(request: HttpRequest, email: str) -> bool:
    """Return whether one more guess is allowed."""
    now = timezone.now()
    try:
        for rule, subject in _subjects(request, email):
            rate_limits.check(rule, subject, now=now)
    except rate_limits.RateLimitedError:
        return False
    return True


def count_failure(request: HttpRequest, email: str) -> None:
    """Count a guess that failed."""
    now = timezone.now()
    for rule, subject in _subjects(request, email):
        try:
            rate_limits.count(rule, subject, now=now)
        except rate_limits.RateLimitedError:
            # full already; the next guess is refused
            continue


def forget(request: HttpRequest, email: str) -> None:
    """Forget the failures from here: the person has just proved to hold the mailbox."""
    for rule, subject in _subjects(request, email):
        if rule == _PAIR:
            rate_limits.forget(rule, subject)


def _subjects(request: HttpRequest, email: str) -> Iterator[tuple[str, str]]:
    address = client_address(request)
    account = name_of(email)
    yield _PAIR, f"{address} {account}"
    yield "sign_in_failed.address", address
    yield "sign_in_failed.account", account


def name_of(email: str) -> str:
    """Return what an address is counted under, so that no counter holds addresses of people."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
