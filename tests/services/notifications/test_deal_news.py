"""Every event of a deal reaches the right people, at the place where they go on, by mail too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from django.core import mail as outbox

from marketplace.evidence.selectors import entries_sequenced_after
from marketplace.notifications.kinds import KINDS, NOTICE_KINDS
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import entries_notify, mails_send
from marketplace.notifications.states import MailKind, NotificationCategory
from marketplace.notifications.telling import GENERAL_WORDS, Line, Waiting
from marketplace.notifications.words import notice_words
from matching.alerts.services.fitting_offers import FITTED
from matching.alerts.services.meeting import FOUND
from matching.alerts.services.searches_telling import SEARCH_FOUND
from matching.glossary.services.proposals import PROPOSED
from tests.services.notifications.conftest import NOW, Told, mails, notices

if TYPE_CHECKING:
    from tests.factories.people import People

pytestmark = pytest.mark.django_db

M, C, P = "m" * 22, "c" * 22, "p" * 22
DEAL, CASE, CASES, HOME = f"/deals/{M}", f"/cases/{C}", "/cases", "/home"
NDA, TALK, DOCUMENTS, TERMS, CONTRACT, MONEY, RECORDS = (
    f"{DEAL}/{tab}"
    for tab in ("nda", "messages", "documents", "terms", "contract", "payments", "records")
)
PAYMENT, RECEIVED = f"/payments/{P}", "/vault/received"

GROUPS: Final = {
    "seller": {"seller_owner", "seller_deal_lead"},
    "buyer": {"buyer_owner", "buyer_deal_lead"},
    "coordinator": {"case_coordinator"},
    "treasurer": {"treasurer"},
    "engineer": {"buyer_engineer"},
    "institution": {"institution_owner"},
}
# which side acts where it matters, who hears of it and where they go; a mark asks for an act
TABLE: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "match.awaiting_lead": ("buyer", {"buyer!": DEAL}),
    "match.requested": ("buyer", {"seller!": DEAL}),
    "match.reminded": ("buyer", {"seller!": DEAL}),
    "match.answered": ("seller", {"buyer": DEAL}),
    "match.declined": ("seller", {"seller": DEAL, "buyer": DEAL}),
    "match.withdrawn": ("buyer", {"seller": DEAL}),
    "match.expired": ("", {"seller": DEAL, "buyer": DEAL}),
    "match.ended": ("buyer", {"seller": DEAL, "buyer": DEAL}),
    "match.awaiting_coordinator": ("seller", {"institution!": CASES, "buyer": DEAL}),
    "match.matched": ("", {"seller": DEAL, "buyer": DEAL}),
    "case.assigned": ("", {"coordinator!": CASE}),
    "case.moved": ("", {"seller": DEAL, "buyer": DEAL, "coordinator": CASE}),
    "case.next_step_set": ("seller", {"seller!": DEAL, "buyer": DEAL}),
    "case.reminded": ("buyer", {"buyer!": DEAL}),
    "case.reminder_asked": ("buyer", {"coordinator!": CASE}),
    "case.interest_declared": ("", {"institution": CASE}),
    "nda.drafted": ("seller", {"buyer!": NDA}),
    "nda.holders_named": ("buyer", {"seller!": NDA}),
    "nda.offered": ("seller", {"seller!": NDA, "buyer!": NDA}),
    "nda.signature_given": ("seller", {"buyer!": NDA}),
    "nda.signed": ("buyer", {"seller": NDA, "buyer": NDA}),
    "nda.refused": ("buyer", {"seller": NDA}),
    "nda.withdrawn": ("seller", {"buyer": NDA}),
    "nda.lapsed": ("", {"seller": NDA, "buyer": NDA}),
    "nda.ended": ("seller", {"buyer": NDA}),
    "nda.expired": ("", {"seller": NDA, "buyer": NDA}),
    "nda.holder_added": ("buyer", {"engineer": NDA, "seller": NDA}),
    "nda.holder_removed": ("buyer", {"engineer": HOME, "seller": NDA}),
    "room.opened": ("", {"seller": TALK, "buyer": TALK, "coordinator": CASE}),
    "room.paused": ("", {"seller": TALK, "buyer": TALK}),
    "room.resumed": ("", {"seller": TALK, "buyer": TALK}),
    "room.closed": ("", {"seller": TALK, "buyer": TALK, "coordinator": CASE}),
    "room.message_posted": ("seller", {"buyer": TALK, "coordinator": TALK, "engineer": TALK}),
    "room.coordinator_posted": ("", {"seller": TALK, "buyer": TALK, "engineer": TALK}),
    "room.question_answered": ("", {"engineer": TALK}),
    "room.file_added": ("seller", {"buyer": TALK}),
    "request.issued": ("buyer", {"seller!": DOCUMENTS, "coordinator": DOCUMENTS}),
    "request.withdrawn": ("buyer", {"seller": DOCUMENTS}),
    "request.answered": ("seller", {"buyer": DOCUMENTS}),
    "request.item_granted": ("seller", {"buyer": DOCUMENTS}),
    "request.item_refused": ("seller", {"buyer": DOCUMENTS}),
    "request.item_revoked": ("seller", {"buyer": DOCUMENTS}),
    "request.holder_added": ("seller", {"engineer!": DOCUMENTS}),
    "request.holder_removed": ("seller", {"engineer": DOCUMENTS, "buyer": DOCUMENTS}),
    "document.opened": ("buyer", {"seller": DOCUMENTS}),
    "document.downloaded": ("buyer", {"seller": DOCUMENTS}),
    "terms.offered": ("seller", {"buyer!": TERMS}),
    "terms.countered": ("buyer", {"seller!": TERMS}),
    "terms.accepted": ("seller", {"seller": TERMS, "buyer": TERMS}),
    "terms.withdrawn": ("", {"seller": TERMS, "buyer": TERMS}),
    "contract.drafted": ("seller", {"buyer": CONTRACT}),
    "contract.clause_removed": ("buyer", {"seller": CONTRACT, "coordinator": CONTRACT}),
    "contract.clause_restored": ("buyer", {"seller": CONTRACT}),
    "contract.offered": ("seller", {"seller!": CONTRACT, "buyer!": CONTRACT}),
    "contract.signature_given": ("seller", {"buyer!": CONTRACT}),
    "contract.signed": ("buyer", {"seller": CONTRACT, "buyer": CONTRACT}),
    "contract.refused": ("buyer", {"seller": CONTRACT, "buyer": CONTRACT}),
    "contract.withdrawn": ("seller", {"seller": CONTRACT, "buyer": CONTRACT}),
    "contract.lapsed": ("", {"seller": CONTRACT, "buyer": CONTRACT}),
    "payment.planned": ("", {"seller": MONEY, "buyer": MONEY}),
    "payment.account_named": ("seller", {"buyer": MONEY}),
    "payment.instructed": ("buyer", {"seller!": MONEY, "treasurer!": PAYMENT}),
    "payment.received": ("seller", {"treasurer!": PAYMENT}),
    "payment.confirmed": ("", {"seller!": MONEY}),
    "payment.held": ("", {"seller!": MONEY, "buyer": MONEY}),
    "payment.delivered": ("seller", {"buyer!": MONEY}),
    "payment.released": ("", {"seller": MONEY, "buyer": MONEY}),
    "payment.refund_requested": ("buyer", {"seller!": MONEY}),
    "payment.refund_withdrawn": ("buyer", {"seller": MONEY}),
    "payment.refund_refused": ("seller", {"buyer": MONEY}),
    "payment.refund_agreed": ("seller", {"buyer": MONEY, "treasurer!": PAYMENT}),
    "payment.refund_ordered": ("", {"seller": MONEY, "buyer": MONEY, "treasurer!": PAYMENT}),
    "payment.refunded": ("", {"seller": MONEY, "buyer": MONEY}),
    "payment.reversed": ("", {"seller": MONEY, "buyer": MONEY, "treasurer": PAYMENT}),
    "payment.surplus_came": ("", {"buyer": MONEY, "treasurer": PAYMENT}),
    "payment.surplus_returned": ("", {"buyer": MONEY}),
    "payment.troubled": ("", {"seller": MONEY, "buyer": MONEY, "treasurer!": PAYMENT}),
    "release.scheduled": ("", {"seller": MONEY, "buyer": MONEY}),
    "release.objected": ("buyer", {"seller": MONEY, "buyer": MONEY}),
    "release.objection_lifted": ("", {"seller": MONEY, "buyer": MONEY}),
    "release.opened": ("", {"seller": MONEY, "buyer": MONEY}),
    "release.revoked": ("", {"seller": MONEY, "buyer": MONEY}),
    "deposit.release_ready": ("", {"buyer": RECEIVED, "engineer": RECEIVED}),
    "deposit.release_fetched": ("", {"seller": MONEY}),
    "pack.made": ("", {"seller": RECORDS, "buyer": RECORDS}),
    "pack.failed": ("", {"seller": RECORDS, "buyer": RECORDS}),
}
OF_ONE_PERSON: Final = ("nda.holder_", "request.holder_")
OF_CASES: Final = ("case.", "room.", "request.issued", "contract.clause_removed")


def test_every_kind_of_a_deal_is_told() -> None:
    of_deals = {NotificationCategory.MATCH, NotificationCategory.CASE}
    told = {kind for kind, rule in NOTICE_KINDS.items() if rule.reaches}
    expected = {kind for kind in told if NOTICE_KINDS[kind].category in of_deals}
    assert expected <= set(TABLE) <= told


def test_each_event_of_a_deal_reaches_its_people_at_its_place(told: Told, people: People) -> None:
    firms = [people.organisations[name].pk for name in ("seller", "buyer", "institution")]
    engineer = people.users["buyer_engineer"].public_id
    about = [("match", M), ("case", C), ("payment", P)]
    wrong: dict[str, object] = {}
    for kind, (side, reaches) in TABLE.items():
        Notification.objects.all().delete()
        Mail.objects.all().delete()
        subjects = [*about]
        if kind.startswith(OF_ONE_PERSON):
            subjects.append(("person", engineer))
        elif kind.startswith(OF_CASES):
            subjects.append(("person", people.users["case_coordinator"].public_id))
        # packs and keys aside, what concerns a deal is addressed to both firms and the institution
        given = {"part": 0, "provider": "bank", "interest": "declared", "answers": [engineer]}
        told(kind, subjects, firms, side=side, **given)
        expected = {
            (name, path, group.endswith("!"))
            for group, path in reaches.items()
            for name in GROUPS[group.rstrip("!")]
        }
        heard = {
            (name, notice.path, notice.asks)
            for name, user in people.users.items()
            for notice in notices(user)
        }
        at_once = {mail.user_id for mail in mails(kind=MailKind.INSTANT)}
        asked = {people.users[name].pk for name, _, asks in expected if asks}
        if heard != expected or at_once != asked:
            wrong[kind] = (heard ^ expected, at_once ^ asked)
    assert wrong == {}


def test_a_reader_is_asked_until_the_item_is_opened_and_the_others_still_are(
    told: Told, people: People
) -> None:
    firms = [people.organisations[name].pk for name in ("seller", "buyer")]
    item = [("match", M), ("item", "i" * 22)]
    readers = ("buyer_engineer", "buyer_owner")
    for name in readers:
        told("request.holder_added", [*item, ("person", people.users[name].public_id)], firms)
    for kind in ("document.opened", "request.holder_removed"):
        read = [next(notice.read_at for notice in notices(people.users[name])) for name in readers]
        assert read == ([None, None] if kind == "document.opened" else [NOW, None])
        name = readers[0] if kind == "document.opened" else readers[1]
        told(kind, [*item, ("person", people.users[name].public_id)], firms, side="buyer")
    assert not Notification.objects.filter(asks=True, read_at=None).exists()
    # in one batch it is the same
    before = list(Notification.objects.order_by("user", "key").values_list("key", "read_at"))
    Notification.objects.all().delete()
    entries_notify(entries_sequenced_after(-1, 1000, kinds=KINDS), NOW)
    again = Notification.objects.filter(key__in=[key for key, _ in before])
    assert list(again.order_by("user", "key").values_list("key", "read_at")) == before


def test_a_mail_has_a_line_for_each_place_and_says_no_more_than_its_kind(
    told: Told, people: People
) -> None:
    firms = [people.organisations[name].pk for name in ("seller", "buyer")]
    told("nda.offered", [("match", M), ("nda", "n" * 22)], firms, due_at="2026-11-30")
    for number in range(2):
        told("payment.held", [("match", M), ("payment", f"{number:022}")], firms)
    told("match.requested", [("match", "q" * 22)], firms, side="buyer", due_at="2026-11-28")
    seller = people.users["seller_owner"]
    while mails_send(NOW):
        pass
    found = next(each for each in outbox.outbox if each.to == [seller.email])
    assert found.subject == "[Sealbridge] 확인할 요청 4건, 11월 28일까지"
    assert found.body.split("\n--\n")[0].rstrip() == "\n".join(
        [
            "확인할 요청 4건, 11월 28일까지",
            "- 연결, 11월 28일까지",
            f"http://testserver/deals/{'q' * 22}",
            "- 비밀유지계약(NDA), 11월 30일까지",
            f"http://testserver{NDA}",
            "- 대금 2건",
            f"http://testserver{MONEY}",
            "",
            "내용은 로그인한 뒤에 볼 수 있습니다.",
            "알림 메일 설정: http://testserver/account/notifications",
        ]
    )


def test_every_family_of_kinds_has_general_words() -> None:
    from_records = [kind for kind, rule in NOTICE_KINDS.items() if rule.reaches]
    # the market's alerts and what becomes of proposed words come of no record of their own
    others = [FOUND, FITTED, SEARCH_FOUND, PROPOSED]
    families = {kind.partition(".")[0] for kind in from_records + others}
    assert families == set(GENERAL_WORDS)


def test_a_mail_of_very_many_places_leads_to_the_page_of_notices() -> None:
    lines = [
        Line(family="technology", path=f"/technologies/{number}", count=2) for number in range(15)
    ]
    words = notice_words(Waiting(asks=[], news=lines), language="en")
    assert words.subject == "[Sealbridge] 30 pieces of news"
    assert words.body.count("- Technology (2)\n") == 12
    assert "- 6 more\nhttp://testserver/notifications\n" in words.body
