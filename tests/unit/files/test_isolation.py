"""Isolated work gives bytes for bytes, and whatever else it tries comes to nothing."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from marketplace.files.isolation import IsolatedError, RefusedContentError, isolated
from tests.unit.files import probes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# far below what the work itself would take
_ENDED_SECONDS: Final = 30


def tried(
    probe: Callable[[bytes], bytes],
    payload: bytes = b"",
    *,
    seconds: int = 5,
    megabytes: int = 256,
    largest: int = 64 * 1024 * 1024,
) -> bytes:
    """Return what a probe gives where it is isolated."""
    function = f"{probe.__module__}:{probe.__name__}"
    return isolated(function, payload, seconds=seconds, megabytes=megabytes, largest=largest)


def test_bytes_go_in_and_come_out_whole() -> None:
    payload = secrets.token_bytes(9_000_000)
    assert tried(probes.turned, payload) == payload[::-1]
    assert tried(probes.turned, b"") == b""


def test_what_libraries_print_does_not_mix_with_the_answer() -> None:
    assert tried(probes.printed, b"answer") == b"answer"


def test_refusal_comes_back_with_its_code() -> None:
    with pytest.raises(RefusedContentError) as caught:
        tried(probes.refused, b"not_a_document")
    assert caught.value.code == "not_a_document"
    with pytest.raises(RefusedContentError) as caught:
        tried(probes.refused, b"<script>")
    assert caught.value.code == "refused"


@pytest.mark.parametrize("probe", [probes.crashed, probes.failed])
def test_crash_and_stray_error_are_one_kind(probe: Callable[[bytes], bytes]) -> None:
    with pytest.raises(IsolatedError) as caught:
        tried(probe)
    assert caught.value.reason == "crashed"


def test_no_process_outlives_the_work_that_started_it() -> None:
    child = int(tried(probes.leaves_a_child))
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the process goes on after its work")


def _runs(process: int) -> bool:
    """Return whether there is such a process, and it is not one that only waits to be counted."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_endless_work_is_ended() -> None:
    before = time.monotonic()
    with pytest.raises(IsolatedError):
        tried(probes.endless, seconds=1)
    assert time.monotonic() - before < _ENDED_SECONDS


def test_work_that_waits_is_ended() -> None:
    before = time.monotonic()
    with pytest.raises(IsolatedError) as caught:
        tried(probes.asleep, seconds=1)
    assert caught.value.reason == "too_long"
    assert time.monotonic() - before < _ENDED_SECONDS


def test_memory_is_bounded() -> None:
    assert len(tried(probes.hungry, b"8")) == 8 * 1024 * 1024
    with pytest.raises(IsolatedError) as caught:
        tried(probes.hungry, b"400")
    assert caught.value.reason == "crashed"


def test_answer_is_bounded() -> None:
    with pytest.raises(IsolatedError) as caught:
        tried(probes.hungry, b"8", largest=1024 * 1024)
    assert caught.value.reason == "too_large"


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Give a port of this machine and what is sent to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def listen() -> None:
            try:
                while True:
                    with server.accept()[0] as connection:
                        heard.append(connection.recv(100))
            except OSError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_nobody_can_be_reached(listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    with pytest.raises(IsolatedError):
        tried(probes.connects, str(port).encode())
    assert heard == []
    assert probes.connects(str(port).encode()) == b"done", "the control reaches it"


def test_no_file_can_be_written_or_made(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"mine")
    tmp_path.chmod(0o777)
    for probe, name in (
        (probes.writes, "there"),
        (probes.writes, "new"),
        (probes.makes_folder, "new"),
    ):
        with pytest.raises(IsolatedError):
            tried(probe, str(tmp_path / name).encode())
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert there.read_bytes() == b"mine"
    assert probes.writes(str(there).encode()) == b"done", "the control writes it"


def test_no_file_but_code_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "kek").write_bytes(b"secret")
    for path in (str(tmp_path / "kek"), "/etc/passwd", "/proc/self/environ"):
        with pytest.raises(IsolatedError):
            tried(probes.reads, path.encode())
    assert b"def reads" in tried(probes.reads, probes.__file__.encode())


def test_no_program_can_be_started() -> None:
    with pytest.raises(IsolatedError):
        tried(probes.runs)
    assert probes.runs(b"") == b"done\n", "the control starts it"


def test_nothing_of_the_server_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEALBRIDGE_SECRET_KEY", "canary")
    assert b"SEALBRIDGE" not in tried(probes.surroundings)
    assert b"django" not in tried(probes.libraries)


def test_many_at_once_all_come_to_their_end() -> None:
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(tried(probes.turned, b"abc")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"cba"] * 6
