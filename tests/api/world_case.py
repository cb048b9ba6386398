"""One world of the matrix for a whole class of tests; each test takes back what it did."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.test import TestCase, override_settings

from marketplace.evidence.keys import log_key_create
from tests.api.conftest import world_ready

if TYPE_CHECKING:
    from tests.api.matrix.world import World


class WorldCase(TestCase):
    """Make the world once, with a log key and an index of its own."""

    world: World

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        folders = {"LOG_KEY_FILE": folder / "keys" / "log_key", "INDEX_DIR": folder / "index"}
        cls.enterClassContext(override_settings(**folders))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        log_key_create()
        cls.world = world_ready()
