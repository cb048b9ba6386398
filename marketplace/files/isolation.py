"""Work on bytes that strangers made: in a process of its own, that can reach nothing and nobody.

A parser of documents is where hostile bytes strike. So each piece of such work runs in a fresh
interpreter that holds no key, no setting and no database, is cut off from the network and from
every file but the program's own code, may not start programs, and has its memory and its time
counted. It takes its bytes from a pipe and gives bytes back; what it gives is checked by whoever
asked, like anything from outside.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

REFUSED_STATUS: Final = 3
LARGEST_ANSWER: Final = 128 * 1024 * 1024
_CHUNK: Final = 256 * 1024
_WAITING_PER_WORKING: Final = 4
"""A second of work may take so many on a busy machine."""

_LONGEST_CODE: Final = 64
_ROOT: Final = Path(__file__).resolve().parents[2]
_PROGRAM: Final = Path(__file__).resolve().with_name("isolated_program.py")
_STARTED_AS: Final = (sys.executable, "-I", "-B", str(_PROGRAM), str(_ROOT))
_places = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


class IsolatedError(Exception):
    """The work did not come to an end.

    Args:
        reason: `crashed` (also by lack of memory), `too_long`, `too_large` or `busy`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedContentError(Exception):
    """The work came to an end by saying that the bytes are not what it takes.

    Args:
        code: Lower case with underscores, for example `encrypted`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def isolated(
    function: str,
    payload: bytes,
    *,
    seconds: int,
    megabytes: int,
    largest: int = LARGEST_ANSWER,
) -> bytes:
    """Return what a function makes of the bytes, worked out where it can do no harm.

    Args:
        function: `package.module:name` of a function from bytes to bytes, in a module that needs
            no Django.
        payload: What the function is given.
        seconds: Computing time the work may take.
        megabytes: Memory the whole process may have, the interpreter's own included.
        largest: Bytes the answer may have.

    Raises:
        IsolatedError: It crashed, took too long or too much memory, or answered too much.
        RefusedContentError: The function refused the bytes.
    """
    deadline = time.monotonic() + seconds * _WAITING_PER_WORKING
    if not _places.acquire(timeout=seconds * _WAITING_PER_WORKING):
        raise IsolatedError("busy")
    try:
        with _started(function, seconds=seconds, megabytes=megabytes) as process:
            answer = _exchanged(process, payload, deadline=deadline, largest=largest)
            status = _ended(process, deadline)
    finally:
        _places.release()
    if status == REFUSED_STATUS:
        raise RefusedContentError(_code_in(answer))
    if status != 0:
        raise IsolatedError("crashed")
    return answer


@contextmanager
def _started(function: str, *, seconds: int, megabytes: int) -> Iterator[subprocess.Popen[bytes]]:
    """Give the process, and leave nothing of it behind whatever happens."""
    process = subprocess.Popen(  # noqa: S603  (our own interpreter and program)
        [*_STARTED_AS, function, str(seconds), str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        # its group is its own, and cannot be left: what it started ends with it
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                _closed(pipe)
        process.wait()


def _closed(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return


def _exchanged(
    process: subprocess.Popen[bytes], payload: bytes, *, deadline: float, largest: int
) -> bytes:
    """Hand the bytes over while the answer is taken, neither waiting for the other."""
    given, taken = process.stdin, process.stdout
    assert given is not None
    assert taken is not None
    rest = memoryview(payload)
    answer = bytearray()
    for pipe in (given, taken):
        os.set_blocking(pipe.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(given, selectors.EVENT_WRITE)
        selector.register(taken, selectors.EVENT_READ)
        while True:
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready and time.monotonic() >= deadline:
                raise IsolatedError("too_long")
            for key, _events in ready:
                if key.fileobj is given:
                    rest = _part_given(given, rest)
                    if not rest:
                        selector.unregister(given)
                        _closed(given)
                    continue
                chunk = os.read(taken.fileno(), _CHUNK)
                if not chunk:
                    return bytes(answer)
                answer += chunk
                if len(answer) > largest:
                    raise IsolatedError("too_large")


def _part_given(pipe: IO[bytes], rest: memoryview) -> memoryview:
    try:
        return rest[os.write(pipe.fileno(), rest[:_CHUNK]) :]
    except BlockingIOError:
        return rest
    except BrokenPipeError:
        # it ended before it had read all: its status says why
        return rest[:0]


def _ended(process: subprocess.Popen[bytes], deadline: float) -> int:
    try:
        return process.wait(timeout=max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise IsolatedError("too_long") from error


def _code_in(answer: bytes) -> str:
    code = answer[:_LONGEST_CODE].decode("ascii", "replace")
    return code if code.replace("_", "").isalpha() and code.islower() else "refused"
