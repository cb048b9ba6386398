"""Entries recorded, sequenced and told of, as the runner does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import transaction

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.selectors import entries_sequenced_after
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.services import entry_record
from marketplace.notifications.kinds import KINDS
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import entries_notify
from tests.factories.people import People, people_made

if TYPE_CHECKING:
    from marketplace.accounts.models import User
    from marketplace.evidence.models import Entry

# a Sunday, 18:00 in Korea
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

Told = Callable[..., "list[Entry]"]


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> Iterator[None]:
    """Keep what is sent in memory."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    yield
    mail.outbox = []


@pytest.fixture
def log_key(settings: Any, tmp_path: Path) -> None:
    """Give the log a key of its own."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key_create()


@pytest.fixture
def people(db: None, log_key: None) -> People:
    """Return the cast; the log's key is there before its first entry."""
    return people_made()


@pytest.fixture
def told(people: People) -> Told:
    """Return what records a fact, takes it into the log and tells people of it."""

    def tell(
        kind: str,
        subjects: list[tuple[str, str]],
        audience: list[int],
        now: datetime = NOW,
        **data: Any,
    ) -> list[Entry]:
        with transaction.atomic():
            entry = entry_record(
                kind=kind, subjects=subjects, audience=audience, body=data, now=now
            )
        sequence_once(now)
        entry.refresh_from_db(fields=["index"])
        assert entry.index is not None
        newest = entries_sequenced_after(entry.index - 1, 1, kinds=KINDS)
        entries_notify(newest, now)
        return newest

    return tell


def notices(user: User) -> list[Notification]:
    """Return a person's notices in the order of their numbers."""
    return list(Notification.objects.filter(user=user).order_by("number"))


def kinds(user: User) -> list[str]:
    """Return the kinds of a person's notices."""
    return [notice.kind for notice in notices(user)]


def mails(**filters: Any) -> list[Mail]:
    """Return mails in the order of their queueing."""
    return list(Mail.objects.filter(**filters).order_by("pk"))
