"""What the server answered with "done" is on the disk: the system calls say in which order."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.demo_server import loaded, running_demo
from tests.requirements import require_tool

if TYPE_CHECKING:
    from pathlib import Path

CREATE = """mutation($key: ID!) {
  createTechnology(requestId: $key, input: {}) { errors { code } technology { id } }
}"""
# another thread's call may stand between the beginning of a call and its end
RECEIVED = re.compile(r"(recvfrom|recvmsg|read)(\(| resumed>).*createTechnology")
SYNCED = re.compile(r"(fdatasync|fsync)\(\d+<[^>]*\.sqlite3-wal>")
ANSWERED = re.compile(r"(sendto|sendmsg|write|writev)\(.*HTTP/1\.1 200")
CALLS = "recvfrom,recvmsg,read,sendto,sendmsg,write,writev,fsync,fdatasync"


@pytest.mark.external
def test_the_journal_is_synced_between_the_request_and_its_answer(tmp_path: Path) -> None:
    strace = require_tool("strace")
    trace = tmp_path / "trace"
    with running_demo(loaded(tmp_path / "home")) as server:
        session = server.session("owner@nurigyeol.example")
        options = ["-f", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(trace)]
        tracer = subprocess.Popen(
            [strace, *options, "-p", str(server.process.pid)], stderr=subprocess.PIPE
        )
        try:
            assert tracer.stderr is not None
            assert b"attached" in tracer.stderr.readline()
            answer = session.graphql(CREATE, key="durable")
            assert answer["data"]["createTechnology"]["technology"]
            time.sleep(0.5)
        finally:
            os.kill(tracer.pid, signal.SIGINT)
            tracer.communicate(timeout=30)
    lines = trace.read_text(errors="replace").splitlines()
    received = next(n for n, line in enumerate(lines) if RECEIVED.search(line))
    answered = next(n for n, line in enumerate(lines) if n > received and ANSWERED.search(line))
    assert any(SYNCED.search(line) for line in lines[received:answered])
