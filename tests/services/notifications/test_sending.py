"""A mail goes out at least once, whoever dies meanwhile, and a silent server holds nobody up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from marketplace.notifications.models import Mail
from marketplace.notifications.services import mail_queue, mails_send
from tests.services.evidence.test_processes import database_url
from tests.services.notifications.conftest import NOW, mails

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "tests.services.notifications.test_sending"


def queue(number: int = 0, now: Any = NOW) -> None:
    mail_queue(
        address=f"{number}@people.example",
        user_id=None,
        kind="toy",
        language="ko",
        subject=f"제목 {number}",
        body="내용\n.한 줄",
        now=now,
    )


class Server:
    """A mail server that keeps what it gets, and refuses or waits where told to."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.received = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        from asyncio import to_thread
        from email import message_from_bytes, policy

        if envelope.rcpt_tos[0] in self.refused:
            return "550 no such person"
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        self.received.set()
        await to_thread(self.may_answer.wait, 20)
        return "250 OK"


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """Run a mail server, and have mails go there."""
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    handler.may_answer.set()
    controller.stop()


def test_a_real_server_gets_the_words_and_the_stable_id(server: Server) -> None:
    queue()
    assert mails_send(NOW) == 1
    message = server.messages[0]
    row = mails()[0]
    assert (message["Subject"], message["To"]) == ("제목 0", "0@people.example")
    assert (message["Message-ID"], row.state) == (row.message_id, "sent")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().splitlines()[:2] == ["내용", ".한 줄"]


def test_one_refused_mail_holds_no_other_up(server: Server) -> None:
    server.refused = {"0@people.example"}
    queue(0)
    queue(1)
    mails_send(NOW)
    assert [row.state for row in mails()] == ["queued", "sent"]
    row = mails()[0]
    assert (row.attempts, row.error) == (1, "SMTPDataError")
    assert row.send_after > NOW


def test_a_mail_is_given_up_after_eight_attempts_and_wiped(server: Server) -> None:
    server.refused = {"0@people.example"}
    queue()
    ids = set()
    now = NOW
    for _ in range(20):
        mails_send(now)
        ids.add(mails()[0].message_id)
        now += timedelta(days=1)
    row = mails()[0]
    assert (row.state, row.attempts, row.body, len(ids)) == ("failed", 8, "", 1)


def test_where_nobody_answers_the_others_wait_untried(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for number in range(3):
        queue(number)
    mails_send(NOW)
    assert [(row.state, row.attempts) for row in mails()] == [
        ("queued", 1), ("queued", 0), ("queued", 0)
    ]  # fmt: skip


def test_nothing_is_sent_inside_a_transaction(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{HERE}.Watching"
    Watching.seen.clear()
    queue()
    mails_send(NOW)
    assert Watching.seen == [(False, "sending")]


class Watching(BaseEmailBackend):
    """Note what the database says while a mail is being sent."""

    seen: list[tuple[bool, str]] = []

    def send_messages(self, _messages: Any) -> int:
        self.seen.append((connection.in_atomic_block, Mail.objects.get().state))
        return 1


def test_two_senders_send_each_mail_once(server: Server) -> None:
    for number in range(20):
        queue(number)

    def send() -> None:
        try:
            while mails_send(NOW):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.messages) == 20
    assert {row.state for row in mails()} == {"sent"}


def test_a_lost_sender_is_noticed_after_ten_minutes(server: Server) -> None:
    queue()
    Mail.objects.update(state="sending", attempts=1, claimed_at=NOW)
    assert mails_send(NOW + timedelta(minutes=9)) == 0
    assert mails_send(NOW + timedelta(minutes=10)) == 1
    assert (mails()[0].state, len(server.messages)) == ("sent", 1)


def test_a_sender_lost_for_the_eighth_time_ends_it(server: Server) -> None:
    queue()
    Mail.objects.update(state="sending", attempts=8, claimed_at=NOW)
    assert mails_send(NOW + timedelta(minutes=10)) == 0
    assert (mails()[0].state, mails()[0].body) == ("failed", "")


def test_a_slow_sender_does_not_undo_what_a_later_one_did(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue()
    server.may_answer.clear()
    failed = threading.Thread(target=_send_and_close)
    failed.start()
    assert server.received.wait(10)
    # meanwhile the row was taken for lost, and another sender has it in hand
    Mail.objects.update(attempts=2, claimed_at=NOW)
    server.may_answer.set()
    failed.join(20)
    assert (mails()[0].state, mails()[0].attempts) == ("sending", 2)


def _send_and_close() -> None:
    try:
        mails_send(NOW)
    finally:
        connection.close()


def test_a_kill_in_the_middle_of_sending_loses_no_mail(server: Server, settings: Any) -> None:
    """The mail may come twice, then under the same Message-ID."""
    queue(now=timezone.now() - timedelta(seconds=1))
    server.may_answer.clear()
    command = [sys.executable, "-m", "tests.services.notifications.sender"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_DATABASE_URL": database_url(),
        "SEALBRIDGE_MAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}",
        "SEALBRIDGE_MAIL_FROM": "tests@sealbridge.example",
    }
    child = subprocess.Popen(command, env=environment)
    try:
        assert server.received.wait(30)
        assert mails()[0].state == "sending"
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait(20)
    server.may_answer.set()
    time.sleep(0.1)
    assert mails()[0].state == "sending"
    mails_send(timezone.now() + timedelta(minutes=11))
    assert mails()[0].state == "sent"
    assert len(server.messages) == 2
    assert len({message["Message-ID"] for message in server.messages}) == 1
