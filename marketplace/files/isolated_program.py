"""The program that a piece of isolated work runs as; `isolation.py` starts it, nobody imports it.

Arguments: root of the code, `package.module:name`, seconds, megabytes. Bytes come by standard
input and go by standard output; a refusal goes by its own exit status.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> int:
    """Confine the process, then do the work."""
    root, function, seconds, megabytes = sys.argv[1:]
    sys.path.append(root)
    answer_to = os.dup(1)
    # what a library prints must not mix with the answer; the error output leads nowhere
    os.dup2(2, 1)
    confinement = importlib.import_module("marketplace.files.confinement")
    confinement.confine(root=root, seconds=int(seconds), megabytes=int(megabytes))
    isolation = importlib.import_module("marketplace.files.isolation")
    module, name = function.split(":")
    work: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    status = 0
    try:
        answer = work(sys.stdin.buffer.read())
    except isolation.RefusedContentError as error:
        answer, status = error.code.encode(), isolation.REFUSED_STATUS
    with os.fdopen(answer_to, "wb") as pipe:
        pipe.write(answer)
    return status


if __name__ == "__main__":
    # no tidying up: what hostile bytes left in a library's memory is not run through again
    code = main()
    os._exit(code)
