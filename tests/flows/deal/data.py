"""The data of a deal's server, made and moved in processes of their own.

    python -m tests.flows.deal.data prepare
    python -m tests.flows.deal.data objection_time_over

The first makes keys, database and the cast; the second lets the time for objection be over now.
"""

from __future__ import annotations

import datetime as dt
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from contracts.payments.models import Plan  # noqa: E402
from contracts.payments.services import OBJECTION_TIMER  # noqa: E402
from marketplace.config.keys import keys_make  # noqa: E402
from marketplace.core.models import Timer  # noqa: E402
from matching.services import index_rebuild  # noqa: E402
from tests.factories.people import people_made  # noqa: E402
from tests.flows.migrated import migrate  # noqa: E402


def prepare() -> None:
    """Make keys, database and the cast, whose firms are registered and verified."""
    migrate()
    keys_make(now=timezone.now())
    people_made()
    index_rebuild(now=timezone.now())


def objection_time_over() -> None:
    """Let the only time for objection that runs end now, as if it had passed."""
    past = timezone.now() - dt.timedelta(seconds=1)
    assert Plan.objects.filter(access="waiting").update(objection_until=past) == 1
    waiting = Timer.objects.filter(kind=OBJECTION_TIMER, state="open")
    assert waiting.update(due_at=past) == 1


if __name__ == "__main__":
    {"prepare": prepare, "objection_time_over": objection_time_over}[sys.argv[1]]()
