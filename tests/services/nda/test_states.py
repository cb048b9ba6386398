"""Agreements in every state, made by the services that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.core.models import Timer
from tests.factories.ndas import NDA_STATES, nda_made

if TYPE_CHECKING:
    from tests.factories.people import People


@pytest.mark.parametrize("state", NDA_STATES)
def test_every_state_is_reached(people: People, state: str) -> None:
    nda = nda_made(people, state)
    timers = Timer.objects.filter(subject=nda.public_id, state="open")
    waits = {"offered": ["nda.lapse"], "half_signed": ["nda.lapse"], "signed": ["nda.expiry"]}
    # a timer that has called its service is done by its runner, not here
    waits |= {"lapsed": ["nda.lapse"], "expired": ["nda.expiry"]}
    assert list(timers.values_list("kind", flat=True)) == waits.get(state, [])
