"""Age keys of people, confirmed as their owners would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage

from marketplace.accounts.services import age_recipient_add, age_recipient_confirm
from tests.factories.people import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from tests.factories.people import People


def age_key_made(
    people: People, who: str, *, label: str = "Desk", now: datetime = NOW
) -> pyrage.x25519.Identity:
    """Return the secret half of a new key of a person, which is in use from now on."""
    identity = pyrage.x25519.Identity.generate()
    actor = people.actor(who)
    added, challenge = age_recipient_add(
        actor=actor, label=label, recipient=str(identity.to_public()), now=now
    )
    answer = pyrage.decrypt(challenge.encode(), [identity]).decode()
    age_recipient_confirm(actor=actor, public_id=added.public_id, answer=answer, now=now)
    return identity
