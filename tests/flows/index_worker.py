"""A process whose children move listings and index them, and are killed at random moments.

    python -m tests.flows.index_worker <kills>

Django is started once and its children are forked, so that a life costs little. Each begins as
the product does: what the one before left is recovered, and then the index is held against the
database, document by document, and the alerts against the index. The last line printed is a report.
"""

from __future__ import annotations

import json
import os
import resource
import secrets
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

import numpy as np  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from marketplace.accounts.actors import actor_for_user  # noqa: E402
from marketplace.accounts.models import User  # noqa: E402
from marketplace.config.background import (  # noqa: E402
    Reactions,
    background,
    runner_thread,
    sequence_round,
    sequencer_thread,
)
from marketplace.evidence.keys import check_log_key, log_key_create  # noqa: E402
from marketplace.technologies import services  # noqa: E402
from marketplace.technologies.models import Technology  # noqa: E402
from marketplace.technologies.services import ImportedTechnology  # noqa: E402
from marketplace.technologies.states import RevisionState, TechnologyState  # noqa: E402
from matching import korean  # noqa: E402
from matching.encoding import usem3  # noqa: E402
from matching.models import Alert  # noqa: E402
from tests.factories.market import approved, demand_made, offer, offer_text  # noqa: E402
from tests.factories.people import people_made  # noqa: E402
from tests.flows.alerts_compared import unalerted  # noqa: E402
from tests.flows.index_compared import faults  # noqa: E402
from tests.flows.settling import log_standing  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.core.actor import Actor
    from matching.encoding.base import Vector

_FEWEST, _MOST, _MOST_ROWS = 4, 14, 250
_ON_OFFER = (TechnologyState.PUBLISHED, TechnologyState.PAUSED)
# counted in acts, so that a busy machine lives through as much as an idle one
_MOST_ACTS = 12
_LONGEST_SECONDS = 0.05
_PATIENCE_SECONDS = 60.0


