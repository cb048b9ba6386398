"""Real OpenSearch nodes for tests: fetched as jars from Maven Central, started as processes."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent
_MADE: Final = Path(tempfile.gettempdir()) / f"sealbridge-opensearch-2.19.1.0-{os.getuid()}"
_START_SECONDS: Final = 180.0
_JAVA: Final = ("java", "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def class_path() -> str:
    """Return the class path of a node; the first call fetches and compiles what it takes."""
    jars, plugin, classes = (_MADE / name for name in ("jars", "plugin", "classes"))
    _MADE.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (_MADE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fresh = _MADE / "made"
        sources = ("pom.xml", "SearchNode.java")
        newest = max((_HERE / name).stat().st_mtime for name in sources)
        if not fresh.exists() or fresh.stat().st_mtime < newest:
            _ran(
                *("mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies"),
                f"-DoutputDirectory={jars}",
            )
            for archive in jars.glob("*.zip"):
                zipfile.ZipFile(archive).extractall(plugin)
            every = f"{jars}/*:{plugin}/*"
            _ran("javac", "-nowarn", "-cp", every, "-d", str(classes), str(_HERE / sources[1]))
            fresh.touch()
    return f"{classes}:{jars}/*:{plugin}/*"


@dataclass
class Node:
    """One node of a cluster; it keeps its data when it is started again."""

    name: str
    folder: Path
    http_port: int
    transport_port: int
    settings: dict[str, str]
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return where the node answers."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def is_running(self) -> bool:
        """Return whether it was started and not killed."""
        return self._process is not None

    def start(self) -> None:
        """Start the process; `wait` tells when it answers."""
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        settings = {
            "path.home": str(self.folder),
            "node.name": self.name,
            "http.port": str(self.http_port),
            "transport.port": str(self.transport_port),
            **self.settings,
        }
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*_JAVA, "-cp", class_path(), "SearchNode"),
                    *(f"{name}={value}" for name, value in settings.items()),
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
            )

    def wait(self, path: str = "/_cluster/health?wait_for_status=yellow&timeout=1s") -> None:
        """Wait until the node answers the path with success."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.url + path, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        log = (self.folder / "log").read_text(errors="replace")
        raise RuntimeError(f"{self.name} does not answer:\n{log[-3000:]}")

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@dataclass
class Cluster:
    """Nodes that know each other, in a folder of their own."""

    nodes: list[Node]
    folder: Path

    @property
    def urls(self) -> str:
        """Return the addresses as the product's setting wants them."""
        return ",".join(node.url for node in self.nodes)

    def named(self, name: str) -> Node:
        """Return the node of that name."""
        return next(node for node in self.nodes if node.name == name)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask a node that runs, past the product, and return its answer."""
        node = next(node for node in self.nodes if node.is_running)
        request = urllib.request.Request(
            node.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def wait(self, path: str = "/_cluster/health?wait_for_status=green&timeout=1s") -> None:
        """Wait until a node that runs answers the path with success."""
        next(node for node in self.nodes if node.is_running).wait(path)

    def stop(self) -> None:
        """End every node and remove what they kept."""
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def cluster_started(count: int = 1) -> Cluster:
    """Start so many nodes and wait until they form a cluster."""
    folder = Path(tempfile.mkdtemp(prefix="sealbridge-search-"))
    ports = _free_ports(2 * count)
    names = [f"node-{number}" for number in range(count)]
    seeds = ",".join(f"127.0.0.1:{port}" for port in ports[count:])
    together = (
        {"discovery.type": "single-node"}
        if count == 1
        else {
            "discovery.seed_hosts": seeds,
            "cluster.initial_cluster_manager_nodes": ",".join(names),
        }
    )
    settings = {
        "cluster.name": folder.name,
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        # as often as it may be: a test of a full disk waits for it
        "cluster.info.update.interval": "10s",
        **together,
    }
    nodes = [
        Node(name, folder / name, ports[place], ports[count + place], settings)
        for place, name in enumerate(names)
    ]
    cluster = Cluster(nodes, folder)
    try:
        for node in nodes:
            node.start()
        for node in nodes:
            node.wait(f"/_cluster/health?wait_for_nodes={count}&timeout=1s")
    except RuntimeError:
        cluster.stop()
        raise
    return cluster


def _ran(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
