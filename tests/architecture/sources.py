"""What the rules read: the product's own files, and their syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("contracts", "marketplace", "matching")
CODE_FOLDERS = (*PACKAGES, "tests", "frontend")
CODE_SUFFIXES = frozenset({".py", ".ts", ".tsx", ".mjs", ".cjs", ".css", ".go", ".sh"})
NOT_OURS = frozenset({"node_modules", "dist", "generated", "__pycache__", ".artifacts"})


@dataclass(frozen=True)
class Module:
    """One Python file of the product.

    Args:
        path: Relative to the root.
        tree: Its syntax tree.
    """

    path: Path
    tree: ast.Module

    @property
    def names(self) -> tuple[str, ...]:
        """Return the parts of the module's dotted name."""
        return (*self.path.parent.parts, self.path.stem)

    def at(self, node: ast.stmt | ast.expr, finding: str) -> str:
        """Return a finding with its place."""
        return f"{self.path}:{node.lineno}: {finding}"


def code_files(root: Path) -> Iterator[Path]:
    """Yield every file that a person wrote, migrations left out."""
    for folder in CODE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if NOT_OURS.isdisjoint(parts) and path.suffix in CODE_SUFFIXES and path.is_file():
                yield path


def product_modules(root: Path) -> Iterator[Module]:
    """Yield the product's Python modules, migrations left out."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield Module(path.relative_to(root), ast.parse(path.read_text(encoding="utf-8")))
