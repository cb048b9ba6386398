"""What a process gives up for good before it touches bytes from strangers.

Limits of the system bound memory, time and files; a user and network namespace takes the network
away; Landlock leaves only the program's own code to read and nothing to write; a system-call
filter refuses sockets and programs where namespaces are not to be had. Each is a wall of its own:
a kernel that lacks one still has the others, and the limits are there on all.

Source: landlock(7), seccomp(2), unshare(2), setrlimit(2); numbers from the kernel's headers.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from pathlib import Path
from typing import Final

_MEGABYTE: Final = 1024 * 1024
_OPEN_FILES: Final = 64
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SIGKILL: Final = 9
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS_BY_VERSION: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_LANDLOCK_NET_SINCE, _LANDLOCK_SCOPE_SINCE = 4, 6

_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# socket, execve, execveat, ptrace, process_vm_readv, process_vm_writev, kill, open_by_handle_at,
# bpf, userfaultfd, mount, add_key, keyctl, perf_event_open, io_uring_setup, setpgid, setsid
_REFUSED_CALLS: Final = {
    "x86_64": (41, 59, 322, 101, 310, 311, 62, 304, 321, 323, 165, 248, 250, 298, 425, 109, 112),
    "aarch64": (198, 221, 281, 117, 270, 271, 129, 265, 280, 282, 40, 217, 219, 241, 425, 154, 157),
}
_FOREIGN_ABI: Final = 0x40000000
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000


def confine(*, root: str, seconds: int, megabytes: int) -> None:
    """Give up everything but computing on what was handed in.

    Args:
        root: The folder with the program's packages, whose code stays readable.
        seconds: Computing time.
        megabytes: Memory of the whole process.
    """
    library = ctypes.CDLL(None, use_errno=True)
    for limit, most in (
        (resource.RLIMIT_AS, megabytes * _MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC)
    _files_given_up(library, root)
    _calls_given_up(library)


def _files_given_up(library: ctypes.CDLL, root: str) -> None:
    """Leave only code to read, by Landlock; a kernel without it changes nothing."""
    version = library.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    rights = (1 << _FILE_RIGHTS_BY_VERSION.get(version, 16)) - 1
    asked = struct.pack("=Q", rights)
    if version >= _LANDLOCK_NET_SINCE:
        asked += struct.pack("=Q", 3)
    if version >= _LANDLOCK_SCOPE_SINCE:
        asked += struct.pack("=Q", 3)
    rules = library.syscall(_LANDLOCK_CREATE, asked, len(asked), 0)
    if rules < 0:
        return
    for path, allowed in _readable(root):
        try:
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        library.syscall(_LANDLOCK_ADD, rules, 1, struct.pack("=Qi", allowed, folder), 0)
        os.close(folder)
    library.syscall(_LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _readable(root: str) -> list[tuple[str, int]]:
    """Return what holds code: the interpreter, its libraries, and this program's packages.

    The root itself may be listed, for that is how modules are found, but its other files (a
    data folder, a key) may not be read.
    """
    both = _READ_FILE | _READ_DIR
    libraries = [path for path in sys.path if path != root]
    system = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", sys.base_prefix + "/lib"]
    packages = [str(init.parent) for init in Path(root).glob("*/__init__.py")]
    allowed = [(path, both) for path in (*libraries, *system, *packages) if Path(path).is_dir()]
    return [*allowed, (root, _READ_DIR), ("/etc/ld.so.cache", _READ_FILE)]


def _calls_given_up(library: ctypes.CDLL) -> None:
    """Have the kernel refuse calls that computing never needs, where their numbers are known."""
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return
    calls = _REFUSED_CALLS[machine]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    program = [
        (load, 0, 0, 4),
        (equal, 1, 0, _ARCHITECTURES[machine]),
        (give, 0, 0, _KILL),
        (load, 0, 0, 0),
        (at_least, len(calls) + 1, 0, _FOREIGN_ABI),
        *((equal, len(calls) - place, 0, number) for place, number in enumerate(calls)),
        (give, 0, 0, _ALLOW),
        (give, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    header = struct.pack("@HP", len(program), ctypes.addressof(code))
    library.prctl(_PR_SET_SECCOMP, 2, header, 0, 0)
