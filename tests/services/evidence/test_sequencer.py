"""The sequencer: one order, one history, signed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from marketplace.evidence import sequencer
from marketplace.evidence.keys import LogKey, LogKeyError, log_key_create, log_key_path
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_holds,
    inclusion_holds,
    leaf_hash,
)
from marketplace.evidence.models import Checkpoint, Entry, PublicKey, Tile
from marketplace.evidence.notes import checkpoint_opened
from marketplace.evidence.proofs import consistency_proof, inclusion_proof, proof_text
from marketplace.evidence.remembered import remembered_note
from marketplace.evidence.selectors import entries_sequenced_after
from marketplace.evidence.sequencer import sequence_once
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.services.evidence.conftest import Recorder


def newest() -> Checkpoint:
    return Checkpoint.objects.order_by("-size")[0]


def leaf_hashes() -> list[bytes]:
    rows = Entry.objects.filter(index__isnull=False).order_by("index")
    return [leaf_hash(leaf_data(bytes(entry.commitment))) for entry in rows]


def test_the_first_round_signs_the_empty_tree(log_key: LogKey) -> None:
    assert sequence_once(NOON) == 0
    stated = checkpoint_opened(newest().note, log_key.verifier)
    assert (stated.size, stated.root) == (0, EMPTY_ROOT)
    assert PublicKey.objects.get().vkey == log_key.verifier.text()
    assert sequence_once(NOON) == 0
    assert Checkpoint.objects.count() == 1


def test_entries_get_their_places_in_the_order_of_their_rows(
    log_key: LogKey, record: Recorder
) -> None:
    recorded = [entry.pk for _ in range(3) for entry in record(100)]
    assert sequence_once(NOON) == 300
    placed = Entry.objects.order_by("index").values_list("pk", "index", "integrated_at")
    assert list(placed) == [(pk, index, NOON) for index, pk in enumerate(recorded)]


def test_rounds_add_up_to_the_tree_of_all_leaves(log_key: LogKey, record: Recorder) -> None:
    tree, sizes = Frontier(), (1, 254, 1, 1, 255, 256, 300)
    for count in sizes:
        record(count)
        assert sequence_once(NOON) == count
        for leaf in leaf_hashes()[tree.size :]:
            tree.append(leaf)
        stated = checkpoint_opened(newest().note, log_key.verifier)
        assert (stated.size, stated.root) == (tree.size, tree.root())
    assert Checkpoint.objects.count() == len(sizes)
    assert Tile.objects.filter(level=0).count() == 5


def test_stored_tiles_prove_every_entry_and_every_earlier_checkpoint(
    log_key: LogKey, record: Recorder
) -> None:
    for count in (1, 300, 77, 212):
        record(count)
        sequence_once(NOON)
    last, leaves = newest(), leaf_hashes()
    for index in range(0, last.size, 13):
        assert inclusion_holds(
            leaf=leaves[index],
            index=index,
            size=last.size,
            path=inclusion_proof(index, last.size),
            root=bytes(last.root),
        )
    for earlier in Checkpoint.objects.filter(size__gt=0):
        assert consistency_holds(
            old=earlier.size,
            new=last.size,
            old_root=bytes(earlier.root),
            new_root=bytes(last.root),
            path=consistency_proof(earlier.size, last.size),
        )


def test_a_round_has_a_largest_size(
    log_key: LogKey, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "LARGEST_ROUND", 10)
    record(25)
    assert [sequence_once(NOON) for _ in range(4)] == [10, 10, 5, 0]


def test_the_logs_time_never_goes_back(log_key: LogKey, record: Recorder) -> None:
    for moment in (NOON, NOON - timedelta(hours=2), NOON + timedelta(seconds=1)):
        record()
        sequence_once(moment)
    times = list(Entry.objects.order_by("index").values_list("integrated_at", flat=True))
    assert times == [NOON, NOON, NOON + timedelta(seconds=1)]


def test_only_what_is_in_the_log_is_handed_on(log_key: LogKey, record: Recorder) -> None:
    record(5)
    sequence_once(NOON)
    record(3)
    assert [entry.index for entry in entries_sequenced_after(-1, 100)] == [0, 1, 2, 3, 4]
    assert [entry.index for entry in entries_sequenced_after(1, 2)] == [2, 3]
    assert entries_sequenced_after(-1, 100, kinds={"other.kind"}) == []


def test_waiting_entries_are_found_without_reading_the_log(
    log_key: LogKey, record: Recorder
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by its statistics, which a small table does not have")
    rows = Entry.objects.filter(index=None).order_by("id").values_list("id", "commitment")[:10]
    plan = rows.explain()
    assert "SEARCH" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.django_db
def test_without_its_key_nothing_is_sequenced(key_file: Path, record: Recorder) -> None:
    record()
    with pytest.raises(LogKeyError, match="keys restore"):
        sequence_once(NOON)
    assert Entry.objects.get().index is None


def test_with_another_key_nothing_is_sequenced(log_key: LogKey, record: Recorder) -> None:
    record()
    sequence_once(NOON)
    record()
    log_key_path().write_text("A" * 43 + "=")
    with pytest.raises(LogKeyError, match="did not sign"):
        sequence_once(NOON)
    assert Checkpoint.objects.count() == 1
    assert Entry.objects.filter(index=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_is_kept_outside_only_once_it_is_committed(key_file: Path) -> None:
    log_key_create()
    with transaction.atomic():
        sequence_once(NOON)
        transaction.set_rollback(True)
    assert remembered_note(key_file) is None
    sequence_once(NOON)
    assert remembered_note(key_file) == newest().note


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_that_was_not_kept_outside_is_kept_in_the_next_round(key_file: Path) -> None:
    log_key_create()
    sequence_once(NOON)
    key_file.with_name("log_key.checkpoint").unlink()
    assert sequence_once(NOON) == 0
    assert remembered_note(key_file) == newest().note


def test_proofs_exist_once_a_checkpoint_covers_the_entry(
    log_key: LogKey,
    record: Recorder,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    record(3)
    assert proof_text(None) is None
    assert proof_text(0) is None
    with django_capture_on_commit_callbacks() as callbacks:
        sequence_once(NOON)
    assert len(callbacks) == 2  # the file beside the key, and the live event
    text = proof_text(2)
    assert text is not None
    head, _, note = text.partition("\n\n")
    assert head.split("\n")[:2] == ["c2sp.org/tlog-proof@v1", "index 2"]
    assert note == newest().note
    assert proof_text(3) is None
