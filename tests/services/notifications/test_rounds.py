"""The mails' own rounds: what is due goes out, and the digests have their timers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.utils import timezone

from marketplace.config.background import Mails, mails_thread, runner_thread
from marketplace.config.reactions import HANDLERS, TIMERS
from marketplace.core.models import Timer
from marketplace.notifications.kinds import KINDS
from marketplace.notifications.services import DIGEST_TIMER, entries_notify, mail_queue
from tests.services.notifications.conftest import mails

pytestmark = pytest.mark.django_db(transaction=True)


def queue() -> None:
    mail_queue(
        address="a@people.example",
        user_id=None,
        kind="toy",
        language="en",
        subject="Subject",
        body="Body",
        now=timezone.now(),
    )


def test_a_round_sends_and_sets_the_digests() -> None:
    queue()
    rounds = Mails()
    assert rounds.round() is True
    assert rounds.round() is False
    assert (len(outbox.outbox), mails()[0].state) == (1, "sent")
    timers = Timer.objects.filter(kind=DIGEST_TIMER, state="open")
    assert {timer.subject for timer in timers} == {"daily", "weekly"}


def test_reacting_once_sends_mails_as_well(log_key: None, settings: Any, tmp_path: Any) -> None:
    settings.INDEX_DIR = tmp_path / "index"
    queue()
    call_command("react", once=True)
    assert mails()[0].state == "sent"


def test_a_slow_mail_server_has_a_thread_of_its_own() -> None:
    assert mails_thread().name != runner_thread().name


def test_entries_and_digests_are_wired() -> None:
    handlers = {handler.handle: handler for handler in HANDLERS}
    assert handlers[entries_notify].kinds == KINDS
    assert DIGEST_TIMER in TIMERS
