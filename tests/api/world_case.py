"""One world of the matrix for a whole class of tests; each test takes back what it did."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.test import Client, TestCase, override_settings

from marketplace.evidence.keys import log_key_create
from tests.api.conftest import world_ready
from tests.factories.people import TOKEN

if TYPE_CHECKING:
    from tests.api.garden import Garden
    from tests.api.matrix.world import World


def client_of(world: World | Garden, name: str) -> Client:
    """Return a browser in which the actor is signed in."""
    if name == TOKEN:
        return Client(headers={"authorization": f"Bearer {world.people.token}"})
    client = Client()
    if name != "anonymous":
        client.force_login(world.people.users[name])
    return client


class WorldCase(TestCase):
    """Make the world once, with a log key and an index of its own."""

    world: World
    sessions: ClassVar[dict[str, str]]

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        folders = {"LOG_KEY_FILE": folder / "keys" / "log_key", "INDEX_DIR": folder / "index"}
        cls.enterClassContext(override_settings(**folders))
        super().setUpClass()
        # each person signs in once, and not again for every question
        cls.sessions = {
            name: client_of(cls.world, name).cookies[settings.SESSION_COOKIE_NAME].value
            for name in cls.world.people.users
        }

    def client_of(self, name: str) -> Client:
        """Return a fresh browser in which the actor is signed in."""
        if name not in self.sessions:
            return client_of(self.world, name)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client

    @classmethod
    def setUpTestData(cls) -> None:
        log_key_create()
        cls.world = world_ready()
