"""Measure the product: every module `bench_*.py` here, each in a process and a folder of its own.

    python -m tests.benchmarks              all of them
    python -m tests.benchmarks listing      only bench_listing.py
    python -m tests.benchmarks scale --size 1000000     in a market of so many listings

A module has `run() -> None`, which prints its figures with `tests.benchmarks.report`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.test.utils import setup_databases

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the modules named, or all; return 1 when one of them failed."""
    modules = [path.stem for path in sorted(HERE.glob("bench_*.py"))]
    if names:
        modules = [module for module in modules if module.removeprefix("bench_") in names]
    print(machine())
    failed = [module for module in modules if _run_apart(module) != 0]
    for module in failed:
        print(f"FAILED: {module}")
    return 1 if failed else 0


def machine() -> str:
    """Return one line that says what the figures were measured on."""
    model = platform.processor() or platform.machine()
    memory = ""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB"
    except (OSError, ValueError):
        pass  # not Linux: the name of the processor has to do
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    return (
        f"Machine: {model}, {cores} cores{memory}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Django {django.__version__}, load {load:.1f}"
    )


def _run_apart(module: str) -> int:
    started = time.perf_counter()
    print(f"\n== {module.removeprefix('bench_')}", flush=True)
    command = [sys.executable, "-m", "tests.benchmarks", module, "--here"]
    code = subprocess.run(command, check=False).returncode
    print(f"   ({time.perf_counter() - started:.0f} s)", flush=True)
    return code


def _run_here(module: str) -> None:
    """Run one module on an empty, migrated database that goes with the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("check", verbosity=0)
        importlib.import_module(f"tests.benchmarks.{module}").run()
    finally:
        for connection, old_name, destroy in databases:
            if destroy:
                connection.creation.destroy_test_db(old_name, verbosity=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", help="which of them, such as: listing")
    parser.add_argument("--size", type=int, action="append", help="listings, for: scale")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.size:
        os.environ["BENCHMARK_SIZES"] = ",".join(map(str, asked.size))
    if asked.here:
        _run_here(asked.names[0])
    else:
        sys.exit(main(asked.names))
