"""Numbers have no gaps and no doubles, however many write at once."""

from __future__ import annotations

import random
from threading import Barrier, Thread

import pytest
from django.db import connection

from marketplace.notifications.models import Notification, NotificationCounter
from marketplace.notifications.services import notices_read, notify
from tests.factories.people import People, people_made
from tests.services.notifications.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6
ROUNDS = 12


def tell(user_ids: list[int], key: str) -> int:
    return notify(
        user_ids=user_ids,
        kind="match.requested",
        key=key,
        subject_type="match",
        subject_ref="m",
        path="/deals/m",
        now=NOW,
    )


def test_numbers_of_concurrent_writers_have_no_gaps_and_no_doubles() -> None:
    people = people_made()
    users = [people.users[name].pk for name in ("seller_owner", "buyer_owner", "reviewer")]
    start, failures = Barrier(WRITERS), []

    def write(writer: int) -> None:
        try:
            start.wait()
            for round_ in range(ROUNDS):
                # half of the keys are told by all writers, in another order of people each time
                key = f"shared {round_}" if round_ % 2 else f"{writer} {round_}"
                tell(random.sample(users, len(users)), key)
        except Exception as error:  # noqa: BLE001  (shown by the test)
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    expected = WRITERS * ROUNDS // 2 + ROUNDS // 2
    for user_id in users:
        numbers = list(
            Notification.objects.filter(user_id=user_id).order_by("number").values_list("number")
        )
        assert numbers == [(number,) for number in range(1, expected + 1)]
        assert NotificationCounter.objects.get(user_id=user_id).last_number == expected


def test_a_key_is_told_once(people: People) -> None:
    one, two = people.users["seller_owner"].pk, people.users["buyer_owner"].pk
    assert tell([one], "a") == 1
    assert tell([one, two, two], "a") == 1
    assert tell([one, two], "a") == 0
    assert NotificationCounter.objects.get(user_id=two).last_number == 1


def test_reading_and_writing_at_once_never_deadlock() -> None:
    people = people_made()
    actor = people.actor("seller_owner")
    user_id = people.users["seller_owner"].pk
    failures: list[Exception] = []

    def run(writes: bool) -> None:
        try:
            for number in range(15):
                if writes:
                    tell([user_id], f"{number}")
                else:
                    notices_read(actor=actor, ids=None, up_to=10_000, now=NOW)
        except Exception as error:  # noqa: BLE001  (shown by the test)
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number % 2 == 0,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
