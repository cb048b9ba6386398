"""Start-up and memory of the whole server beside a bare uvicorn with an empty application."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

from tests.benchmarks.report import ratio
from tests.demo_server import free_port, running_demo

STARTS = 3
EMPTY = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})
"""


def run() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory(prefix="sealbridge-bench-") as folder:
        home = Path(folder) / "home"
        with running_demo(home):
            pass  # the first start makes keys, database, data and index
        ours = [_demo_measured(home) for _ in range(STARTS)]
        bare = [_bare_measured(Path(folder)) for _ in range(STARTS)]
    ratio(
        "second start until ready",
        statistics.median(seconds for seconds, _ in ours),
        baseline="bare uvicorn",
        base=statistics.median(seconds for seconds, _ in bare),
        unit="s",
    )
    ratio(
        "memory after a Korean search",
        statistics.median(memory for _, memory in ours),
        baseline="bare uvicorn",
        base=statistics.median(memory for _, memory in bare),
        unit="MB",
    )


def _demo_measured(home: Path) -> tuple[float, float]:
    with running_demo(home) as server:
        # the Korean model, loaded in the background, is most of the process
        server.session().graphql('{ marketSearch(text: "배터리") { nodes { relevance } } }')
        return server.start_seconds, _resident(server.process.pid)


def _bare_measured(folder: Path) -> tuple[float, float]:
    (folder / "empty.py").write_text(EMPTY)
    port = free_port()
    started = time.monotonic()
    command = [sys.executable, "-m", "uvicorn", "empty:app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--log-level", "critical"], cwd=folder, stderr=subprocess.DEVNULL
    )
    try:
        while time.monotonic() - started < 60:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return time.monotonic() - started, _resident(process.pid)
            time.sleep(0.02)
        message = "bare uvicorn did not start"
        raise RuntimeError(message)
    finally:
        process.terminate()
        process.wait()


def _resident(pid: int) -> float:
    """Return resident memory in megabytes."""
    return float(psutil.Process(pid).memory_info().rss) / 2**20
