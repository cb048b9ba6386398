"""Notices in the API: one's own, and of nobody else not even that they exist."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.accounts.models import Membership
from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.notifications.models import Mail, Notification, Preference
from marketplace.notifications.services import notify
from tests.factories.people import People
from tests.services.notifications.conftest import NOW, notices

pytestmark = pytest.mark.django_db

LIST = """query ($first: Int, $after: String, $unread: Boolean) {
  notifications(first: $first, after: $after, unread: $unread) {
    nodes { id number kind category asks path dueAt createdAt readAt }
    pageInfo { hasNextPage endCursor }
  }
  notificationState { unread lastNumber }
}"""
READ = """mutation ($ids: [ID!], $upTo: Int) { markNotificationsRead(ids: $ids, upTo: $upTo) {
  state { unread lastNumber } errors { code field } } }"""
PREFERENCES = """{ notificationPreferences {
  firm technology demand match case quietFromHour quietToHour isDefault } }"""
SAVE = """mutation ($input: NotificationPreferencesInput!) {
  saveNotificationPreferences(input: $input) {
    preferences { firm match case quietFromHour quietToHour isDefault } errors { code field } } }"""
ALL_DAILY = dict.fromkeys(("firm", "technology", "demand", "match", "case"), "DAILY")


def asked(people: People, who: str, query: str, **variables: Any) -> Any:
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    request = OperationRequest(query, variables=variables)
    return engine.run(engine.operation(request), context).body


def tell(people: People, *names: str, count: int = 1) -> None:
    for number in range(count):
        for name in names:
            firm = Membership.objects.get(user=people.users[name]).organisation_id
            notify(
                user_ids=[people.users[name].pk],
                kind="match.requested",
                key=f"{number}",
                subject_type="match",
                subject_ref="m",
                path="/deals/m",
                asks=True,
                organisation_id=firm,
                now=NOW,
            )


def test_the_newest_come_first_page_by_page(people: People) -> None:
    tell(people, "seller_owner", "buyer_owner", count=5)
    data = asked(people, "seller_owner", LIST, first=2)["data"]
    assert data["notificationState"] == {"unread": 5, "lastNumber": 5}
    assert [node["number"] for node in data["notifications"]["nodes"]] == [5, 4]
    first = data["notifications"]["nodes"][0]
    assert first["category"] == "MATCH"
    assert (first["asks"], first["path"], first["readAt"]) == (True, "/deals/m", None)
    after = data["notifications"]["pageInfo"]["endCursor"]
    data = asked(people, "seller_owner", LIST, first=50, after=after)["data"]
    assert [node["number"] for node in data["notifications"]["nodes"]] == [3, 2, 1]


def test_marking_is_ones_own_and_others_are_not_found(people: People) -> None:
    tell(people, "seller_owner", "buyer_owner", count=3)
    own = [notice.public_id for notice in notices(people.users["seller_owner"])]
    others = [notice.public_id for notice in notices(people.users["buyer_owner"])]
    body = asked(people, "seller_owner", READ, ids=[own[0], *others, "x" * 22, "no id"])
    assert body["data"]["markNotificationsRead"] == {
        "state": {"unread": 2, "lastNumber": 3},
        "errors": [],
    }
    assert not Notification.objects.filter(public_id__in=others).exclude(read_at=None).exists()
    assert (
        len(asked(people, "seller_owner", LIST, unread=True)["data"]["notifications"]["nodes"]) == 2
    )
    asked(people, "seller_owner", READ, upTo=2)
    assert [notice.read_at for notice in notices(people.users["seller_owner"])] == [NOW, NOW, None]


@pytest.mark.parametrize("variables", [{}, {"ids": ["x"] * 201}])
def test_a_marking_without_aim_is_refused(people: People, variables: dict[str, Any]) -> None:
    tell(people, "seller_owner")
    body = asked(people, "seller_owner", READ, **variables)["data"]["markNotificationsRead"]
    assert (body["state"], body["errors"][0]["field"]) == (None, "ids")
    assert notices(people.users["seller_owner"])[0].read_at is None


def test_who_acts_for_another_firm_now_reads_nothing_of_the_earlier_one(people: People) -> None:
    tell(people, "seller_deal_lead")
    person = people.users["seller_deal_lead"]
    Membership.objects.filter(user=person).update(ended_at=NOW)
    data = asked(people, "seller_deal_lead", LIST)["data"]
    assert data["notifications"]["nodes"] == []
    assert data["notificationState"]["unread"] == 0
    Membership.objects.create(
        user=person, organisation=people.organisations["other_sme"], joined_at=NOW
    )
    assert asked(people, "seller_deal_lead", LIST)["data"]["notifications"]["nodes"] == []
    asked(people, "seller_deal_lead", READ, upTo=10)
    assert notices(person)[0].read_at is None


def test_preferences_are_shown_saved_and_ones_own(people: People) -> None:
    shown = asked(people, "seller_owner", PREFERENCES)["data"]["notificationPreferences"]
    assert shown == {**ALL_DAILY, "quietFromHour": None, "quietToHour": None, "isDefault": True}
    chosen = {**ALL_DAILY, "match": "INSTANT", "firm": "OFF", "quietFromHour": 22, "quietToHour": 8}
    body = asked(people, "seller_owner", SAVE, input=chosen)["data"]["saveNotificationPreferences"]
    assert body["errors"] == []
    assert body["preferences"] == {
        "firm": "OFF",
        "match": "INSTANT",
        "case": "DAILY",
        "quietFromHour": 22,
        "quietToHour": 8,
        "isDefault": False,
    }
    assert Preference.objects.get().user_id == people.users["seller_owner"].pk
    other = asked(people, "buyer_owner", PREFERENCES)["data"]["notificationPreferences"]
    assert other["isDefault"] is True


@pytest.mark.parametrize(
    ("quiet", "field"),
    [
        ({"quietFromHour": 22}, "quietToHour"),
        ({"quietToHour": 8}, "quietFromHour"),
        ({"quietFromHour": 24, "quietToHour": 8}, "quietFromHour"),
        ({"quietFromHour": -1, "quietToHour": 8}, "quietFromHour"),
        ({"quietFromHour": 8, "quietToHour": 8}, "quietToHour"),
    ],
)
def test_wrong_quiet_hours_are_refused(people: People, quiet: dict[str, int], field: str) -> None:
    body = asked(people, "seller_owner", SAVE, input={**ALL_DAILY, **quiet})
    answer = body["data"]["saveNotificationPreferences"]
    assert (answer["preferences"], answer["errors"][0]["field"]) == (None, field)
    assert not Preference.objects.exists()


def test_a_visitor_reads_and_writes_nothing(people: People) -> None:
    tell(people, "seller_owner")
    for query in (LIST, PREFERENCES):
        errors = asked(people, "anonymous", query)["errors"]
        assert {error["extensions"]["code"] for error in errors} == {"UNAUTHENTICATED"}
    body = asked(people, "anonymous", READ, upTo=9)["data"]["markNotificationsRead"]
    assert body["errors"][0]["code"] == "unauthenticated"
    body = asked(people, "anonymous", SAVE, input=ALL_DAILY)["data"]["saveNotificationPreferences"]
    assert body["errors"][0]["code"] == "unauthenticated"
    assert notices(people.users["seller_owner"])[0].read_at is None
    assert not Preference.objects.exists()
    assert Mail.objects.count() == 1
