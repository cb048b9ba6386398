"""A running demo, as `make demo` starts it, for tests from outside.

A test module or conftest takes it by `from tests.demo_server import demo_server`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Final

import pytest

from tests.architecture.sources import PACKAGES
from tests.flows.migrated import DATABASE, tables_copied

ROOT: Final = Path(__file__).resolve().parents[1]
PASSWORD: Final = "open-the-seal-2026"
_START_SECONDS: Final = 300.0
_STOP_SECONDS: Final = 15.0
_KEPT: Final = ROOT / "tests" / ".artifacts" / "demo"
# its days count from the hour in which it was made
_KEPT_SECONDS: Final = 3600.0


@dataclass
class RunningServer:
    """A server process and how to reach it.

    Attributes:
        base_url: For example `http://127.0.0.1:40123`.
        home: The folder with its database, keys and index.
        process: The process itself.
        start_seconds: How long it took until it was ready.
    """

    base_url: str
    home: Path
    process: subprocess.Popen[bytes]
    start_seconds: float
    password: str = PASSWORD
    log: Path = field(default_factory=Path)

    @property
    def socket_url(self) -> str:
        """Return the address of the GraphQL socket."""
        return self.base_url.replace("http", "ws", 1) + "/graphql"

    def session(self, email: str | None = None) -> Session:
        """Return a client, signed in when an e-mail is given."""
        session = Session(self.base_url)
        if email:
            session.sign_in(email, self.password)
        return session

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the same data."""
        return manage(self.home, *arguments)

    def stop(self) -> None:
        """Stop it as an operator would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_STOP_SECONDS)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Session:
    """A client with cookies, from the standard library alone."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def cookie(self, name: str) -> str:
        """Return a cookie's value, or an empty text."""
        return next((c.value or "" for c in self.cookies if c.name == name), "")

    def request(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, bytes, Message]:
        """Return status, body and headers, whatever the status."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base_url + path, data=data, method=method)
        request.add_header("X-CSRFToken", self.cookie("csrftoken"))
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with self._opener.open(request, timeout=30) as response:
                return response.status, response.read(), response.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), error.headers

    def graphql(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the answer's body."""
        body = {"query": query, "variables": variables}
        answer: dict[str, Any] = json.loads(self.request("POST", "/graphql", body)[1])
        return answer

    def sign_in(self, email: str, password: str) -> int:
        """Sign in and return the status."""
        self.request("GET", "/_allauth/browser/v1/config")
        body = {"email": email, "password": password}
        return self.request("POST", "/_allauth/browser/v1/auth/login", body)[0]

    def sign_out(self) -> int:
        """Sign out and return the status, which is 401 when it worked."""
        return self.request("DELETE", "/_allauth/browser/v1/auth/session")[0]


def demo_environment(home: Path) -> dict[str, str]:
    """Return the variables of a demo on the data in `home`, whatever this process runs under."""
    variables = {name: v for name, v in os.environ.items() if not name.startswith("SEALBRIDGE_")}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    return variables | {
        "SEALBRIDGE_HOME": str(home),
        "SEALBRIDGE_DEMO": "true",
        "PYTHONUNBUFFERED": "1",
    }


def manage(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `manage.py` on the data in `home`."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=demo_environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_demo(
    home: Path,
    command: Sequence[str] = ("demo",),
    *,
    host: str = "127.0.0.1",
    **environment: str,
) -> Iterator[RunningServer]:
    """Give a running demo on the data in `home`, made there when there is none.

    Args:
        home: The folder of the data.
        command: Serves; `("serve", "--no-workers")` on data that is there already.
        host: Its name in addresses; `localhost` where a browser has to make passkeys.
        environment: Further variables.
    """
    port = free_port()
    variables = demo_environment(home) | {
        "SEALBRIDGE_PUBLIC_URL": f"http://{host}:{port}",
        **environment,
    }
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    started = time.monotonic()
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command, "--port", str(port)],
            cwd=ROOT,
            env=variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = RunningServer(f"http://{host}:{port}", home, process, 0.0, log=log)
    try:
        _wait_until_ready(server, started)
        yield server
    finally:
        server.stop()


def loaded(home: Path) -> Path:
    """Return `home` with the data that a first start makes of it.

    A first start takes half a minute of the processor: it is done once for the tests of all
    processes, and copied.
    """
    _KEPT.mkdir(parents=True, exist_ok=True)
    kept = _KEPT / _fingerprint()
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists() or time.time() - kept.stat().st_mtime > _KEPT_SECONDS:
            for old in _KEPT.glob("*/"):
                shutil.rmtree(old)
            (_KEPT / "made").mkdir()
            tables_copied(_KEPT / "made" / DATABASE)
            with running_demo(_KEPT / "made"):
                pass
            (_KEPT / "made" / "server.log").unlink()
            (_KEPT / "made").rename(kept)
            os.utime(kept)
        shutil.copytree(kept, home, dirs_exist_ok=True)
    return home


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _wait_until_ready(server: RunningServer, started: float) -> None:
    while time.monotonic() - started < _START_SECONDS:
        if server.process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(server.base_url + "/readyz", timeout=5) as r:
            if r.status == 200:
                server.start_seconds = time.monotonic() - started
                return
        time.sleep(0.05)
    pytest.fail(f"the demo did not start:\n{server.log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def demo_server() -> Iterator[RunningServer]:
    """Give one demo to all tests of the session that only read it or add to it."""
    with (
        tempfile.TemporaryDirectory(prefix="sealbridge-demo-") as home,
        running_demo(loaded(Path(home))) as server,
    ):
        yield server
