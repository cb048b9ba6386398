"""Start the server or a worker process, and stop it without leaving anything half done."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING, Final

import structlog
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from marketplace.config.application import Sealbridge
from marketplace.config.keys import check_keys
from marketplace.config.patience import PatientProtocol
from marketplace.evidence.keys import check_log_key

if TYPE_CHECKING:
    from types import FrameType

    from marketplace.config.background import LoopThread

log = structlog.get_logger(__name__)

_GRACEFUL_SECONDS: Final = 5
_MOST_CONNECTIONS: Final = 2000
_LARGEST_MESSAGE: Final = 128 * 1024
# so many new objects may wait for the collector
_COLLECTED_AFTER: Final = 10_000


class StartRefusedError(Exception):
    """The program would not be safe to serve; the message says what to mend."""


def serve(*, host: str, port: int, with_threads: bool) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        host: The address to listen on.
        port: The port to listen on.
        with_threads: Whether sequencer and runner work in this process.

    Raises:
        StartRefusedError: The database is not up to date, or a key is missing or wrong.
    """
    check_start(with_log_key=with_threads)
    config = uvicorn.Config(
        Sealbridge(with_threads=with_threads),
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        http=PatientProtocol,
        ws="websockets-sansio",
        ws_max_size=_LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_GRACEFUL_SECONDS,
        proxy_headers=settings.TRUST_PROXY,
        forwarded_allow_ips="*" if settings.TRUST_PROXY else None,
    )
    log.info("serving", host=host, port=port, threads=with_threads)
    _spare_the_collector()
    uvicorn.Server(config).run()


def _spare_the_collector() -> None:
    """Let it pass over what was loaded, which took it a tenth of each request's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER, 20, 50)


def check_start(*, with_log_key: bool) -> None:
    """Refuse to start where starting would do harm.

    Raises:
        StartRefusedError: The database is not up to date, or a key is missing or wrong.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        message = f"The database does not answer: {type(error).__name__}."
        raise StartRefusedError(message) from error
    if waiting:
        message = "The database is not up to date: run `manage.py migrate`."
        raise StartRefusedError(message)
    try:
        check_keys()
        if with_log_key:
            check_log_key()
    except ImproperlyConfigured as error:
        raise StartRefusedError(str(error)) from error
    connection.close()


def run_until_stopped(thread: LoopThread) -> None:
    """Run one loop in this process until SIGTERM or SIGINT, then let it finish its round."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        thread.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("started", thread=thread.name)
    thread.start()
    thread.join()
    log.info("stopped", thread=thread.name)
