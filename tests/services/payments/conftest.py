"""A Stripe on this machine, and the settings that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stripe_fake import StripeFake
from tests.stripe_fake.server import KEY, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings


@pytest.fixture
def stripe(settings: Settings) -> Iterator[StripeFake]:
    """Return a Stripe that remembers."""
    with StripeFake() as fake:
        settings.STRIPE_KEY = KEY
        settings.STRIPE_WEBHOOK_SECRET = SECRET
        settings.STRIPE_BASE = fake.url
        yield fake
