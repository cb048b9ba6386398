"""The import contracts hold, cover every application, and catch each kind of breach."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.architecture.sources import PACKAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path


class Breach(NamedTuple):
    """A forbidden import, and the words of the contract's report that show it was caught."""

    importer: str
    imported: str


BREACHES = [
    # layers of applications
    Breach("marketplace.core.texts", "marketplace.accounts.models"),
    Breach("marketplace.evidence.services", "marketplace.accounts.models"),
    Breach("marketplace.accounts.policies", "marketplace.ladder.selectors"),
    Breach("marketplace.ladder.selectors", "marketplace.technologies.models"),
    Breach("marketplace.technologies.policies", "marketplace.demands.models"),
    Breach("marketplace.demands.policies", "marketplace.technologies.models"),
    Breach("marketplace.taxonomy.choices", "marketplace.accounts.roles"),
    Breach("marketplace.demands.states", "matching.query"),
    Breach("matching.query", "marketplace.config.settings"),
    # layers inside an application
    Breach("marketplace.accounts.models", "marketplace.accounts.services"),
    Breach("marketplace.demands.states", "marketplace.demands.models"),
    Breach("marketplace.demands.models", "marketplace.demands.policies"),
    Breach("marketplace.technologies.selectors", "marketplace.technologies.services"),
    Breach("marketplace.technologies.services", "marketplace.technologies.schema"),
    # frameworks of the edges in the rules, directly and on a detour
    Breach("marketplace.demands.policies", "graphene"),
    Breach("marketplace.accounts.services", "channels"),
    Breach("marketplace.demands.selectors", "marketplace.core.graphql.connections"),
    # protected modules
    Breach("matching.search", "marketplace.technologies.schema"),
    Breach("marketplace.technologies.masking", "marketplace.evidence.sequencer"),
    Breach("marketplace.evidence.services", "marketplace.evidence.sequencer"),
    Breach("matching.query", "tantivy"),
]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "data")
        )
    return folder


def _file(folder: Path, module: str) -> Path:
    path = folder.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_the_product_keeps_every_contract() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_every_application_has_its_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    applications = {
        f"marketplace.{path.parent.name}" for path in ROOT.glob("marketplace/*/__init__.py")
    }
    assert applications | {"matching", "contracts"} == placed


def test_every_breach_is_caught(copy: Path) -> None:
    """Plant all of them at once; each has to be named in the report."""
    for breach in BREACHES:
        file = _file(copy, breach.importer)
        assert file.exists(), f"{breach.importer} is gone: plant this breach elsewhere"
        assert "." not in breach.imported or _file(copy, breach.imported).exists(), breach.imported
        file.write_text(f"{file.read_text()}\nimport {breach.imported}\n", encoding="utf-8")
    result = _lint(copy)
    report = re.sub(r"\s+", " ", result.stdout)
    missed = [
        breach for breach in BREACHES if f"{breach.importer} -> {breach.imported} (" not in report
    ]
    assert result.returncode != 0
    assert missed == []
