"""Programs that check such logs, built once and kept in a folder that git ignores."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.requirements import require_tool

_SOURCE = Path(__file__).parent / "tlog_verify"
_BUILT = Path(__file__).parents[1] / ".artifacts" / "bin"
_FSCK = "github.com/transparency-dev/tessera/cmd/fsck@v1.0.4"
_BUILD_SECONDS = 400


def tlog_verify_program() -> Path:
    """Return our hundred lines around Go's own log library, built anew in each run."""
    return _tlog_verify_built(require_tool("go"))


@cache
def _tlog_verify_built(go: Path) -> Path:
    program = _BUILT / "tlog_verify"
    _built(go, ["build", "-o", str(program), "."], _SOURCE, "its module could not be fetched")
    return program


def fsck_program() -> Path:
    """Return Tessera's fsck, installed once; the machine's own `fsck` is another program."""
    program = _BUILT / "fsck"
    if not program.exists():
        go = require_tool("go")
        _built(go, ["install", _FSCK], _SOURCE, "Tessera's fsck could not be installed")
    return program


def _built(go: Path, arguments: list[str], folder: Path, trouble: str) -> None:
    _BUILT.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"GOBIN": str(_BUILT), "CGO_ENABLED": "0"}
    outcome = subprocess.run(
        [go, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=_BUILD_SECONDS,
        check=False,
    )
    if outcome.returncode != 0:
        message = f"{trouble}: {outcome.stderr.strip()[-300:]}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
