"""kill -9 amid uploads, messages, signatures, grants and payments: nothing is half-there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.demo_server import free_port
from tests.flows.killing import KILLS, Worker, acknowledged
from tests.flows.test_kills import assert_log_is_whole
from tests.flows.uploading import Uploader

if TYPE_CHECKING:
    from pathlib import Path

PART_BYTES = 64 * 1024
ACTS = {
    "room": {"message_posted"},
    "request": {"issued", "withdrawn", "item_granted", "item_revoked"},
    "nda": {"offered", "signature_given", "ended"},
    "payment": {
        "instructed",
        "received",
        "confirmed",
        "delivered",
        "delivery_accepted",
        "refund_agreed",
        "refunded",
    },
}


@pytest.mark.slow
def test_killed_amid_a_deal_nothing_is_half_and_uploads_go_on(
    tmp_path: Path, migrated: Path
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    worker = Worker("tests.flows.room_worker", tmp_path, {"SEALBRIDGE_PUBLIC_URL": url})
    room = worker.prepared(migrated).splitlines()[-1]
    uploader = Uploader(url, room, PART_BYTES)
    uploader.start()
    lines: list[str] = []
    cut: set[Path] = set()

    def is_writing() -> bool:
        return uploader.is_in_the_middle() and not drafts_in(tmp_path) <= cut

    for uploader.life in range(KILLS):
        # every other time while a part of a file is on its way
        uploader.lingers = bool(uploader.life % 2)
        lines += worker.killed_once(is_writing if uploader.lingers else None)
        cut |= drafts_in(tmp_path)
    uploader.stop()
    report: dict[str, Any] = json.loads(worker.run("report").splitlines()[-1])

    assert not any(report["halves"].values()), report["halves"]
    assert_acts_are_recorded(lines, report["kinds"])
    # some died over a part, of which nothing is left in files that became whole
    assert cut
    assert uploader.wrong == []
    assert uploader.resumed & set(uploader.whole)
    # what the server called done is there, and whatever is there is what was sent
    assert set(uploader.whole) <= set(report["stored"]) <= set(uploader.begun)
    assert report["stored"].items() <= uploader.begun.items()
    assert report["timers"] == 0
    assert_log_is_whole(worker, report)


def drafts_in(home: Path) -> set[Path]:
    """Return the parts that are being written, or were when the server died."""
    return set((home / "files").rglob(".draft-*"))


def assert_acts_are_recorded(lines: list[str], kinds: dict[str, dict[str, list[str]]]) -> None:
    """Check that each acknowledged act is recorded in order, and few besides.

    Each kill may cut off the one line of an act that was just committed.
    """
    told, missing = acknowledged(lines), 0
    for subject, words in ACTS.items():
        for ref, found in kinds[subject].items():
            recorded = [kind for kind in found if kind in words]
            rest, acts = iter(recorded), told.pop(ref, [])
            assert all(act in rest for act in acts), f"{ref}: {acts} in {recorded}"
            missing += len(recorded) - len(acts)
    assert not told
    assert missing <= KILLS
