"""Mails say how many and until when, at the pace and in the hours that each person chose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as outbox

from marketplace.accounts.models import Invitation, User
from marketplace.core.models import Timer
from marketplace.evidence.selectors import checkpoint_latest
from marketplace.notifications.models import Mail, Notification, Preference
from marketplace.notifications.services import (
    DIGEST_TIMER,
    digest_due,
    digests_ensure,
    entries_notify,
    mail_queue,
    mails_send,
    notify,
)
from tests.factories.people import People
from tests.services.notifications.conftest import NOW, Told, mails

pytestmark = pytest.mark.django_db

DUE = datetime.fromisoformat("2026-11-28T18:00:00+09:00")
NINE = datetime.fromisoformat("2026-11-23T09:00:00+09:00")  # a Monday


@pytest.fixture
def person(people: People) -> User:
    return people.users["seller_owner"]


def tell(
    person: User, key: str, *, asks: bool = True, due: datetime | None = None, **of: Any
) -> None:
    notify(
        user_ids=[person.pk],
        kind="match.requested",
        key=key,
        subject_type="match",
        subject_ref=key,
        path=f"/deals/{key}",
        due_at=due,
        asks=asks,
        now=of.get("now", NOW),
        category=of.get("category"),
    )


def prefer(person: User, **choice: Any) -> None:
    Preference.objects.update_or_create(user=person, defaults=choice)


def sent() -> list[Any]:
    return list(outbox.outbox)


def test_a_request_is_mailed_at_once_in_words_that_give_nothing_away(
    person: User, told: Told, people: People
) -> None:
    told("technology.published", [("technology", "t" * 22)], [people.organisations["seller"].pk])
    tell(person, "one", due=DUE)
    assert mails_send(NOW) == 1
    message = sent()[0]
    assert message.subject == "[Sealbridge] 확인할 요청 1건, 11월 28일 18:00까지"
    assert message.to == [person.email]
    assert "새 소식" not in message.body
    assert "http://testserver/deals/one\n" in message.body
    checkpoint = checkpoint_latest()
    assert checkpoint is not None
    origin, size, root = checkpoint.note.split("\n")[:3]
    assert message.body.endswith(f"\n{origin}\n{size}\n{root}\n")
    row = mails()[0]
    assert message.extra_headers["Message-ID"] == row.message_id
    assert (row.state, row.body, row.sent_at) == ("sent", "", NOW)


def test_in_english(person: User) -> None:
    User.objects.filter(pk=person.pk).update(language="en")
    tell(person, "one", due=DUE + timedelta(days=1))
    tell(person, "two", due=DUE)
    tell(person, "late", due=NOW - timedelta(days=1))
    mails_send(NOW)
    subject = "[Sealbridge] 3 requests to answer, by 28 November, 18:00 (Korea)"
    assert [message.subject for message in sent()] == [subject]


def test_the_demo_keeps_what_was_sent(person: User, settings: Any) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    tell(person, "one")
    mails_send(NOW)
    row = mails()[0]
    assert (row.state, row.address) == ("sent", person.email)
    assert "확인할 요청 1건" in row.body


def test_quiet_hours_hold_one_mail_that_tells_of_all(person: User) -> None:
    prefer(person, quiet_from_hour=22, quiet_to_hour=8)
    night = datetime.fromisoformat("2026-11-22T23:30:00+09:00")
    morning = datetime.fromisoformat("2026-11-23T08:00:00+09:00")
    tell(person, "one", now=night)
    tell(person, "two", now=night + timedelta(hours=2))
    assert mails_send(morning - timedelta(seconds=1)) == 0
    assert mails_send(morning) == 1
    assert [message.subject for message in sent()] == ["[Sealbridge] 확인할 요청 2건"]


def test_what_was_read_in_the_meantime_is_not_mailed(person: User) -> None:
    tell(person, "one")
    Notification.objects.update(read_at=NOW)
    mails_send(NOW)
    assert ([row.state for row in mails()], sent()) == (["dropped"], [])


def test_news_comes_with_the_days_digest_and_only_once(person: User, people: People) -> None:
    tell(person, "one", asks=False)
    tell(person, "two", asks=False)
    assert mails() == []
    digest_due(subject="weekly", now=NINE)
    assert mails() == []
    digest_due(subject="daily", now=NINE)
    digest_due(subject="daily", now=NINE)
    assert len(mails()) == 1
    mails_send(NINE)
    assert [message.subject for message in sent()] == ["[Sealbridge] 새 소식 2건"]
    digest_due(subject="daily", now=NINE + timedelta(days=1))
    assert len(mails()) == 1
    assert {row.user_id for row in mails()} == {person.pk}


def test_weekly_waits_for_monday(person: User) -> None:
    prefer(person, match="weekly")
    tell(person, "one")
    assert mails() == []
    digest_due(subject="daily", now=NINE)
    assert mails() == []
    digest_due(subject="weekly", now=NINE)
    mails_send(NINE)
    assert len(sent()) == 1


def test_digests_heed_quiet_hours(person: User) -> None:
    prefer(person, quiet_from_hour=22, quiet_to_hour=10)
    tell(person, "one", asks=False)
    digest_due(subject="daily", now=NINE)
    assert mails()[0].send_after == NINE + timedelta(hours=1)


@pytest.mark.parametrize("asks", [True, False])
def test_off_mails_nothing_and_keeps_the_notice(person: User, asks: bool) -> None:
    prefer(person, match="off")
    tell(person, "one", asks=asks)
    for pace in ("daily", "weekly"):
        digest_due(subject=pace, now=NINE)
    assert mails() == []
    assert Notification.objects.filter(user=person).count() == 1


def test_the_pace_counts_when_the_mail_goes(person: User) -> None:
    """Who turns mails off while one waits does not get it."""
    tell(person, "one")
    prefer(person, match="off")
    mails_send(NOW)
    assert [row.state for row in mails()] == ["dropped"]


def test_each_category_has_its_own_pace(person: User) -> None:
    prefer(person, match="instant", firm="off")
    tell(person, "news", asks=False)
    tell(person, "firm", category="firm")
    mails_send(NOW)
    assert [message.subject for message in sent()] == ["[Sealbridge] 새 소식 1건"]


def test_the_digests_set_their_own_timers_and_none_twice() -> None:
    digests_ensure(NOW)
    digests_ensure(NOW)
    timers = Timer.objects.filter(kind=DIGEST_TIMER).order_by("subject")
    assert [(timer.subject, timer.due_at) for timer in timers] == [
        ("daily", NINE),
        ("weekly", NINE),
    ]
    Timer.objects.filter(subject="daily").update(state="done")
    digest_due(subject="daily", now=NINE)
    opened = Timer.objects.get(subject="daily", state="open")
    assert opened.due_at == NINE + timedelta(days=1)


def test_an_unknown_digest_does_nothing(person: User) -> None:
    tell(person, "one", asks=False)
    digest_due(subject="hourly", now=NINE)
    assert (mails(), Timer.objects.filter(kind=DIGEST_TIMER).count()) == ([], 0)


def test_an_invitation_names_no_firm_and_is_mailed_once(people: People, told: Told) -> None:
    firm = people.organisations["seller"]
    invitation = Invitation.objects.create(
        organisation=firm,
        email="new.person@people.example",
        roles=["engineer"],
        language="ko",
        created_at=NOW,
        expires_at=DUE,
        invited_by=people.users["seller_owner"].memberships.get(),
    )
    about = [("organisation", firm.public_id), ("invitation", invitation.public_id)]
    sender = people.users["seller_owner"].public_id
    entries = told("invitation.sent", about, [firm.pk], person=sender)
    entries_notify(entries, NOW)
    mails_send(NOW)
    message = sent()[0]
    assert len(sent()) == 1
    assert (message.to, "11월 28일 18:00까지" in message.body) == ([invitation.email], True)
    for word in (
        firm.name_ko,
        firm.name_en,
        people.users["seller_owner"].name,
        invitation.public_id,
    ):
        assert word not in message.body + message.subject


def test_an_invitation_taken_back_is_not_mailed(people: People, told: Told) -> None:
    firm = people.organisations["seller"]
    told("invitation.sent", [("organisation", firm.public_id), ("invitation", "i" * 22)], [firm.pk])
    assert mails() == []


def test_a_code_waits_for_no_hour_and_is_wiped(person: User) -> None:
    prefer(person, quiet_from_hour=0, quiet_to_hour=23)
    mail_queue(
        address="a@b.example",
        user_id=person.pk,
        kind="sign_in.code",
        language="ko",
        subject="코드\nBcc: x@y.example",
        body="12345678",
        now=NOW,
    )
    mails_send(NOW)
    message = sent()[0]
    assert (message.subject, message.to) == ("코드 Bcc: x@y.example", ["a@b.example"])
    assert message.body.startswith("12345678")
    assert not Mail.objects.filter(body__contains="1234").exists()


def test_a_code_goes_before_the_news_of_many(people: People) -> None:
    for user in people.users.values():
        tell(user, "one")
    mail_queue(
        address="a@b.example",
        user_id=None,
        kind="sign_in.code",
        language="ko",
        subject="코드",
        body="12345678",
        now=NOW + timedelta(minutes=1),
    )
    mails_send(NOW + timedelta(minutes=1))
    assert sent()[0].to == ["a@b.example"]
    assert len(sent()) > 1
