"""Run every test: three lanes side by side, each a row of pytest sessions.

python -m tests.lanes [pytest arguments]

The first lane reports as it goes; the reports of the others follow, and stay in `tests/.artifacts`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

ARTIFACTS: Final = Path(__file__).parent / ".artifacts"
# These start servers of their own and mostly wait: they follow what ends first.
_FLOWS: Final = ("tests/flows", "tests/external")
# The longest of the browser's, which the other lanes have time for.
_WHOLE_DEAL: Final = "tests/browser/test_whole_deal.py"
_NONE_FOUND: Final = 5
_PYTEST: Final = ("-m", "pytest")
LANES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "sqlite": (
        (*_PYTEST, "-m", "not browser", *(f"--ignore={folder}" for folder in _FLOWS)),
        (*_PYTEST, _WHOLE_DEAL),
    ),
    "browser": ((*_PYTEST, "-m", "browser", f"--ignore={_WHOLE_DEAL}"),),
    "postgres": (
        ("-m", "tests.with_postgres"),
        (*_PYTEST, "-m", "not browser", *_FLOWS),
    ),
}


def main(arguments: list[str]) -> int:
    """Run all lanes; return 0 when no session failed."""
    ARTIFACTS.mkdir(exist_ok=True)
    shown, *others = LANES
    with ThreadPoolExecutor(len(LANES)) as pool:
        running = {
            name: pool.submit(_run, name, arguments, is_shown=name == shown) for name in LANES
        }
    for name in others:
        sys.stdout.write(_report(name).read_text(errors="replace"))
    codes = {name: future.result() for name, future in running.items()}
    for name, (code, seconds) in codes.items():
        outcome = "FAILED" if code else "passed"
        sys.stdout.write(f"lane {name}: {outcome} after {seconds:.0f} s\n")
    return 1 if any(code for code, _ in codes.values()) else 0


def _report(name: str) -> Path:
    return ARTIFACTS / f"{name}.log"


def _run(name: str, arguments: list[str], *, is_shown: bool) -> tuple[int, float]:
    """Run a lane's sessions one after the other; return the worst code, and the seconds."""
    started = time.monotonic()
    worst = 0
    with _report(name).open("w") as report:
        for session in LANES[name]:
            done = subprocess.run(
                [sys.executable, *session, *arguments],
                stdout=None if is_shown else report,
                stderr=subprocess.STDOUT,
                check=False,
            )
            # whoever asks for some tests alone does not find them in every session
            if not (arguments and done.returncode == _NONE_FOUND):
                worst = max(worst, abs(done.returncode))
    return worst, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
