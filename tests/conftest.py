"""What every test runs under: which database it belongs to, and what runs only on request."""

from __future__ import annotations

import gc
import math
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from marketplace.core.pdf_seal import seal_key_made, seal_key_path
from matching.glossary import current
from tests.clock import begun_at
from tests.flows.migrated import tables_copied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pytest_django import DjangoDbBlocker

ON_BOTH_DATABASES = ("tests/services/", "tests/api/", "tests/flows/test_races")
# long walks over what is asked and answered; which database stands behind it makes no difference
ON_SQLITE_ALONE = (
    "tests/api/kit/",
    "tests/api/test_bad_input.py",
    "tests/api/test_authorization.py",
    "tests/api/test_canary.py",
    "tests/api/test_hostile_input.py",
    "tests/api/test_subscription_authorization.py",
    "tests/api/test_two_worlds.py",
    # what it calls is tested on both; a demo begins with SQLite
    "tests/services/demo",
)

# so many new objects may wait for the collector
_COLLECTED_AFTER = 50_000


@pytest.fixture(scope="session", autouse=True)
def seal_key() -> None:
    """Put the key that seals documents where the settings of the tests say."""
    path = seal_key_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seal_key_made(name="tests.example", now=datetime.now(UTC)).text())
    path.chmod(0o600)


@pytest.fixture(autouse=True)
def glossary_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test begin without words, and look for some where it says that there are any.

    Whatever the process knew belongs to rows of another test; and were it to look by the clock, a
    question would now and then take one statement more.
    """
    monkeypatch.setattr(current, "_known", current._Known(looked_at=math.inf))


def pytest_configure() -> None:
    """Read the clock before other processes of this run are started, so that all go by one."""
    begun_at()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other database, and soaking unless it was asked for."""
    if connection.vendor == "postgresql":
        _keep(config, items, _belongs_to_postgres)
    else:
        _keep(config, items, lambda item: item.get_closest_marker("postgres") is None)
    if not os.environ.get("SEALBRIDGE_SOAK"):
        _keep(config, items, lambda item: item.get_closest_marker("soak") is None)


def pytest_collection_finish() -> None:
    """Let the collector pass over what was loaded, which took it a fifth of a test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER, 20, 100)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let the database of SQLite begin with tables that were made once for all sessions.

    It is migrated like any other that is there already, and goes with the folder of the process.
    """
    if connection.vendor != "sqlite":
        return False
    tables_copied(Path(settings.DATABASES["default"]["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let PostgreSQL drop the database although a test's thread has kept a connection to it."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _belongs_to_postgres(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgres"):
        return True
    return item.nodeid.startswith(ON_BOTH_DATABASES) and not item.nodeid.startswith(ON_SQLITE_ALONE)


def _keep(
    config: pytest.Config, items: list[pytest.Item], belongs: Callable[[pytest.Item], bool]
) -> None:
    kept = [item for item in items if belongs(item)]
    _report_left_out(config, (item for item in items if not belongs(item)))
    items[:] = kept


def _report_left_out(config: pytest.Config, items: Iterable[pytest.Item]) -> None:
    left_out = list(items)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
