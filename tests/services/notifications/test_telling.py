"""Who hears of what, where it leads, and that nobody hears of it twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.evidence.models import Entry
from marketplace.evidence.selectors import entries_sequenced_after
from marketplace.notifications.kinds import COMMENTED_BY, NOTICE_KINDS
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import entries_notify, mails_send
from tests.factories.people import People
from tests.services.notifications.conftest import NOW, Told, kinds, mails, notices

pytestmark = pytest.mark.django_db

MATCH = [("match", "m" * 22), ("technology", "t" * 22), ("demand", "d" * 22)]
CASE = [("case", "c" * 22), ("match", "m" * 22)]


@pytest.fixture
def parties(people: People) -> list[int]:
    """Return the two firms of a match."""
    return [people.organisations["seller"].pk, people.organisations["buyer"].pk]


def everybody(people: People) -> dict[str, list[str]]:
    return {name: found for name, user in people.users.items() if (found := kinds(user))}


def roles_of(people: People) -> dict[str, frozenset[str]]:
    return {name: people.actor(name).roles for name in people.users}


def test_a_request_reaches_the_leads_of_the_other_side(
    told: Told, people: People, parties: list[int]
) -> None:
    due = NOW + timedelta(days=6)
    told("match.requested", MATCH, parties, side="buyer", due_at=due.isoformat())
    assert everybody(people) == {
        "seller_owner": ["match.requested"],
        "seller_deal_lead": ["match.requested"],
    }
    notice = notices(people.users["seller_owner"])[0]
    assert (notice.number, notice.category, notice.asks) == (1, "match", True)
    assert (notice.path, notice.due_at) == (f"/deals/{'m' * 22}", due)
    assert notice.organisation_id == people.organisations["seller"].pk


def test_the_side_of_the_institution_in_the_audience_is_no_party(
    told: Told, people: People, parties: list[int]
) -> None:
    institution = people.organisations["institution"].pk
    told("match.matched", MATCH, [*parties, institution])
    assert set(everybody(people)) == {
        "seller_owner", "seller_deal_lead", "buyer_owner", "buyer_deal_lead"
    }  # fmt: skip


def test_who_acted_does_not_hear_of_it(told: Told, people: People, parties: list[int]) -> None:
    acted = people.users["buyer_deal_lead"].public_id
    told("match.declined", MATCH, parties, side="buyer", person=acted)
    assert set(everybody(people)) == {"seller_owner", "seller_deal_lead", "buyer_owner"}


@pytest.mark.parametrize("kind", ["recipient.confirmed", "recipient.retired"])
def test_owners_hear_of_keys_that_others_add_and_retire(
    told: Told, people: People, kind: str
) -> None:
    seller = people.organisations["seller"]
    about = [("organisation", seller.public_id), ("recipient", "r" * 22)]
    told(kind, about, [seller.pk], person=people.users["seller_deal_lead"].public_id)
    assert everybody(people) == {"seller_owner": [kind]}


@pytest.mark.parametrize(
    ("side", "asked", "told_only"),
    [
        ("seller", {"seller_owner", "seller_deal_lead"}, {"buyer_owner", "buyer_deal_lead"}),
        ("buyer", {"buyer_owner", "buyer_deal_lead"}, {"seller_owner", "seller_deal_lead"}),
        ("both", {"buyer_owner", "buyer_deal_lead", "seller_owner", "seller_deal_lead"}, set()),
        ("coordinator", {"case_coordinator"},
         {"buyer_owner", "buyer_deal_lead", "seller_owner", "seller_deal_lead"}),
    ],
)  # fmt: skip
def test_a_next_step_asks_whose_turn_it_is(
    told: Told,
    people: People,
    parties: list[int],
    side: str,
    asked: set[str],
    told_only: set[str],
) -> None:
    subjects = [*CASE, ("person", people.users["case_coordinator"].public_id)]
    told("case.next_step_set", subjects, parties, side=side, due_at="2026-11-28")
    due = {n.due_at for user in people.users.values() for n in notices(user) if n.asks}
    assert due == {datetime.fromisoformat("2026-11-28T23:59:00+09:00")}
    rows = {name: notices(user) for name, user in people.users.items()}
    assert {name for name, found in rows.items() if found and found[0].asks} == asked
    assert {name for name, found in rows.items() if found and not found[0].asks} == told_only
    if side == "coordinator":
        assert rows["case_coordinator"][0].path == f"/cases/{'c' * 22}"


def test_institutions_and_owners_hear_of_a_firm_check(told: Told, people: People) -> None:
    firm = people.organisations["new_sme"]
    about = [("organisation", firm.public_id)]
    told("organisation.check_submitted", about, [firm.pk])
    verifiers = {name for name, roles in roles_of(people).items() if "verifier" in roles}
    assert set(everybody(people)) == verifiers
    assert "verifier" in verifiers
    told("organisation.check_declined", about, [firm.pk, people.organisations["institution"].pk])
    assert kinds(people.users["unverified_sme"]) == ["organisation.check_declined"]
    # what the verifier was asked is over
    assert notices(people.users["verifier"])[0].read_at is not None


def test_a_review_goes_back_and_forth(told: Told, people: People) -> None:
    about, firm = [("technology", "t" * 22)], people.organisations["seller"].pk
    told("technology.submitted", about, [firm])
    told("technology.commented", about, [firm], side="reviewer")
    told("technology.commented", about, [firm], side="firm")
    told("technology.returned", about, [firm])
    assert kinds(people.users["reviewer"]) == ["technology.submitted", "technology.commented"]
    assert kinds(people.users["seller_deal_lead"]) == [
        "technology.commented",
        "technology.returned",
    ]
    submitted, _ = notices(people.users["reviewer"])
    assert submitted.path == f"/reviews/{'t' * 22}"
    assert submitted.read_at is not None
    assert notices(people.users["seller_owner"])[-1].path == f"/technologies/{'t' * 22}/edit"


def test_only_a_demand_that_ran_out_is_told_of(told: Told, people: People) -> None:
    about, firm = [("demand", "d" * 22)], people.organisations["buyer"].pk
    told("demand.closed", about, [firm], cause="owner")
    assert everybody(people) == {}
    told("demand.closed", about, [firm], cause="deadline")
    assert set(everybody(people)) == {"buyer_scout", "buyer_deal_lead"}


def test_a_person_hears_of_their_own_roles(told: Told, people: People) -> None:
    person = people.users["buyer_member"]
    about = [
        ("organisation", people.organisations["buyer"].public_id),
        ("person", person.public_id),
    ]
    told("membership.roles_changed", about, [people.organisations["buyer"].pk])
    assert everybody(people) == {"buyer_member": ["membership.roles_changed"]}


def test_told_again_nothing_changes(told: Told, people: People, parties: list[int]) -> None:
    first = told("match.requested", MATCH, parties, side="buyer")
    second = told("match.awaiting_coordinator", MATCH, parties)
    third = told("match.matched", MATCH, parties)
    before = list(Notification.objects.order_by("pk").values())
    waiting = list(Mail.objects.order_by("pk").values())
    for again in ([*first], [*first, *second, *third], [*third]):
        entries_notify(again, NOW)
    assert list(Notification.objects.order_by("pk").values()) == before
    assert list(Mail.objects.order_by("pk").values()) == waiting


def test_what_an_earlier_entry_asked_is_settled_in_one_batch_too(
    told: Told, people: People, parties: list[int]
) -> None:
    told("match.requested", MATCH, parties, side="buyer")
    told("match.declined", MATCH, parties, side="seller")
    alone = list(Notification.objects.order_by("user", "number").values_list("user", "kind"))
    read = Notification.objects.filter(kind="match.requested").values_list("read_at", flat=True)
    assert set(read) == {NOW}
    Notification.objects.all().delete()
    entries_notify(
        entries_sequenced_after(-1, 1000, kinds=["match.requested", "match.declined"]), NOW
    )
    together = Notification.objects.order_by("user", "number").values_list("user", "kind")
    assert list(together) == alone
    assert set(Notification.objects.filter(asks=True).values_list("read_at", flat=True)) == {NOW}


def test_a_batch_of_many_facts_takes_few_statements(
    told: Told, people: People, parties: list[int], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        told("match.requested", [("match", f"{number:022}")], parties, side="buyer")
    Notification.objects.all().delete()
    Mail.objects.all().delete()
    entries = entries_sequenced_after(-1, 1000, kinds=["match.requested"])
    with django_assert_max_num_queries(20):
        entries_notify(entries, NOW)
    assert len(notices(people.users["seller_owner"])) == 30
    numbers = [notice.number for notice in notices(people.users["seller_owner"])]
    assert numbers == list(range(31, 61))


def test_a_removed_member_gets_nothing_more(told: Told, people: People, parties: list[int]) -> None:
    lead = people.users["seller_deal_lead"]
    told("match.requested", MATCH, parties, side="buyer")
    Membership.objects.filter(user=lead).update(ended_at=NOW)
    told("match.awaiting_coordinator", MATCH, parties)
    told("match.matched", MATCH, parties)
    assert kinds(lead) == ["match.requested"]
    # and the mail that already waited is not sent
    mails_send(NOW)
    assert [mail.state for mail in mails(user=lead)] == ["dropped"]
    assert mails(user=people.users["seller_owner"])[0].state != "queued"


def test_long_past_facts_are_shown_but_not_mailed(
    told: Told, people: People, parties: list[int]
) -> None:
    with_old = NOW - timedelta(days=60)
    told("match.requested", MATCH, parties, now=with_old, side="buyer")
    Notification.objects.all().delete()
    Mail.objects.all().delete()
    entries_notify(entries_sequenced_after(-1, 10, kinds=["match.requested"]), NOW)
    assert len(notices(people.users["seller_owner"])) == 1
    assert mails() == []


def test_entries_whose_body_is_gone_or_empty_tell_nobody(
    told: Told, people: People, parties: list[int]
) -> None:
    entry = told("match.requested", MATCH, parties)[0]  # names no side
    assert everybody(people) == {}
    Entry.objects.filter(pk=entry.pk).update(body=None)
    entries_notify([Entry.objects.prefetch_related("subjects").get(pk=entry.pk)], NOW)
    assert everybody(people) == {}


@pytest.mark.parametrize(
    ("kind", "side", "place", "heard"),
    [
        ("nda.offered", "seller", "nda", {"seller", "buyer"}),
        ("terms.countered", "buyer", "terms", {"seller"}),
        ("contract.signature_given", "seller", "contract", {"buyer"}),
        ("room.message_posted", "buyer", "messages", {"seller"}),
        ("request.answered", "seller", "documents", {"buyer"}),
        ("payment.held", "buyer", "payments", {"seller", "buyer"}),
        ("document.downloaded", "buyer", "documents", {"seller"}),
    ],
)
def test_news_of_a_deal_leads_to_where_it_is_dealt_with(
    told: Told,
    people: People,
    parties: list[int],
    kind: str,
    side: str,
    place: str,
    heard: set[str],
) -> None:
    told(kind, MATCH, parties, side=side, part=0)
    assert {name.split("_")[0] for name in everybody(people)} == heard
    paths = {notice.path for user in people.users.values() for notice in notices(user)}
    assert paths == {f"/deals/{'m' * 22}/{place}"}


def test_only_the_first_part_of_a_file_is_news(
    told: Told, people: People, parties: list[int]
) -> None:
    for part in range(3):
        told("document.downloaded", MATCH, parties, side="buyer", part=part)
    assert kinds(people.users["seller_owner"]) == ["document.downloaded"]


@pytest.mark.parametrize("kind", ["pack.made", "pack.failed"])
def test_a_firm_hears_of_its_own_pack(told: Told, people: People, kind: str) -> None:
    told(kind, [*MATCH, ("pack", "k" * 22)], [people.organisations["buyer"].pk])
    assert set(everybody(people)) == {"buyer_owner", "buyer_deal_lead"}
    assert notices(people.users["buyer_owner"])[0].path == f"/deals/{'m' * 22}/records"


def test_a_reason_for_words_of_a_deposit_settles_nothing(told: Told, people: People) -> None:
    seller = people.organisations["seller"]
    about = [("technology", "t" * 22)]
    told("technology.leak_checked", about, [seller.pk], outcome="found")
    gave = people.users["seller_deal_lead"].public_id
    told("technology.leak_overridden", about, [seller.pk], person=gave)
    found = notices(people.users["seller_owner"])
    assert [notice.kind for notice in found] == [
        "technology.leak_checked",
        "technology.leak_overridden",
    ]
    assert found[0].read_at is None
    assert kinds(people.users["seller_deal_lead"]) == ["technology.leak_checked"]


def test_no_notice_and_no_mail_holds_a_name(told: Told, people: People, parties: list[int]) -> None:
    """Whatever is told to one side, nothing of it gives the other one away."""
    subjects = [
        *MATCH,
        ("case", "c" * 22),
        ("organisation", people.organisations["seller"].public_id),
        ("person", people.users["case_coordinator"].public_id),
        ("deposit", "e" * 22),
        ("payment", "p" * 22),
    ]
    # treasurers hear only of what is addressed to their institution
    audience = [*parties, people.organisations["institution"].pk]
    sides = {"technology.commented": ("firm", "reviewer")}
    for kind in (*NOTICE_KINDS, *sides):
        for side in sides.get(kind, ("buyer", "seller", "both", "coordinator")):
            told(
                kind,
                subjects,
                audience,
                side=side,
                cause="deadline",
                provider="bank",
                outcome="found",
                interest="declared",
                part=0,
                answers=[people.users["buyer_engineer"].public_id],
            )
    heard_of = {kind for kind, rule in NOTICE_KINDS.items() if rule.reaches} | set(sides)
    assert set(Notification.objects.values_list("kind", flat=True)) == heard_of
    mails_send(NOW)
    shown = orjson.dumps(
        [
            *Notification.objects.values("kind", "key", "path", "category", "subject_type"),
            *Mail.objects.values("kind", "key", "subject", "body", "message_id"),
        ]
    ).decode()
    for user in User.objects.all():
        assert user.name not in shown
        assert user.email not in shown
        assert user.public_id not in shown
    for firm in Organisation.objects.all():
        assert firm.name_ko not in shown
        assert firm.name_en not in shown
        assert firm.public_id not in shown


def test_every_kind_has_a_page_and_a_subject() -> None:
    for kind, rule in {**NOTICE_KINDS, **COMMENTED_BY}.items():
        for reach in rule.reaches:
            assert reach.path.startswith("/"), kind
