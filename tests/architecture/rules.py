"""House rules that no linter knows; each returns its findings, one sentence each."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture.sources import PACKAGES, code_files, product_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LONGEST_FILE = 400
VAGUE_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
)
# Readers and rules: whoever is asked a question must not change the answer.
READING_MODULES = frozenset(
    {
        "schema",
        "selectors",
        "policies",
        "views",
        "consumer",
        "consumers",
        "engines",
        "explain",
        "query",
    }
)
ROW_SETS = frozenset(
    {
        "objects",
        "_base_manager",
        "_default_manager",
        "filter",
        "exclude",
        "all",
        "select_for_update",
    }
)
ROW_WRITES = frozenset(
    {
        "bulk_create", "bulk_update", "get_or_create", "update_or_create",
        "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create",
    }
)  # fmt: skip
CLOCKS = frozenset(
    {
        ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
        ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time"),
    }
)  # fmt: skip
# Only edges read the clock: the composition root, commands, and where a request comes in.
CLOCK_READERS = frozenset({"config", "management", "graphql", "views", "webhooks", "consumers"})


def long_files(root: Path) -> Iterator[str]:
    """Find hand-written files that nobody reads in one go."""
    for path in code_files(root):
        if "migrations" in path.parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            yield f"{path.relative_to(root)}: {lines} lines, split it"


def admin_modules(root: Path) -> Iterator[str]:
    """Find Django admin modules: the admin passes by every policy."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("admin*")):
            yield f"{path.relative_to(root)}: an admin passes by every policy"


def vague_names(root: Path) -> Iterator[str]:
    """Find modules and folders whose name says nothing."""
    for path in code_files(root):
        for part in (*path.relative_to(root).parent.parts, path.stem.split(".")[0]):
            if part.lower() in VAGUE_NAMES:
                yield f"{path.relative_to(root)}: “{part}” does not say what it holds"


def signals(root: Path) -> Iterator[str]:
    """Find signals: an effect must stand in the table of reactions, not at a distance."""
    for module in product_modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and _is_signal_module(node.module or ""):
                yield module.at(node, f"import of {node.module}: use a reaction")
            if isinstance(node, ast.Import):
                for name in node.names:
                    if _is_signal_module(name.name):
                        yield module.at(node, f"import of {name.name}: use a reaction")
            if isinstance(node, ast.Attribute) and _chain(node)[-2:-1] == ["signals"]:
                yield module.at(node, "use of a signal: use a reaction")


def _is_signal_module(name: str) -> bool:
    return name.startswith("django.dispatch") or name.split(".")[-1] == "signals"


def local_imports(root: Path) -> Iterator[str]:
    """Find imports inside functions: they hide a dependency from the import rules."""
    for module in product_modules(root):
        for function in ast.walk(module.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield module.at(node, f"import inside {function.name}()")


def writes_by_readers(root: Path) -> Iterator[str]:
    """Find rows written by schemas, selectors, policies and views: only services write."""
    for module in product_modules(root):
        if READING_MODULES.isdisjoint(module.names):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                method, receiver = node.func.attr, set(_chain(node.func.value))
                on_rows = not ROW_SETS.isdisjoint(receiver)
                if (
                    method in ROW_WRITES
                    or (method in {"save", "asave"} and "default_storage" not in receiver)
                    or (method in {"create", "update", "delete", "acreate"} and on_rows)
                ):
                    yield module.at(node, f".{method}() outside a service")


def clocks(root: Path) -> Iterator[str]:
    """Find clocks read below the edges: services take the time as an argument."""
    for module in product_modules(root):
        if not CLOCK_READERS.isdisjoint(module.names):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and tuple(_chain(node)[-2:]) in CLOCKS:
                yield module.at(node, f"{'.'.join(_chain(node)[-2:])}: take `now` as an argument")


def guessable_randomness(root: Path) -> Iterator[str]:
    """Find the guessable generator: randomness is `secrets`."""
    for module in product_modules(root):
        for node in ast.walk(module.tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if any(name == "random" or name.endswith("numpy.random") for name in names):
                yield f"{module.path}: `random` can be guessed, take `secrets`"


def _chain(node: ast.expr) -> list[str]:
    """Return the names along `a.b(...).c`, outermost first."""
    if isinstance(node, ast.Attribute):
        return [*_chain(node.value), node.attr]
    if isinstance(node, ast.Call):
        return _chain(node.func)
    if isinstance(node, ast.Subscript):
        return _chain(node.value)
    return [node.id] if isinstance(node, ast.Name) else []
