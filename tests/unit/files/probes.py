"""What hostile bytes could make a parser do; each probe tells `done` where nothing stopped it."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from marketplace.files.isolation import RefusedContentError


def turned(payload: bytes) -> bytes:
    return payload[::-1]


def printed(payload: bytes) -> bytes:
    sys.stdout.write("noise of a library")
    sys.stdout.flush()
    os.write(1, b"noise of a C library")
    return payload


def refused(payload: bytes) -> bytes:
    raise RefusedContentError(payload.decode())


def failed(_payload: bytes) -> bytes:
    message = "a parser's own error"
    raise ValueError(message)


def crashed(_payload: bytes) -> bytes:
    return ctypes.string_at(8)


def endless(_payload: bytes) -> bytes:
    while True:
        pass


def asleep(_payload: bytes) -> bytes:
    time.sleep(600)
    return b"done"


def leaves_a_child(_payload: bytes) -> bytes:
    """Answer with the id of a process that is to go on after this one."""
    child = os.fork()
    if child == 0:
        with suppress(OSError):
            os.setsid()
        # nobody waits for pipes of a process that holds none
        os.closerange(0, 64)
        time.sleep(60)
        os._exit(0)
    return str(child).encode()


def hungry(payload: bytes) -> bytes:
    return b"x" * (int(payload) * 1024 * 1024)


def connects(payload: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", int(payload)), timeout=2) as connection:
        connection.sendall(b"stolen")
    return b"done"


def reads(payload: bytes) -> bytes:
    return Path(payload.decode()).read_bytes()


def writes(payload: bytes) -> bytes:
    Path(payload.decode()).write_bytes(b"left behind")
    return b"done"


def makes_folder(payload: bytes) -> bytes:
    Path(payload.decode()).mkdir()
    return b"done"


def runs(_payload: bytes) -> bytes:
    return subprocess.run([sys.executable, "-c", "print('done')"], capture_output=True).stdout


def surroundings(_payload: bytes) -> bytes:
    return repr(sorted(os.environ)).encode()


def libraries(_payload: bytes) -> bytes:
    return " ".join(sorted(sys.modules)).encode()
