"""The lock files are in step, and the check notices when they are not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.architecture import locks
from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "pyproject.toml",
    locks.SERVER,
    locks.BUILD,
    locks.DEVELOPMENT,
    "frontend/package.json",
    locks.NODE,
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "frontend").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_locks_are_in_step() -> None:
    assert list(locks.findings(ROOT)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "finding"),
    [
        ("pyproject.toml", "graphene==3.4.3", "graphene==3.4.2", "graphene 3.4.3 is not ==3.4.2"),
        ("pyproject.toml", '"tqdm>=4.67"', '"tqdm>=4.67", "nothing"', "nothing is missing"),
        (
            locks.SERVER,
            "graphene==3.4.3",
            "graphene==3.4.4",
            "in requirements-dev.lock it is {'3.4.3'}",
        ),
        (locks.SERVER, "# This file", "--index-url https://pypi.example\n# This", "names no host"),
        (locks.BUILD, "--hash=sha256:", "--hash=", "has no hash"),
        (
            locks.NODE,
            '"integrity": "',
            '"resolved": "https://npm.example/a.tgz", "a": "',
            "no host",
        ),
        ("frontend/package.json", '"react": "', '"react": "^', "differ from package.json"),
    ],
)
def test_a_lock_out_of_step_is_found(
    name: str, old: str, new: str, finding: str, copy: Path
) -> None:
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    assert any(finding in found for found in locks.findings(copy))
