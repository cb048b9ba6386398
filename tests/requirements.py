"""Tools that a test borrows from the machine: named when missing, and never missing in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def require_tool(name: str) -> Path:
    """Return the path of a program on this machine.

    Without it the test is skipped and says which program is missing; in CI it fails, because
    `.ci/run` installs every one of them.
    """
    found = shutil.which(name)
    if found is None:
        _miss(f"{name} is not installed")
    return Path(str(found))


def require_data(name: str) -> Path:
    """Return a folder of the real data sets that `SEALBRIDGE_DATA` points to."""
    folder = Path(os.environ.get("SEALBRIDGE_DATA", "")) / name
    if not os.environ.get("SEALBRIDGE_DATA") or not folder.is_dir():
        _miss(f"the data set {name} is not here; SEALBRIDGE_DATA names the folder that holds it")
    return folder


def _miss(message: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
