"""The digest of a whole file, carried from part to part while they arrive in order.

It is a short cut only: where a part comes out of order, or to another process, the stored parts
are read once more.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashlib import _Hash

_MOST_FILES: Final = 256


@dataclass(frozen=True, slots=True)
class RunningDigest:
    """The digest of the parts before `next_number`."""

    next_number: int
    digest: _Hash


class RunningDigests:
    """Those of the files that arrived last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, RunningDigest] = OrderedDict()
        self._lock = threading.Lock()

    def before(self, file_id: int, number: int) -> _Hash | None:
        """Return a copy of the digest of all parts before this one, or None."""
        if number == 0:
            return hashlib.sha256()
        with self._lock:
            kept = self._kept.get(file_id)
        return kept.digest.copy() if kept and kept.next_number == number else None

    def put(self, file_id: int, running: RunningDigest) -> None:
        """Keep the digest after a part that is stored now."""
        with self._lock:
            kept = self._kept.get(file_id)
            if kept is None or kept.next_number < running.next_number:
                self._kept[file_id] = running
                self._kept.move_to_end(file_id)
            while len(self._kept) > _MOST_FILES:
                self._kept.popitem(last=False)

    def take(self, file_id: int, *, parts: int) -> str | None:
        """Return the digest of the whole file and forget it, or None where it is not known."""
        with self._lock:
            kept = self._kept.pop(file_id, None)
        return kept.digest.hexdigest() if kept and kept.next_number == parts else None


running_digests: Final = RunningDigests()
