"""What evidence costs: in a business transaction, in the sequencer, and in checking the log."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from marketplace.core.models import Timer
from marketplace.core.timers import timer_set
from marketplace.evidence.keys import LogKey, log_key_create
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.merkle import leaf_hash
from marketplace.evidence.proofs import proof_text
from marketplace.evidence.sequencer import LARGEST_ROUND, sequence_once
from marketplace.evidence.services import EntryDraft, entries_record, entry_record
from marketplace.evidence.tiles import TileKey, edge_keys, range_roots, tiles_grown
from marketplace.evidence.verify import verify_log
from tests.benchmarks.report import Timing, cpu_of, figure, ratio, wall_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ENTRIES = 20_000
BATCH = 500
SMALL_ROUND = 100


class BareLog:
    """The log without a database: hashes, tiles in a dictionary, root and signature."""

    def __init__(self, key: LogKey) -> None:
        self._key, self._size, self._kept = key, 0, dict[TileKey, bytes]()

    def tiles(self, keys: Iterable[TileKey]) -> Mapping[TileKey, bytes]:
        """Return the tiles asked for."""
        return {key: self._kept[key] for key in keys}

    def add(self, commitments: list[bytes]) -> str:
        """Take the entries in and return the signed checkpoint."""
        leaves = [leaf_hash(leaf_data(commitment)) for commitment in commitments]
        edge = self.tiles(edge_keys(self._size))
        self._kept |= tiles_grown(size=self._size, edge=edge, leaves=leaves)
        self._size += len(leaves)
        root = range_roots([(0, self._size)], self)[0]
        return self._key.checkpoint_signed(self._size, root)


def run() -> None:
    """Print the figures."""
    settings.LOG_KEY_FILE = Path(settings.HOME) / "keys" / "bench_log_key"
    key = log_key_create()
    _transactions()
    sequence_once(timezone.now())
    _sequencing(key)
    _reading(key)


def _transactions() -> None:
    """A business transaction of three statements, with its entry and without."""
    numbers = iter(range(10**9))

    def business() -> None:
        subject = f"bench-{next(numbers)}"
        timer_set(kind="bench", subject=subject, due_at=timezone.now())
        Timer.objects.filter(subject=subject).update(attempts=1)

    def without() -> None:
        with transaction.atomic():
            business()

    def with_entry() -> None:
        with transaction.atomic():
            business()
            entry_record(
                kind="bench.done",
                subjects=[("bench", "b1"), ("organisation", "o1")],
                audience=[1, 2],
                body={"version": 1},
                now=timezone.now(),
            )

    for name, measure in (("wall", wall_of), ("CPU", cpu_of)):
        plain, evidenced = _in_turns(measure, without, with_entry)
        ratio(
            f"business transaction with its evidence entry, {name} p50",
            evidenced * 1000,
            baseline="the same without",
            base=plain * 1000,
        )


def _in_turns(
    measure: Callable[..., Timing], first: Callable[[], object], second: Callable[[], object]
) -> tuple[float, float]:
    """Return both medians, measured in turns so that a slow moment hits both."""
    rounds = [(measure(first).p50, measure(second).p50) for _ in range(5)]
    return min(pair[0] for pair in rounds), min(pair[1] for pair in rounds)


def _sequencing(key: LogKey) -> None:
    """Entries a second, in rounds of 10,000 and of 100, beside the log without a database."""
    bare = BareLog(key)
    for size in (LARGEST_ROUND, SMALL_ROUND):
        total = ENTRIES if size == LARGEST_ROUND else 10 * SMALL_ROUND
        taken = bare_taken = 0.0
        for _ in range(total // size):
            _record(size)
            started = time.perf_counter()
            assert sequence_once(timezone.now()) == size
            taken += time.perf_counter() - started
            commitments = [secrets.token_bytes(32) for _ in range(size)]
            started = time.perf_counter()
            bare.add(commitments)
            bare_taken += time.perf_counter() - started
        ratio(
            f"entries sequenced a second in rounds of {size:,}",
            total / taken,
            baseline="the bare log",
            base=total / bare_taken,
            unit="/s",
        )


def _record(count: int) -> None:
    for start in range(0, count, BATCH):
        drafts = [
            EntryDraft(
                kind="bench.done",
                subjects=[("bench", f"b{number}")],
                audience=[number],
                body={"version": number},
            )
            for number in range(min(BATCH, count - start))
        ]
        with transaction.atomic():
            entries_record(drafts, now=timezone.now())


def _reading(key: LogKey) -> None:
    """A proof file, and the check of the whole log."""
    indexes = iter(range(0, ENTRIES, 97))
    proof = wall_of(lambda: proof_text(next(indexes)))
    figure("proof file of an entry, p50", f"{proof.p50 * 1000:.2f} ms")
    started = time.perf_counter()
    checked = verify_log(key=key.verifier, remembered=None, report=lambda _step, _words: None)
    seconds = time.perf_counter() - started
    figure("verify_evidence, entries a second", f"{checked.size / seconds:,.0f}")
