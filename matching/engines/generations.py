"""Generations of an index on disk and the pointer that names the one in use.

Layout: `<root>/<generation>/meta.json` and one folder per language, `<root>/CURRENT` holding the
generation's name, `<root>/writer.lock`. `CURRENT` is replaced atomically, so a reader sees the
old generation or the new one, and a crash while building leaves the old one in use.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from matching.analysis import ANALYZER_VERSION
from matching.constants import WRITER_WAIT_SECONDS
from matching.engines.errors import IndexBusyError
from matching.engines.shard import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME: Final = re.compile(r"\d{8}")
_LOCK_POLL_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class GenerationMeta:
    """What a generation was built with."""

    schema: int
    analyzer_version: str
    doc_count: int
    encoder: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete build of the index."""

    name: str
    path: Path
    meta: GenerationMeta

    @property
    def is_usable(self) -> bool:
        """Return whether this program's schema and analysis built it."""
        built_with = (self.meta.schema, self.meta.analyzer_version)
        return built_with == (SCHEMA_VERSION, ANALYZER_VERSION)


class GenerationStore:
    """The folder of one index's generations."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pointer = root / "CURRENT"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock, which the system frees when the process dies.

        Raises:
            IndexBusyError: Another writer kept it for the whole waiting time.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / "writer.lock").open("ab") as file:
            deadline = time.monotonic() + WRITER_WAIT_SECONDS
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise IndexBusyError(
                            f"Another process is writing the index in {self._root}. "
                            "Stop it or wait until it is done."
                        ) from None
                    time.sleep(_LOCK_POLL_SECONDS)
            yield

    def current_name(self) -> str:
        """Return the name of the generation in use, or "" when there is none."""
        try:
            name = self._pointer.read_text("ascii").strip()
        except FileNotFoundError:
            return ""
        return name if _NAME.fullmatch(name) else ""

    def current(self) -> Generation | None:
        """Return the generation in use, or None when there is none that can be read."""
        name = self.current_name()
        if not name:
            return None
        path = self._root / name
        try:
            meta = GenerationMeta(**json.loads((path / "meta.json").read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return Generation(name, path, meta)

    def started(self) -> Path:
        """Return the empty folder of a new generation; leftovers of a crash are removed."""
        names = self._names()
        current = self.current_name()
        for name in names:
            if name > current:
                shutil.rmtree(self._root / name)
        path = self._root / f"{int(max(names, default='0')) + 1:08d}"
        path.mkdir(parents=True)
        return path

    def published(self, path: Path, *, doc_count: int, encoder: str = "") -> Generation:
        """Put a finished generation in use, keep the one before it, remove older ones."""
        meta = GenerationMeta(SCHEMA_VERSION, ANALYZER_VERSION, doc_count, encoder)
        _written(path / "meta.json", json.dumps(asdict(meta)))
        for folder in (*(entry for entry in path.iterdir() if entry.is_dir()), path, self._root):
            _synced(folder)
        previous = self.current_name()
        fresh = self._pointer.with_name("CURRENT.new")
        _written(fresh, path.name)
        os.replace(fresh, self._pointer)
        _synced(self._root)
        for name in self._names():
            if name not in {path.name, previous}:
                shutil.rmtree(self._root / name, ignore_errors=True)
        return Generation(path.name, path, meta)

    def _names(self) -> list[str]:
        return [entry.name for entry in self._root.iterdir() if _NAME.fullmatch(entry.name)]


def _written(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
