"""How a benchmark measures and says it: always beside a named baseline of the same run."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Timing:
    """CPU or wall seconds of one call, over many calls."""

    p50: float
    p95: float
    least: float


def cpu_of(call: Callable[[], object], *, calls: int = 60, warm_up: int = 5) -> Timing:
    """Return the CPU seconds that the calling thread spends in a call."""
    return _timed(call, time.thread_time, calls, warm_up)


def wall_of(call: Callable[[], object], *, calls: int = 60, warm_up: int = 5) -> Timing:
    """Return the seconds that pass during a call."""
    return _timed(call, time.perf_counter, calls, warm_up)


def _timed(
    call: Callable[[], object], clock: Callable[[], float], calls: int, warm_up: int
) -> Timing:
    for _ in range(warm_up):
        call()
    spent = []
    for _ in range(calls):
        started = clock()
        call()
        spent.append(clock() - started)
    spent.sort()
    return Timing(statistics.median(spent), spent[int(0.95 * (len(spent) - 1))], spent[0])


def ratio(
    name: str, value: float, *, baseline: str, base: float, unit: str = "ms", limit: float = 0.0
) -> None:
    """Print a figure as a ratio to its baseline, and whether it keeps its limit.

    Args:
        name: What was measured.
        value: The figure, in `unit`.
        baseline: What it is compared to.
        base: The baseline's figure, in `unit`.
        unit: Shown behind both figures.
        limit: Largest ratio allowed; 0 for none.
    """
    found = value / base if base else float("inf")
    verdict = ""
    if limit:
        verdict = f"  (at most {limit:g}: {'kept' if found <= limit else 'BROKEN'})"
    print(
        f"   {name}: {value:,.2f} {unit} = {found:.2f} x {baseline} ({base:,.2f} {unit}){verdict}"
    )


def figure(name: str, value: str) -> None:
    """Print a figure that has no baseline."""
    print(f"   {name}: {value}")
