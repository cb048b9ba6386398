"""Run every test: sessions side by side, the longest first, so that all hands end together.

python -m tests.lanes [pytest arguments]

The first session reports as it goes; the reports of the others follow, those of the failed ones
last, and stay in `tests/.artifacts`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

ARTIFACTS: Final = Path(__file__).parent / ".artifacts"
# More than there are processors: browsers and servers of the tests mostly wait for each other.
_AT_ONCE: Final = 3
_NONE_FOUND: Final = 5
_PYTEST: Final = (sys.executable, "-m", "pytest")
# These start servers of their own.
_FLOWS: Final = ("tests/flows", "tests/external")
_API: Final = "tests/api"
_ON_POSTGRES: Final = ("tests/services", _API, "tests/flows")
_BROWSER: Final = "tests/browser"
_WHOLE_DEAL: Final = "tests/browser/test_whole_deal.py"


def _without(*paths: str) -> tuple[str, ...]:
    return tuple(f"--ignore={path}" for path in paths)


SESSIONS: Final[dict[str, tuple[str, ...]]] = {
    "browser": (*_PYTEST, "-m", "browser", _BROWSER, *_without(_WHOLE_DEAL)),
    "flows": (*_PYTEST, "-m", "not browser", *_FLOWS),
    "postgres": (sys.executable, "-m", "tests.with_postgres", *_ON_POSTGRES),
    "sqlite": (*_PYTEST, "-m", "not browser", *_without(_API, _BROWSER, *_FLOWS)),
    "api": (*_PYTEST, "-m", "not browser", _API),
    "pages": ("frontend/bin/npm", "test"),
    "whole-deal-en": (*_PYTEST, _WHOLE_DEAL, "-k", "en-1440"),
    "whole-deal-ko": (*_PYTEST, _WHOLE_DEAL, "-k", "ko-390"),
}
_SHOWN: Final = "sqlite"
_NOT_PYTEST: Final = "pages"


class _Outcome(NamedTuple):
    code: int
    seconds: float


def main(arguments: list[str]) -> int:
    """Run all sessions; return 0 when none failed."""
    ARTIFACTS.mkdir(exist_ok=True)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = {name: pool.submit(_run, name, arguments) for name in SESSIONS}
    outcomes = {name: future.result() for name, future in running.items()}
    for name in sorted(outcomes, key=lambda each: outcomes[each].code != 0):
        if name != _SHOWN:
            sys.stdout.write(f"\n==> {name}\n{_report(name).read_text(errors='replace')}")
    for name, (code, seconds) in outcomes.items():
        sys.stdout.write(f"{name}: {'FAILED' if code else 'passed'} after {seconds:.0f} s\n")
    return 1 if any(outcome.code for outcome in outcomes.values()) else 0


def _report(name: str) -> Path:
    return ARTIFACTS / f"{name}.log"


def _run(name: str, arguments: list[str]) -> _Outcome:
    started = time.monotonic()
    asked = arguments if name != _NOT_PYTEST else []
    # hundreds of processes are started, and each would compile all modules anew
    variables = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    variables.setdefault("TESTS_WITHOUT_PICTURES", "1")
    with _report(name).open("w") as report:
        done = subprocess.run(
            [*SESSIONS[name], *asked],
            env=variables,
            stdout=None if name == _SHOWN else report,
            stderr=subprocess.STDOUT,
            check=False,
        )
    # whoever asks for some tests alone does not find them in every session
    is_void = bool(asked) and done.returncode == _NONE_FOUND
    return _Outcome(0 if is_void else done.returncode, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