class ToyEncoder:
    """Gives each text a point of its own, at once."""

    name = "toy"

    def encoded(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector of length one for each text."""
        points = [np.random.default_rng(list(text.encode())).normal(size=512) for text in texts]
        return [(point / np.linalg.norm(point)).astype(np.float32) for point in points]

    def warm(self) -> None:
        """Do nothing: it is ready."""


def _words(text: str) -> list[tuple[str, int, int]]:
    """Cut a Korean text at its blanks; the real model takes seconds and half a gigabyte."""
    found, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        found.append((word, start, start + len(word)))
    return found


def prepare() -> None:
    """Make the key, the people and the demands, and let the runner weigh them."""
    log_key_create()
    people = people_made()
    demand_made(people, "published", key="alerts")
    _recovered()


def live(told: int) -> None:
    """Recover, compare, say so, and move listings until killed, with a dot for each."""
    check_log_key()
    _recovered()
    os.write(told, json.dumps(faults() + unalerted()).encode() + b"\n")
    owner = actor_for_user(User.objects.get(email="seller.owner@people.example"))
    reviewer = actor_for_user(User.objects.get(email="reviewer@people.example"))
    background.start(sequencer_thread(), runner_thread())
    while True:
        _act(owner, reviewer)
        os.write(told, b".")


def _recovered() -> None:
    """Do the rounds that the product does after its start until nothing waits."""
    reactions = Reactions()
    while sequence_round() or reactions.round():
        pass
    while sequence_round() or reactions.round():
        pass


def _act(owner: Actor, reviewer: Actor) -> None:
    """Do one thing that people do to listings, where it can be done now."""
    own = list(Technology.objects.filter(owner_id=owner.organisation_id, state__in=_ON_OFFER))
    if len(own) < _FEWEST:
        _publish(owner, reviewer)
        return
    technology = secrets.choice(own)
    act = secrets.choice(("move", "move", "withdraw", "revise", "publish", "import"))
    now = timezone.now()
    if act == "move":
        is_paused = technology.state == TechnologyState.PAUSED
        move = services.technology_resume if is_paused else services.technology_pause
        move(actor=owner, technology=technology, now=now)
    elif act == "withdraw":
        services.technology_withdraw(actor=owner, technology=technology, now=now)
    elif act == "revise" and technology.revision_state == RevisionState.NONE:
        _revise(owner, reviewer, technology)
    elif act == "publish" and len(own) < _MOST:
        _publish(owner, reviewer)
    elif act == "import" and Technology.objects.count() < _MOST_ROWS:
        _import()


def _publish(owner: Actor, reviewer: Actor) -> None:
    now, mark = timezone.now(), secrets.token_hex(3)
    languages = ("en", "ko") if secrets.randbelow(2) else ("en",)
    content = offer(texts=tuple(offer_text(each, mark) for each in languages))
    technology = services.technology_create(
        actor=owner, request_id=secrets.token_hex(8), content=content, now=now
    )
    services.technology_submit(actor=owner, technology=technology, revision=1, now=now)
    approved(reviewer, technology, now)


def _revise(owner: Actor, reviewer: Actor, technology: Technology) -> None:
    now = timezone.now()
    services.technology_revise(actor=owner, technology=technology, now=now)
    services.technology_save(
        actor=owner,
        technology=technology,
        revision=technology.revision,
        content=offer(secrets.token_hex(3)),
        now=now,
    )
    services.technology_submit(
        actor=owner, technology=technology, revision=technology.revision, now=now
    )
    approved(reviewer, technology, now)


def _import() -> None:
    batch = [
        ImportedTechnology(
            source_ref=secrets.token_hex(8),
            firm="Acme",
            area="Agency of tests",
            year=2020,
            title=f"Barrier sheet {number}",
            abstract=f"It slows heat between cells, kind {secrets.token_hex(3)}.",
            language=secrets.choice(("en", "ko")),
        )
        for number in range(1 + secrets.randbelow(6))
    ]
    services.technologies_import(batch=batch, now=timezone.now())


def _killed_once() -> tuple[bool, list[str]]:
    """Fork a life and kill it; return whether it had recovered, and what it found wrong then."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _ended_with(lambda: live(writer))
    os.close(writer)
    # every fourth life ends while it still recovers
    amid_recovery = not secrets.randbelow(4)
    try:
        patience = 0.001 * secrets.randbelow(150) if amid_recovery else _PATIENCE_SECONDS
        if not select.select([reader], [], [], patience)[0]:
            assert amid_recovery, "the index was not recovered in time"
            return False, []
        line, _, acts = os.read(reader, 1 << 16).partition(b"\n")
        assert line, "the life ended by itself"
        missing = secrets.randbelow(_MOST_ACTS) - len(acts)
        while missing > 0:
            assert select.select([reader], [], [], _PATIENCE_SECONDS)[0], "nothing was done in time"
            missing -= len(os.read(reader, missing))
        time.sleep(_LONGEST_SECONDS * secrets.randbelow(1000) / 1000)
        return True, json.loads(line)
    finally:
        os.close(reader)
        # nobody waited for it yet, so that the number is still its own
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the life ended by itself"


def _done(work: object) -> None:
    """Do something to its end in a child, so that this process holds no file and no thread."""
    assert callable(work)
    child = os.fork()
    if not child:
        _ended_with(work)
    assert os.waitpid(child, 0)[1] == 0, "a child failed"


def _ended_with(work: object) -> None:
    """Do it and end the process, without what the parent would do at its end."""
    assert callable(work)
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  (it is told, and then the process ends)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def report() -> None:
    """Recover a last time and say how everything stands."""
    check_log_key()
    _recovered()
    public = Technology.objects.filter(state=TechnologyState.PUBLISHED)
    line = {
        "faults": faults() + unalerted(),
        "alerts": Alert.objects.count(),
        "published": public.count(),
        "native": public.filter(source_ref=None).count(),
        **log_standing(),
    }
    os.write(1, json.dumps(line).encode() + b"\n")


def kill(times: int) -> None:
    """Prepare, kill so many lives, and report."""
    connections.close_all()
    _done(prepare)
    looks, found = 0, []
    for number in range(times):
        has_recovered, wrong = _killed_once()
        looks += has_recovered
        found += [f"life {number}: {each}" for each in wrong]
    _done(report)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = {"looks": looks, "found": found, "cpu": round(used.ru_utime + used.ru_stime, 1)}
    os.write(1, json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    usem3.IS_INSTALLED, usem3.Usem3 = True, ToyEncoder  # type: ignore[misc,assignment]
    korean.morphemes = _words
    kill(int(sys.argv[1]))
