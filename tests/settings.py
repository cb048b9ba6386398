"""Settings of the tests: one folder a process, no network, quick passwords.

`DATABASE_URL=postgres://…` runs the same tests on PostgreSQL.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="sealbridge-tests-"))
_owner = os.getpid()


def _remove_folder() -> None:
    # a forked child runs this as well, and must leave its parent's folder alone
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


atexit.register(_remove_folder)
for _name in [name for name in os.environ if name.startswith("SEALBRIDGE_")]:
    # what the developer's shell is set to must not decide a test; where the data lies and how
    # long to soak may
    if _name not in {"SEALBRIDGE_DATA", "SEALBRIDGE_SOAK"}:
        del os.environ[_name]
os.environ.update(
    SEALBRIDGE_HOME=str(_folder),
    # loading it takes seconds in every process; tests of it ask for it by name
    SEALBRIDGE_ENCODER="none",
    SEALBRIDGE_SECRET_KEY="only-for-tests-" + "x" * 40,
    SEALBRIDGE_LOG_KEY_FILE=str(_folder / "keys" / "log_key"),
    SEALBRIDGE_KEK_FILE=str(_folder / "keys" / "kek"),
    SEALBRIDGE_SEAL_KEY_FILE=str(_folder / "keys" / "seal_key"),
    SEALBRIDGE_FILES_DIR=str(_folder / "files"),
    SEALBRIDGE_LOG_ORIGIN="tests.sealbridge.example/log",
    SEALBRIDGE_ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    SEALBRIDGE_PUBLIC_URL="http://testserver",
    SEALBRIDGE_MAIL_URL="smtp://mail.example:25",
    SEALBRIDGE_MAIL_FROM="Sealbridge <no-reply@sealbridge.example>",
)
if os.environ.get("DATABASE_URL"):
    os.environ["SEALBRIDGE_DATABASE_URL"] = os.environ["DATABASE_URL"]

# every test may store files; tests of the key itself point the setting elsewhere
_keys = _folder / "keys"
_keys.mkdir(mode=0o700)
(_keys / "kek").touch(mode=0o600)
_key = base64.b64encode(bytes(range(32))).decode()
(_keys / "kek").write_text(json.dumps({"current": 1, "keys": {"1": _key}}))

from marketplace.config.settings import *  # noqa: E402, F403  (the environment comes first)
from marketplace.config.settings import DATABASES, RATE_LIMITS  # noqa: E402

# a test server on plain HTTP has to get its cookies back
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
# a test of a limit sets the rules it is about
RATE_LIMITS.clear()
# a file, because a second thread on an in-memory database fails with "table is locked"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
# a thread that ends must not keep a connection to a database about to be dropped
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False

# the many clients of the tests would each read the whole folder of built pages when they begin
WHITENOISE_AUTOREFRESH = True
# tests of the cluster start their own
ELASTICSEARCH_URLS = []
