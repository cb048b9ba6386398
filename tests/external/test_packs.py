"""A program that others wrote finds every entry of a pack in the log, offline."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from marketplace.evidence.keys import log_key_create
from tests.external.evidence_tools import tlog_verify_program
from tests.factories.market import match_made
from tests.factories.people import people_made
from tests.factories.protection import pack_made
from tests.services.protection.unpacking import unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = [pytest.mark.external, pytest.mark.django_db]


def test_the_go_program_finds_every_entry_of_a_pack(tmp_path: Path, settings: Settings) -> None:
    program = tlog_verify_program()
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key_create()
    people = people_made()
    match = match_made(people, "matched", key="packs")
    folder = tmp_path / "pack"
    files = unpacked(pack_made(people, match=match, who="buyer_deal_lead"), folder)
    entries = json.loads(files["manifest.json"])["entries"]
    assert len(entries) > 2
    vkey = files["log/vkey.txt"].decode().strip()

    def finds(proof: str, leaf: str) -> bool:
        path = str(folder / f"{proof}.tlog-proof")
        command = [str(program), vkey, path, files[f"{leaf}.leaf"].decode()]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        return done.returncode == 0

    names = [row["file"] for row in entries]
    assert all(finds(name, name) for name in names)
    assert not finds(names[0], names[1])
