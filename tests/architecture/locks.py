"""The lock files fit pyproject.toml, pin by hash, and name no host.

python -m tests.architecture.locks
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVER, BUILD, DEVELOPMENT = "requirements.lock", "requirements-build.lock", "requirements-dev.lock"
NODE = "frontend/package-lock.json"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)")
_ADDRESS = re.compile(r"(?:https?|git|ssh)[+:]//?|--(?:extra-)?index-url|--find-links|\"resolved\"")


def findings(root: Path) -> Iterator[str]:
    """Yield what is wrong with the lock files below a folder."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = _requirements(project)
    pins: dict[str, dict[str, set[str]]] = {}
    for name in (SERVER, BUILD, DEVELOPMENT):
        text = (root / name).read_text(encoding="utf-8")
        yield from _addresses(name, text)
        yield from _unhashed(name, text)
        pins[name] = _pins(text)
        yield from _misfits(name, wanted[name], pins[name])
    for name in (SERVER, BUILD):
        for package, versions in pins[name].items():
            others = pins[DEVELOPMENT].get(package, set())
            if others != versions:
                yield f"{name}: {package} is {versions}, in {DEVELOPMENT} it is {others}"
    yield from _node(root)


def _requirements(project: dict[str, Any]) -> dict[str, list[Requirement]]:
    groups = project["dependency-groups"]
    server = [Requirement(text) for text in project["project"]["dependencies"]]
    build = [Requirement(text) for text in groups["build"]]
    development = [Requirement(text) for text in groups["dev"] if isinstance(text, str)]
    return {SERVER: server, BUILD: build, DEVELOPMENT: server + build + development}


def _pins(text: str) -> dict[str, set[str]]:
    """Return the versions of each package; there may be one for each Python."""
    pins: dict[str, set[str]] = {}
    for line in text.splitlines():
        pin = _PIN.match(line)
        if pin:
            pins.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return pins


def _misfits(name: str, wanted: list[Requirement], pins: dict[str, set[str]]) -> Iterator[str]:
    for requirement in wanted:
        pinned = pins.get(canonicalize_name(requirement.name), set())
        if not pinned:
            yield f"{name}: {requirement.name} is missing; run `make lock`"
        for version in pinned:
            if not requirement.specifier.contains(version, prereleases=True):
                yield f"{name}: {requirement.name} {version} is not {requirement.specifier}"


def _addresses(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _ADDRESS.search(line):
            yield f"{name}:{number}: a lock file names no host"


def _unhashed(name: str, text: str) -> Iterator[str]:
    for entry in re.split(r"\n(?=\S)", text):
        pin = _PIN.match(entry)
        if pin and "--hash=sha256:" not in entry:
            yield f"{name}: {pin[1]} has no hash"


def _node(root: Path) -> Iterator[str]:
    text = (root / NODE).read_text(encoding="utf-8")
    yield from _addresses(NODE, text)
    package = json.loads((root / "frontend/package.json").read_text(encoding="utf-8"))
    locked = json.loads(text)["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        if package.get(kind, {}) != locked.get(kind, {}):
            yield f"{NODE}: its {kind} differ from package.json; run `frontend/bin/npm install`"


def main() -> int:
    """Print what is wrong; return 1 when something is."""
    found = list(findings(ROOT))
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(f"Lock files: {len(found)} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
