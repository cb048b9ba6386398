"""How often somebody may do something: moving windows, counted in Redis or in this process.

The rules are in the settings (`RATE_LIMITS`), each a rate such as `60/minute`; what has no rule is
not limited.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from marketplace.core.errors import MarketplaceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from marketplace.core.actor import Actor

log = structlog.get_logger(__name__)

_PREFIX: Final = "sealbridge"


class RateLimitedError(MarketplaceError):
    """Too often; nothing was done.

    Args:
        seconds: After how many seconds it may be tried again.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "rate_limited",
            f"This was asked too often. Try again in {seconds} seconds.",
            params={"seconds": str(seconds)},
        )
        self.seconds = seconds


def count(rule: str, subject: str, *, now: datetime) -> None:
    """Count one more time.

    Args:
        rule: The name of the rule, for example `search.account`.
        subject: Whose times are counted; kept no longer than the rule's window.
        now: The clock that the seconds to wait are told by.

    Raises:
        RateLimitedError: There were as many as the rule allows; this one is not counted.
    """
    item = _item(rule)
    if item is not None and not _asked(lambda limiter: limiter.hit(item, _PREFIX, rule, subject)):
        raise RateLimitedError(_seconds(item, rule, subject, now))


def check(rule: str, subject: str, *, now: datetime) -> None:
    """Count nothing, but see whether one more were too many.

    Raises:
        RateLimitedError: It were.
    """
    item = _item(rule)
    if item is not None and not _asked(lambda limiter: limiter.test(item, _PREFIX, rule, subject)):
        raise RateLimitedError(_seconds(item, rule, subject, now))


def forget(rule: str, subject: str) -> None:
    """Begin to count anew."""
    item = _item(rule)
    if item is not None:
        _asked(lambda limiter: _cleared(limiter, item, rule, subject))


def operation_counted(limit: str, *, actor: Actor, address: str, now: datetime) -> None:
    """Count one operation of the API against its account and its network address.

    Raises:
        RateLimitedError: One of them asked too often.
    """
    if actor.user_id is not None:
        count(f"{limit}.account", str(actor.user_id), now=now)
        address_rule = f"{limit}.address"
    else:
        address_rule = f"{limit}.visitor"
    if address:
        count(address_rule, address, now=now)


def _cleared(
    limiter: MovingWindowRateLimiter, item: RateLimitItem, rule: str, subject: str
) -> bool:
    limiter.clear(item, _PREFIX, rule, subject)
    return True


def _item(rule: str) -> RateLimitItem | None:
    rate: str | None = settings.RATE_LIMITS.get(rule)
    return _parsed(rate) if rate else None


@cache
def _parsed(rate: str) -> RateLimitItem:
    return parse(rate)


def _seconds(item: RateLimitItem, rule: str, subject: str, now: datetime) -> int:
    reset = _asked(
        lambda limiter: limiter.get_window_stats(item, _PREFIX, rule, subject).reset_time
    )
    return min(max(1, math.ceil(reset - now.timestamp())), item.get_expiry())


def _asked(question: Callable[[MovingWindowRateLimiter], float]) -> float:
    url = settings.REDIS_URL
    if url:
        try:
            return question(_in_redis(url))
        except Exception as error:
            # limits that this process alone keeps are better than none, and than a stopped market
            log.warning("rate_limit_storage_lost", exc_info=error)
    return question(_in_memory())


@cache
def _in_redis(url: str) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(
        storage_from_string(url, socket_timeout=1, socket_connect_timeout=1)
    )


@cache
def _in_memory() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())
