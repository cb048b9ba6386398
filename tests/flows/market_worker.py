"""A process that moves technologies as fast as it can, with sequencer and runner beside it.

    python -m tests.flows.market_worker prepare|work|report

It is killed at random moments; each line it prints names a move that was committed before.
"""

from __future__ import annotations

import json
import os
import secrets
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from marketplace.accounts.actors import actor_for_user  # noqa: E402
from marketplace.accounts.models import User  # noqa: E402
from marketplace.config.background import (  # noqa: E402
    background,
    runner_thread,
    sequencer_thread,
)
from marketplace.core.languages import Language  # noqa: E402
from marketplace.evidence.keys import check_log_key, log_key_create  # noqa: E402
from marketplace.technologies import services  # noqa: E402
from marketplace.technologies.models import Technology, TechnologyVersion  # noqa: E402
from matching.engines.active import active_engine  # noqa: E402
from matching.engines.base import SearchFilters  # noqa: E402
from tests.factories.market import approved, offer  # noqa: E402
from tests.factories.people import people_made  # noqa: E402
from tests.flows.migrated import migrate  # noqa: E402
from tests.flows.settling import kinds_by, log_standing, settle  # noqa: E402

NEXT = {
    "published": [services.technology_pause, services.technology_withdraw],
    "paused": [services.technology_resume, services.technology_withdraw],
}
LARGEST = 100_000


def prepare() -> None:
    """Make the database, the key and the people."""
    migrate()
    log_key_create()
    people_made()


def work() -> None:
    """Move technologies until killed, naming each move once it is committed."""
    check_log_key()
    owner = actor_for_user(User.objects.get(email="seller.owner@people.example"))
    reviewer = actor_for_user(User.objects.get(email="reviewer@people.example"))
    background.start(sequencer_thread(), runner_thread())
    os.write(1, b"ready\n")
    while True:
        now = timezone.now()
        movable = list(Technology.objects.filter(state__in=NEXT)[:20])
        if len(movable) < 3 or secrets.randbelow(2):
            technology = services.technology_create(
                actor=owner, request_id=secrets.token_hex(8), content=offer(), now=now
            )
            services.technology_submit(actor=owner, technology=technology, revision=1, now=now)
            told(technology)
            approved(reviewer, technology, now)
        else:
            technology = secrets.choice(movable)
            move = secrets.choice(NEXT[technology.state])
            move(actor=owner, technology=technology, now=now)
        told(technology)


def told(technology: Technology) -> None:
    """Acknowledge the move, as an answer to a request would."""
    os.write(1, f"{technology.public_id} {technology.state}\n".encode())


def report() -> None:
    """Let everything that waits be done, then say what there is."""
    check_log_key()
    settle()
    index = active_engine().index(fresh=True)
    hits = index.newest(language=Language.EN, filters=SearchFilters(), limit=LARGEST)
    sys.stdout.write(
        json.dumps(
            {
                "states": dict(Technology.objects.values_list("public_id", "state")),
                "kinds": kinds_by("technology"),
                "indexed": [hit.technology_id for hit in hits],
                "published": list(
                    Technology.objects.filter(state="published").values_list("pk", flat=True)
                ),
                "without_version": Technology.objects.filter(version=None).count(),
                "unfrozen": TechnologyVersion.objects.filter(frozen_at=None)
                .exclude(technology__state="draft")
                .count(),
                **log_standing(),
            }
        )
    )


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "report": report}[sys.argv[1]]()
