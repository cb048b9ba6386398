"""Every way to alter a stored log is refused by the step that is there for it, and named."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from marketplace.evidence.keys import LogKey
from marketplace.evidence.leaf import commitment_of, leaf_data
from marketplace.evidence.merkle import HASH_BYTES, complete_root, leaf_hash
from marketplace.evidence.models import (
    Checkpoint,
    Entry,
    EntryAudience,
    EntrySubject,
    PublicKey,
    Tile,
)
from marketplace.evidence.remembered import checkpoint_remember
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.tiles import TILE_WIDTH, split_hashes
from marketplace.evidence.verify import EvidenceError, verify_log
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.evidence.conftest import Recorder

SIZES = (1, 260, 39)  # signed at 1, 261 and 300


@pytest.fixture
def log(log_key: LogKey, record: Recorder) -> LogKey:
    """Return the key of a log of 300 entries in three rounds, with 2 more that wait."""
    for count in SIZES:
        record(count)
        sequence_once(NOON)
    record(2)
    return log_key


def refusal(key: LogKey, remembered: str | None = None) -> EvidenceError:
    """Return how the log is refused, having checked that the steps before held."""
    with pytest.raises(EvidenceError) as caught:
        verify_log(key=key.verifier, remembered=remembered, report=lambda _step, _words: None)
    return caught.value


def named(entry: Entry) -> str:
    return f"entry {'without index' if entry.index is None else entry.index} (id {entry.uid})"


def test_an_untouched_log_passes_every_step(log: LogKey) -> None:
    steps: list[int] = []
    remembered = Checkpoint.objects.get(size=261).note
    newest = verify_log(
        key=log.verifier, remembered=remembered, report=lambda step, _words: steps.append(step)
    )
    assert newest.size == 300
    assert steps == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_empty_log_passes(log_key: LogKey) -> None:
    sequence_once(NOON)
    assert verify_log(key=log_key.verifier, remembered=None, report=lambda *_: None).size == 0


def test_1_another_key(log: LogKey) -> None:
    other = LogKey(log.origin, Ed25519PrivateKey.generate())
    assert refusal(other).step == 1


def test_1_no_checkpoint(log: LogKey) -> None:
    Checkpoint.objects.all().delete()
    assert refusal(log).step == 1


def test_1_a_newest_checkpoint_that_claims_to_be_longer(log: LogKey) -> None:
    remembered = Checkpoint.objects.get(size=300).note
    Checkpoint.objects.filter(size=300).update(size=301)
    assert refusal(log).step == 1
    # and so a log cut back to an older checkpoint cannot pass for one that grew meanwhile
    EntrySubject.objects.filter(entry__index__gte=261).delete()
    EntryAudience.objects.filter(entry__index__gte=261).delete()
    Entry.objects.filter(index__gte=261).delete()
    Checkpoint.objects.filter(size=301).delete()
    Checkpoint.objects.filter(size=261).update(size=1_000_000)
    assert refusal(log, remembered).step == 1


def test_1_another_key_published(log: LogKey) -> None:
    other = LogKey(log.origin, Ed25519PrivateKey.generate())
    PublicKey.objects.update(vkey=other.verifier.text())
    assert refusal(log).step == 1
    PublicKey.objects.all().delete()
    assert refusal(log).step == 1


def test_2_a_removed_entry(log: LogKey) -> None:
    gone = Entry.objects.get(index=123)
    EntrySubject.objects.filter(entry=gone).delete()
    EntryAudience.objects.filter(entry=gone).delete()
    gone.delete()
    error = refusal(log)
    assert (error.step, error.entry) == (2, named(Entry.objects.get(index=124)))
    assert "index 123 is missing" in error.message


def test_2_a_cut_log(log: LogKey) -> None:
    Entry.objects.filter(index__gte=290).update(index=None, integrated_at=None)
    error = refusal(log)
    assert error.step == 2
    assert "from index 290" in error.message


def test_2_entries_that_changed_places(log: LogKey) -> None:
    first, second = Entry.objects.get(index=10), Entry.objects.get(index=11)
    Entry.objects.filter(pk=first.pk).update(index=1_000)
    Entry.objects.filter(pk=second.pk).update(index=10)
    Entry.objects.filter(pk=first.pk).update(index=11)
    error = refusal(log)
    assert (error.step, error.entry) == (4, named(Entry.objects.get(index=10)))


def test_2_an_entry_put_behind_the_end(log: LogKey, record: Recorder) -> None:
    Entry.objects.filter(pk=record()[0].pk).update(index=300, integrated_at=NOON)
    error = refusal(log)
    assert error.step == 2
    assert "behind the last checkpoint" in error.message


def test_2_a_time_before_the_predecessors(log: LogKey) -> None:
    Entry.objects.filter(index=77).update(integrated_at=NOON.replace(year=2020))
    error = refusal(log)
    assert (error.step, error.entry) == (2, named(Entry.objects.get(index=77)))


@pytest.mark.parametrize("index", [0, 256, 299])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", '{"version":2}'),
        ("salt", bytes(32)),
        ("commitment", bytes(32)),
        ("body", None),
        ("salt", None),
        ("kind", "technology.withdrawn"),
        ("recorded_at", NOON.replace(year=2020)),
    ],
)
def test_3_an_altered_column_of_an_entry(
    log: LogKey, index: int, column: str, value: object
) -> None:
    Entry.objects.filter(index=index).update(**{column: value})
    error = refusal(log)
    assert (error.step, error.entry) == (3, named(Entry.objects.get(index=index)))


def test_3_one_character_of_a_body(log: LogKey) -> None:
    entry = Entry.objects.get(index=42)
    assert entry.body is not None
    Entry.objects.filter(pk=entry.pk).update(body=entry.body.replace("42", "43", 1))
    error = refusal(log)
    assert (error.step, error.entry) == (3, named(entry))


def test_3_altered_subjects(log: LogKey) -> None:
    entry = Entry.objects.get(index=5)
    EntrySubject.objects.filter(entry=entry, type="technology").update(ref="t6")
    assert (refusal(log).step, refusal(log).entry) == (3, named(entry))
    EntrySubject.objects.filter(entry=entry, type="technology").delete()
    assert (refusal(log).step, refusal(log).entry) == (3, named(entry))


def forged(entry: Entry) -> bytes:
    """Replace an entry's content, with a commitment that fits, and return the new leaf's hash."""
    assert entry.body is not None
    assert entry.salt is not None
    body = entry.body.replace('"version":', '"version":9')
    commitment = commitment_of(salt=bytes(entry.salt), body=body)
    Entry.objects.filter(pk=entry.pk).update(body=body, commitment=commitment)
    return leaf_hash(leaf_data(commitment))


@pytest.mark.parametrize("index", [0, 100, 255, 256, 299])
def test_4_content_and_commitment_replaced_together(log: LogKey, index: int) -> None:
    entry = Entry.objects.get(index=index)
    forged(entry)
    error = refusal(log)
    assert (error.step, error.entry) == (4, named(entry))


def test_4_a_body_that_is_none_of_ours(log: LogKey) -> None:
    entry = Entry.objects.get(index=3)
    for body in ("not json", "[]", '{"subjects":[1]}'):
        commitment = commitment_of(salt=bytes(32), body=body)
        Entry.objects.filter(pk=entry.pk).update(body=body, salt=bytes(32), commitment=commitment)
        assert (refusal(log).step, refusal(log).entry) == (3, named(entry))


@pytest.mark.parametrize(("level", "index"), [(0, 0), (0, 1), (1, 0)])
def test_4_an_altered_tile(log: LogKey, level: int, index: int) -> None:
    tile = Tile.objects.get(level=level, index=index)
    Tile.objects.filter(pk=tile.pk).update(hashes=b"\1" + bytes(tile.hashes)[1:])
    assert refusal(log).step == 4


def test_4_missing_and_superfluous_tiles(log: LogKey) -> None:
    extra = Tile.objects.create(level=0, index=2, hashes=bytes(32))
    assert refusal(log).step == 4
    extra.delete()
    Tile.objects.filter(level=1).delete()
    assert refusal(log).step == 4


def replaced_with_tile(index: int) -> None:
    """Replace an entry and the tile hashes above it, as someone with the database could."""
    leaf = forged(Entry.objects.get(index=index))
    tile = Tile.objects.get(level=0, index=index // 256)
    old, place = bytes(tile.hashes), index % 256 * 32
    hashes = old[:place] + leaf + old[place + 32 :]
    Tile.objects.filter(pk=tile.pk).update(hashes=hashes)
    if len(hashes) == TILE_WIDTH * HASH_BYTES:
        above = complete_root(split_hashes(hashes))
        Tile.objects.filter(level=1).update(hashes=above)


def test_5_an_entry_replaced_with_its_tile(log: LogKey) -> None:
    replaced_with_tile(290)
    error = refusal(log)
    assert error.step == 5
    assert "entries 261 to 299" in error.message


def test_6_an_old_entry_replaced_with_its_tile(log: LogKey) -> None:
    replaced_with_tile(0)
    error = refusal(log)
    assert error.step == 6
    assert "entries 0 to 0" in error.message


def test_6_an_altered_older_checkpoint(log: LogKey) -> None:
    older = Checkpoint.objects.get(size=261)
    Checkpoint.objects.filter(pk=older.pk).update(root=bytes(32))
    assert refusal(log).step == 6
    note = log.checkpoint_signed(261, bytes(32))
    Checkpoint.objects.filter(pk=older.pk).update(note=note)
    assert "another" in refusal(log).message
    Checkpoint.objects.filter(pk=older.pk).update(note=older.note.replace("—", "-"))
    assert refusal(log).step == 6


def test_7_an_altered_entry_that_waits(log: LogKey) -> None:
    waiting = Entry.objects.filter(index=None)[0]
    Entry.objects.filter(pk=waiting.pk).update(salt=bytes(32))
    error = refusal(log)
    assert (error.step, error.entry) == (7, named(waiting))


def test_8_a_shorter_or_other_log_than_was_published(log: LogKey) -> None:
    assert refusal(log, remembered=log.checkpoint_signed(301, bytes(32))).step == 8
    assert refusal(log, remembered=log.checkpoint_signed(200, bytes(32))).step == 8
    assert refusal(log, remembered=log.checkpoint_signed(0, bytes(32))).step == 8
    assert refusal(log, remembered="nonsense").step == 8


class TestCommand:
    """What an operator sees."""

    def test_it_prints_the_steps(self, log: LogKey, key_file: Path) -> None:
        checkpoint_remember(key_file, Checkpoint.objects.get(size=300).note)
        out = StringIO()
        call_command("verify_evidence", stdout=out)
        lines = out.getvalue().splitlines()
        assert [line[:5] for line in lines[:8]] == [f"{step}  ok" for step in range(1, 9)]
        assert lines[8] == "The log of 300 entries is whole."

    def test_it_names_the_first_bad_entry(self, log: LogKey) -> None:
        for index in (250, 17):
            Entry.objects.filter(index=index).update(salt=bytes(32))
        uid = Entry.objects.get(index=17).uid
        with pytest.raises(CommandError, match=rf"3  REFUSED  entry 17 \(id {uid}\)") as caught:
            call_command("verify_evidence")
        assert caught.value.returncode == 1

    def test_it_takes_a_public_key_from_elsewhere(self, log: LogKey, key_file: Path) -> None:
        key_file.unlink()
        call_command("verify_evidence", "--vkey", log.verifier.text(), stdout=StringIO())
        with pytest.raises(CommandError, match="missing"):
            call_command("verify_evidence")
        with pytest.raises(CommandError, match="verifier key"):
            call_command("verify_evidence", "--vkey", "nonsense")


def test_memory_does_not_grow_with_the_log(log_key: LogKey, record: Recorder) -> None:
    """Batches are read one after the other: as many queries a batch, however long the log."""
    for _ in range(9):
        record(500)
    sequence_once(NOON)
    with connection.execute_wrapper(_refuse_large_answers):
        verify_log(key=log_key.verifier, remembered=None, report=lambda *_: None)


def _refuse_large_answers(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    if sql.startswith("SELECT") and "evidence_entry" in sql and "COUNT" not in sql:
        assert "LIMIT" in sql or " IN (" in sql, sql
    return execute(sql, params, many, context)
