"""The whole demo, and what people had read before it starts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db.models import Max

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import Organisation, User
from marketplace.config.demo.load.age_keys import age_keys_tell, age_keys_write
from marketplace.config.demo.load.deals import deals_tell
from marketplace.config.demo.load.demands import demands_tell
from marketplace.config.demo.load.deposits import deposits_tell
from marketplace.config.demo.load.firms import firms_tell
from marketplace.config.demo.load.matches import matches_tell
from marketplace.config.demo.load.standing import standing_tell
from marketplace.config.demo.load.story import Story
from marketplace.config.demo.load.technologies import technologies_tell
from marketplace.config.demo.load.words import words_tell
from marketplace.notifications.models import Notification
from marketplace.notifications.services import notices_read

if TYPE_CHECKING:
    from collections.abc import Callable

_READ_WITHIN: Final = dt.timedelta(days=7)
# at the same moment, words are submitted before they are compared
_TELLERS: Final[tuple[Callable[[Story], None], ...]] = (
    firms_tell,
    standing_tell,
    words_tell,
    age_keys_tell,
    technologies_tell,
    deposits_tell,
    demands_tell,
    matches_tell,
    deals_tell,
)


def demo_load(*, now: dt.datetime) -> bool:
    """Load the demo data and return True, or return False where there are organisations already.

    Files are encrypted and read on the way, so it is not one transaction: whoever calls it keeps
    a mark of what is not finished (see `marketplace.config.demo.beginning`).

    Args:
        now: The moment of loading; the story ends the day before it.
    """
    if Organisation.objects.exists():
        return False
    story = Story(now)
    for tell in _TELLERS:
        tell(story)
    story.play()
    age_keys_write(story)
    return True


def old_notices_read(*, now: dt.datetime) -> int:
    """Let everybody have read what they were told more than a week ago, and return how much.

    Args:
        now: The moment of loading.
    """
    old = Notification.objects.filter(read_at=None, created_at__lt=now - _READ_WITHIN)
    latest = dict(old.order_by().values_list("user").annotate(latest=Max("number")))
    users = User.objects.filter(pk__in=latest)
    return sum(
        notices_read(actor=actor_for_user(user), ids=None, up_to=latest[user.pk], now=now)
        for user in users
    )
