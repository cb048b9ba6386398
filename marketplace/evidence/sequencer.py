"""The sequencer: gives committed entries their place in the log, and signs what it then is.

It alone uses the log key. Index, tiles and checkpoint of a round are one transaction, so a crash
leaves the round done or not begun; several sequencers may run, one at a time works.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection, transaction

from marketplace.core.live import publish
from marketplace.evidence.keys import (
    LogKey,
    LogKeyError,
    log_key_checked,
    log_key_load,
    log_key_path,
)
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.merkle import leaf_hash
from marketplace.evidence.models import Checkpoint, Entry, PublicKey
from marketplace.evidence.remembered import checkpoint_remember
from marketplace.evidence.selectors import CHECKPOINT_GROUP, checkpoint_latest
from marketplace.evidence.storage import StoredTiles, tiles_store
from marketplace.evidence.tiles import edge_keys, range_roots, tiles_grown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

LARGEST_ROUND = 10_000
# Under a steady load of writers SQLite lets a waiting one in rarely, so this one waits longer.
_PATIENCE_MS = 60_000
# Any number, the same in every sequencer of a database ("SBLG" in ASCII).
_ADVISORY_LOCK = 0x53424C47


def sequence_once(now: datetime) -> int:
    """Take what is committed into the log, sign a checkpoint, and return how many entries it were.

    The first round of an empty log signs the checkpoint of the empty tree. A full round
    (`LARGEST_ROUND`) means that more may wait.

    Args:
        now: The sequencer's clock, aware; a clock set back does not move the log's time back.

    Raises:
        LogKeyError: The key is missing or wrong, or this log is not the one it last signed.
    """
    newest = checkpoint_latest()
    if newest is not None and not Entry.objects.filter(index=None).exists():
        if not connection.in_atomic_block:
            _remember(newest.note)
        return 0
    with _patience(), transaction.atomic():
        _one_at_a_time()
        newest = checkpoint_latest()
        key = log_key_load()
        log_key_checked(key, newest)
        waiting = list(
            Entry.objects.filter(index=None)
            .order_by("id")
            .values_list("id", "commitment")[:LARGEST_ROUND]
        )
        if newest is None or waiting:
            _integrate(key, newest, waiting, now)
    return len(waiting)


def _integrate(
    key: LogKey,
    newest: Checkpoint | None,
    waiting: Sequence[tuple[int, bytes | memoryview]],
    now: datetime,
) -> None:
    """Write index, tiles and checkpoint of one round; publish after the commit."""
    start = newest.size if newest else 0
    moment = max(now, newest.created_at) if newest else now
    leaves = [leaf_hash(leaf_data(bytes(commitment))) for _, commitment in waiting]
    stored = StoredTiles()
    edge = stored.tiles(edge_keys(start))
    tiles_store(tiles_grown(size=start, edge=edge, leaves=leaves))
    _place_entries([entry_id for entry_id, _ in waiting], start, moment)
    size = start + len(waiting)
    root = range_roots([(0, size)], stored)[0]
    note = key.checkpoint_signed(size, root)
    Checkpoint.objects.create(size=size, root=root, note=note, created_at=moment)
    PublicKey.objects.get_or_create(vkey=key.verifier.text(), defaults={"first_used_at": moment})
    transaction.on_commit(partial(_remember, note))
    transaction.on_commit(partial(publish, CHECKPOINT_GROUP, {"size": size}))


def _place_entries(ids: Sequence[int], start: int, moment: datetime) -> None:
    """Give entries their indexes. By id: a set-based update could meet rows committed meanwhile."""
    table = connection.ops.quote_name(Entry._meta.db_table)
    column = connection.ops.quote_name("index")
    at = connection.ops.adapt_datetimefield_value(moment)
    statement = (
        f"UPDATE {table} SET {column} = %s, integrated_at = %s "  # noqa: S608  (fixed names)
        f"WHERE id = %s AND {column} IS NULL"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(start + i, at, row) for i, row in enumerate(ids)])
        if ids and cursor.rowcount != len(ids):
            message = f"{len(ids)} entries were to be placed, {cursor.rowcount} were."
            raise RuntimeError(message)


def _remember(note: str) -> None:
    try:
        checkpoint_remember(log_key_path(), note)
    except OSError as error:
        message = f"The published checkpoint cannot be kept beside the log key: {error}."
        raise LogKeyError(message) from error


def _one_at_a_time() -> None:
    """Wait for other sequencers. On SQLite the transaction itself began with the write lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


@contextmanager
def _patience() -> Iterator[None]:
    """Wait longer for the write lock of SQLite than other connections do."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {max(before, _PATIENCE_MS)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
