"""A process that has firms ask for matches and answer, with notices, mails and deadlines beside it.

    python -m tests.flows.deal_worker prepare|work|report

It is killed at random moments; each line it prints names an act that was committed before.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
import sys
import time
from collections import defaultdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from marketplace.accounts.actors import actor_for_user  # noqa: E402
from marketplace.accounts.models import User  # noqa: E402
from marketplace.config.background import (  # noqa: E402
    background,
    mails_thread,
    runner_thread,
    sequencer_thread,
)
from marketplace.core.actor import Actor  # noqa: E402
from marketplace.core.errors import StaleStateError  # noqa: E402
from marketplace.core.models import Timer  # noqa: E402
from marketplace.core.timers import timer_set  # noqa: E402
from marketplace.demands.models import Demand  # noqa: E402
from marketplace.evidence.keys import check_log_key, log_key_create  # noqa: E402
from marketplace.evidence.models import Entry  # noqa: E402
from marketplace.notifications.models import (  # noqa: E402
    Mail,
    Notification,
    NotificationCounter,
)
from marketplace.notifications.services import mails_send  # noqa: E402
from marketplace.technologies.models import Technology  # noqa: E402
from matching.models import Case, CaseAssignment, Match  # noqa: E402
from matching.services import (  # noqa: E402
    match_accept,
    match_end,
    match_request,
    match_withdraw,
)
from matching.services.requesting import EXPIRY_TIMER  # noqa: E402
from matching.states import OPEN_STATES  # noqa: E402
from tests.factories.market import demand_made, technology_made  # noqa: E402
from tests.factories.people import people_made  # noqa: E402
from tests.flows.migrated import migrate  # noqa: E402
from tests.flows.settling import kinds_by, log_standing, settle  # noqa: E402

PAIRS = 5
OPEN_AT_ONCE = 8
A_DAY = dt.timedelta(days=1)
# longer than a lost sender is waited for
LATER = dt.timedelta(minutes=11)


def prepare() -> None:
    """Make the database, the key, the people, and what they may match."""
    migrate()
    log_key_create()
    people = people_made()
    for number in range(PAIRS):
        technology_made(people, "published", key=str(number))
        demand_made(people, "published", key=str(number))


def work() -> None:
    """Ask and answer until killed, naming each act once it is committed."""
    check_log_key()
    seller, buyer = _actor("seller.owner"), _actor("buyer.deal.lead")
    background.start(sequencer_thread(), runner_thread(), mails_thread())
    os.write(1, b"ready\n")
    left: set[int] = set()
    while True:
        # some are left to their deadlines: a quick machine would answer every one before
        waiting = list(Match.objects.filter(state__in=OPEN_STATES).exclude(pk__in=left))
        if len(waiting) < 2 or (len(waiting) < OPEN_AT_ONCE and secrets.randbelow(2)):
            left |= request(buyer)
            continue
        try:
            answer(secrets.choice(waiting), seller=seller, buyer=buyer)
        except StaleStateError:
            continue  # its deadline came first


def request(buyer: Actor) -> set[int]:
    """Ask for a match, and return it where nobody shall answer it before its deadline.

    Half of them expire in a moment unless they are answered, and half of these are left alone.
    """
    now = timezone.now()
    technology = Technology.objects.order_by("pk")[secrets.randbelow(PAIRS)]
    demand = Demand.objects.order_by("pk")[secrets.randbelow(PAIRS)]
    if Match.objects.filter(technology=technology, demand=demand, state__in=OPEN_STATES).exists():
        return set()
    # as if days lay between requests, of which a firm may make few in one
    Match.objects.filter(requested_at__gt=now - A_DAY).update(requested_at=now - A_DAY)
    match = match_request(
        actor=buyer,
        request_id=secrets.token_hex(8),
        demand=demand,
        technology=technology,
        note="",
        relevance=None,
        now=now,
    )
    told(match, "requested")
    if not secrets.randbelow(2):
        return set()
    due_at = now + dt.timedelta(milliseconds=secrets.randbelow(600))
    with transaction.atomic():
        if Match.objects.filter(pk=match.pk, state="requested").exists():
            timer_set(kind=EXPIRY_TIMER, subject=match.public_id, due_at=due_at)
    told(match, "deadline")
    return {match.pk} if secrets.randbelow(2) else set()


def answer(match: Match, *, seller: Actor, buyer: Actor) -> None:
    """Accept or withdraw a request, end what is agreed."""
    now, revision = timezone.now(), match.revision
    if match.state == "matched":
        match_end(actor=buyer, match=match, revision=revision, words="Plans changed", now=now)
        told(match, "ended")
    elif secrets.randbelow(3):
        match_accept(actor=seller, match=match, revision=revision, now=now)
        told(match, "matched")
    else:
        match_withdraw(actor=buyer, match=match, revision=revision, now=now)
        told(match, "withdrawn")


def told(match: Match, what: str) -> None:
    """Acknowledge the act, as an answer to a request would."""
    os.write(1, f"{match.public_id} {what}\n".encode())


def report() -> None:
    """Let everything that waits be done, then say what there is."""
    check_log_key()
    time.sleep(0.7)
    settle()
    # as if ten minutes had passed: until then a mail counts as being sent
    while mails_send(timezone.now() + LATER):
        pass
    sys.stdout.write(
        json.dumps(
            {
                "states": dict(Match.objects.values_list("public_id", "state")),
                "kinds": kinds_by("match"),
                "halves": _halves(),
                "timers": _timers(),
                "overdue": Timer.objects.filter(state="open", due_at__lte=timezone.now()).count(),
                "told": _told(),
                "numbers": _numbers(),
                "unmailed": Notification.objects.filter(
                    asks=True, read_at=None, mailed_at=None
                ).count(),
                "mails": list(Mail.objects.values_list("message_id", "state")),
                **log_standing(),
            }
        )
    )


def _actor(name: str) -> Actor:
    return actor_for_user(User.objects.get(email=f"{name}@people.example"))


def _halves() -> int:
    """Return how many agreed matches lack a part, or others have one."""
    matched = set(Match.objects.filter(state="matched").values_list("pk", flat=True))
    cases = Case.objects.exclude(stage="closed")
    run = CaseAssignment.objects.filter(ended_at=None)
    return len(matched ^ set(cases.values_list("match_id", flat=True))) + len(
        matched ^ set(run.values_list("case__match_id", flat=True))
    )


def _timers() -> dict[str, list[str]]:
    """Return the states of each match's deadlines."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, state in Timer.objects.filter(kind=EXPIRY_TIMER).values_list("subject", "state"):
        found[subject].append(state)
    return found


def _told() -> list[tuple[str, list[str]]]:
    """Return for each record of matches and cases who was told of it."""
    people: dict[str, list[str]] = defaultdict(list)
    rows = Notification.objects.values_list("key", "user__email")
    for key, email in rows:
        people[key].append(email.removesuffix("@people.example"))
    entries = Entry.objects.filter(kind__regex=r"^(match|case)\.").order_by("index")
    return [(kind, sorted(people[uid])) for uid, kind in entries.values_list("uid", "kind")]


def _numbers() -> list[tuple[int, list[int]]]:
    """Return each person's counter and the numbers of their notices."""
    found: dict[int, list[int]] = defaultdict(list)
    for user_id, number in Notification.objects.order_by("number").values_list("user_id", "number"):
        found[user_id].append(number)
    counters = NotificationCounter.objects.values_list("user_id", "last_number")
    return [(last, found.pop(user_id, [])) for user_id, last in counters] + [
        (0, rest) for rest in found.values()
    ]


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "report": report}[sys.argv[1]]()
