"""A load that was cut short leaves nothing behind, and one that ended is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.config.demo.beginning import (
    is_cut_short,
    leftovers_remove,
    load_begun,
    load_ended,
    loading_turn,
    mark_path,
)

if TYPE_CHECKING:
    from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[3]
_CLEANING = """
import django

django.setup()
from marketplace.config.demo.beginning import leftovers_remove

leftovers_remove()
"""
_LEFT = {
    "sealbridge.sqlite3",
    "sealbridge.sqlite3-wal",
    "files/one/part.age",
    "index/meta",
    "keys/log_key",
    "keys/log_key.checkpoint",
    "demo-age-keys.txt",
}
_KEPT = {"keys/kek", "keys/secret_key", "demo-load", "notes/mine.txt"}


def left_in(home: Path, mark: str, **changes: str) -> set[str]:
    """Return what is left of a demo's folder with a mark once a new process has cleaned it."""
    for name in _LEFT | _KEPT:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(mark if name == "demo-load" else "only-for-tests-" + "x" * 40)
        (home / name).chmod(0o600)
    environment = {
        "SEALBRIDGE_HOME": str(home),
        "SEALBRIDGE_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "PATH": os.environ["PATH"],
    }
    subprocess.run(
        [sys.executable, "-c", _CLEANING], env=environment | changes, cwd=ROOT, check=True
    )
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("mark", "left"), [("begun\n", _KEPT), ("whole\n", _LEFT | _KEPT)])
def test_what_was_cut_short_goes_and_what_is_whole_stays(
    tmp_path: Path, mark: str, left: set[str]
) -> None:
    assert left_in(tmp_path, mark) == left


def test_files_outside_the_demos_folder_stay(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "part.age").write_text("somebody else's")
    left = left_in(tmp_path / "home", "begun\n", SEALBRIDGE_FILES_DIR=str(elsewhere))
    assert (elsewhere / "part.age").exists()
    assert "sealbridge.sqlite3" not in left


def test_a_database_that_lies_elsewhere_is_its_owners_to_empty(
    settings: Settings, tmp_path: Path
) -> None:
    # the tests' own database lies in no demo's folder
    settings.HOME = tmp_path
    (tmp_path / "demo-age-keys.txt").touch()
    load_begun()
    with pytest.raises(ImproperlyConfigured, match="cut short"):
        leftovers_remove()
    assert (tmp_path / "demo-age-keys.txt").exists()


def test_the_mark_says_whether_a_load_ended(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert not is_cut_short()
    load_begun()
    assert is_cut_short()
    load_ended()
    assert not is_cut_short()
    assert mark_path().read_text() == "whole\n"


def test_one_process_at_a_time_loads(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    refused = pytest.raises(ImproperlyConfigured, match="Another process")
    with loading_turn(), refused, loading_turn():
        pass
    with loading_turn():
        pass
