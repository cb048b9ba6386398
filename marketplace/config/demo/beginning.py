"""A demo begins whole or not at all: what a load that was cut short left behind is removed.

Files are encrypted while the story is told, so no transaction can undo half of it. A mark beside
the database says instead what is not finished; it is set before the first act and changed after
the last. Whoever finds it set starts over from nothing. Before the mark there was nobody who could
have signed in, so what is removed is the demo's own story and never what a visitor did.
"""

from __future__ import annotations

import fcntl
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from marketplace.config.demo.load import age_keys_path
from marketplace.core.durable_files import file_replaced
from marketplace.evidence.keys import log_key_path

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGUN: Final = b"begun\n"
_WHOLE: Final = b"whole\n"
_DATABASE_ENDINGS: Final = ("", "-wal", "-shm", "-journal", ".runner")


def mark_path() -> Path:
    """Return where it is written how far the load has come."""
    path: Path = settings.HOME / "demo-load"
    return path


def load_begun() -> None:
    """Note, before the first act, that what is there is not whole."""
    file_replaced(mark_path(), _BEGUN)


def load_ended() -> None:
    """Note, after the last act, that the demo is whole."""
    file_replaced(mark_path(), _WHOLE)


def is_cut_short() -> bool:
    """Return whether a load began here that never ended."""
    path = mark_path()
    return path.exists() and path.read_bytes() == _BEGUN


@contextmanager
def loading_turn() -> Iterator[None]:
    """Let one process at a time load the demo of a folder.

    Raises:
        ImproperlyConfigured: Another process is loading it.
    """
    with (settings.HOME / "demo-load.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another process is loading the demo in {settings.HOME}."
            raise ImproperlyConfigured(message) from None
        yield


def leftovers_remove() -> None:
    """Remove the database, the files, the index and the log's key of a load that was cut short.

    The key goes as well, since it remembers the log that is gone and would sign no other.

    Only what lies in the demo's own folder is removed.

    Raises:
        ImproperlyConfigured: Database or key lie elsewhere, and are their owner's to remove.
    """
    if not is_cut_short():
        return
    database, log_key = Path(str(connection.settings_dict["NAME"])), log_key_path()
    if connection.vendor != "sqlite" or not (_is_ours(database) and _is_ours(log_key)):
        message = (
            "The last load of the demo was cut short. Empty its database, remove the log's key "
            f"and {mark_path()}, and start again."
        )
        raise ImproperlyConfigured(message)
    connections.close_all()
    for folder in (settings.FILES_DIR, settings.INDEX_DIR):
        if _is_ours(folder):
            shutil.rmtree(folder, ignore_errors=True)
    age_keys_path().unlink(missing_ok=True)
    for path in log_key.parent.glob(f"{log_key.name}*"):
        path.unlink(missing_ok=True)
    for ending in _DATABASE_ENDINGS:
        Path(f"{database}{ending}").unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    return settings.HOME.resolve() in path.resolve().parents
