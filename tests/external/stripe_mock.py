"""Stripe's own mock: it checks each request against Stripe's description of its API."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.requirements import require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUILT = Path(__file__).parents[1] / ".artifacts" / "bin"
_MODULE = "github.com/stripe/stripe-mock@v0.203.0"
_BUILD_SECONDS = 400
_START_SECONDS = 20.0


def stripe_mock_program() -> Path:
    """Return the program, installed once."""
    program = _BUILT / "stripe-mock"
    if program.exists():
        return program
    _BUILT.mkdir(parents=True, exist_ok=True)
    outcome = subprocess.run(
        [require_tool("go"), "install", _MODULE],
        env=os.environ | {"GOBIN": str(_BUILT), "CGO_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=_BUILD_SECONDS,
        check=False,
    )
    if outcome.returncode != 0:
        message = f"stripe-mock could not be installed: {outcome.stderr.strip()[-300:]}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return program


@contextmanager
def stripe_mock_running() -> Iterator[str]:
    """Yield the address of a running mock."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # "http-addr" keeps it to this machine
    command = [str(stripe_mock_program()), "-http-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("stripe-mock did not start")
