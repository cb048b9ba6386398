"""The seller grants named documents to named people; nobody else opens them, nor any longer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.nda.selectors import nda_for
from contracts.rooms.access import granted_file_for
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import GrantedFile
from contracts.rooms.selectors.requests import request_for, requests_of
from contracts.rooms.selectors.rooms import room_for
from contracts.rooms.services import (
    FileChoice,
    item_grant,
    item_holder_remove,
    item_refuse,
    item_revoke,
    request_draft,
    request_issue,
    request_withdraw,
    room_pause,
)
from marketplace.accounts.models import Membership
from marketplace.accounts.services import membership_roles_set
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.ladder.models import StageFact
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage
from tests.factories.deposits import deposit_made
from tests.factories.ndas import membership_id
from tests.factories.people import ACTORS, NOW, People, late_cast_joined
from tests.factories.rooms import granted, item_of, request_content, request_made, room_made
from tests.services.rooms.acting import LATER, data_of, entries, kinds, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.rooms.models import RequestItem, TechnicalDataRequest
    from marketplace.escrow.models import Deposit


def opens(people: People, who: str, file: GrantedFile, now: dt.datetime = NOW) -> bool:
    try:
        granted_file_for(people.actor(who), file.public_id, now)
    except MarketplaceError:
        return False
    return True


def file_of(request: TechnicalDataRequest) -> GrantedFile:
    found = GrantedFile.objects.filter(item__request=request).order_by("pk").first()
    assert found is not None
    return found


def test_a_holder_who_loses_the_role_opens_nothing_any_more(people: People) -> None:
    request = request_made(people, "granted")
    file, engineer = file_of(request), people.actor("buyer_engineer")
    assert opens(people, "buyer_engineer", file)
    member = Membership.objects.get(pk=engineer.membership_id or 0)
    membership_roles_set(
        actor=people.actor("buyer_owner"),
        public_id=member.public_id,
        revision=member.revision,
        roles=["scout"],
        signing_authority=False,
        now=NOW,
    )
    assert not opens(people, "buyer_engineer", file)
    scout, nda = people.actor("buyer_engineer"), request.room.nda
    with pytest.raises(NotFoundError):
        room_for(actor=scout, room_id=request.room.public_id, now=NOW)
    with pytest.raises(NotFoundError):
        nda_for(actor=scout, public_id=nda.public_id)


def test_a_granted_document_opens_to_its_holder_alone(people: People) -> None:
    request = request_made(people)
    file = file_of(request)
    assert {who for who in ACTORS if opens(people, who, file)} == {"buyer_engineer"}
    with pytest.raises(NotAllowedError):
        granted_file_for(people.actor("seller_owner"), file.public_id, NOW)
    for who in ("buyer_deal_lead", "case_coordinator", "auditor"):
        with pytest.raises(NotFoundError):
            granted_file_for(people.actor(who), file.public_id, NOW)
    found = granted_file_for(people.actor("buyer_engineer"), file.public_id, NOW)
    assert (found.first_page, found.last_page, found.item.view_only) == (1, 1, True)


def test_each_item_opens_to_its_own_holder(people: People) -> None:
    late_cast_joined(people)
    both = ("buyer_engineer", "other_holder")
    room = room_made(people, holders=both)
    request = request_made(people, "issued", room=room)
    deposit = deposit_made(people, key="own", technology=room.technology)
    for position, who in enumerate(both, start=1):
        granted(people, item_of(request, position), deposit, holders=[who])
    for position, who in enumerate(both, start=1):
        file = GrantedFile.objects.filter(item__position=position).first()
        assert file is not None
        assert {one for one in both if opens(people, one, file)} == {who}
        row = request_for(actor=people.actor(who), public_id=request.public_id, now=NOW)
        assert [item.files is not None for item in row.items] == [
            position == 1,
            position == 2,
        ]
        assert [item.can_open for item in row.items] == [position == 1, position == 2]


def test_which_documents_those_are_is_told_to_grantor_and_holder(people: People) -> None:
    request = request_made(people)

    def files(who: str) -> int | None:
        row = request_for(actor=people.actor(who), public_id=request.public_id, now=NOW)
        return None if row.items[0].files is None else len(row.items[0].files)

    assert (files("seller_engineer"), files("buyer_engineer")) == (3, 3)
    assert (files("buyer_deal_lead"), files("case_coordinator")) == (None, None)
    coordinator = people.actor("case_coordinator")
    row = request_for(actor=coordinator, public_id=request.public_id, now=NOW)
    assert row.items[0].holders == ()


def test_the_record_of_a_grant_names_commitments_and_no_content(people: People) -> None:
    request = request_made(people)
    entry = next(one for one in entries(request.room) if one.kind == "request.item_granted")
    files = GrantedFile.objects.order_by("pk").select_related("deposit_file")
    assert [file["commitment"] for file in data_of(entry)["files"]] == [
        file.deposit_file.commitment for file in files
    ]
    assert "drawing.pdf" not in str(entry.body)
    assert kinds(request.room)[-2:] == ["request.item_granted", "request.holder_added"]
    fact = StageFact.objects.get(stage=Stage.S4)
    assert fact.scope == [item_of(request, 1).public_id]
    assert fact.entry.kind == "request.holder_added"


def test_a_grant_counts_for_the_days_of_use_alone(people: People) -> None:
    room, today = room_made(people), NOW.date()
    content = request_content(
        use_from=today + dt.timedelta(days=2),
        use_until=today + dt.timedelta(days=3),
    )
    lead = people.actor("buyer_deal_lead")
    request = request_draft(actor=lead, room=room, content=content, now=NOW)
    request_issue(actor=lead, request=request, revision=1, now=NOW)
    deposit = deposit_made(people, key="days", technology=room.technology)
    granted(people, item_of(request, 1), deposit)
    file = file_of(request)
    korea = dt.timezone(dt.timedelta(hours=9))
    begin = dt.datetime.combine(today + dt.timedelta(days=2), dt.time.min, korea)
    end = dt.datetime.combine(today + dt.timedelta(days=4), dt.time.min, korea)
    second = dt.timedelta(seconds=1)
    for moment, expected in (
        (begin - second, False),
        (begin, True),
        (end - second, True),
        (end, False),
    ):
        assert opens(people, "buyer_engineer", file, moment) is expected, moment
    error = refused(
        MarketplaceError, lambda: granted(people, item_of(request, 2), deposit, now=end)
    )
    assert error.code == "use_period_over"


def test_what_cannot_be_granted_is_refused(people: People) -> None:
    late_cast_joined(people)
    request = request_made(people, "issued")
    room, item = request.room, item_of(request, 1)
    deposit = deposit_made(people, key="this", technology=room.technology)
    other = deposit_made(people, "attached", key="that")
    file, foreign = (one.files.order_by("pk").first() for one in (deposit, other))
    assert file is not None
    assert foreign is not None
    choice = FileChoice(deposit_file_id=file.public_id)
    holder = membership_id(people, "buyer_engineer")
    for changes, field in (
        ({"files": []}, "files"),
        ({"files": [choice] * 51}, "files"),
        ({"files": [choice, choice]}, "files"),
        ({"files": [replace(choice, deposit_file_id=foreign.public_id)]}, "files"),
        ({"files": [replace(choice, deposit_file_id="none")]}, "files"),
        ({"files": [replace(choice, first_page=0)]}, "files"),
        ({"files": [replace(choice, first_page=3, last_page=2)]}, "files"),
        ({"files": [replace(choice, last_page=10**9)]}, "files"),
        ({"holder_ids": []}, "holderIds"),
        ({"holder_ids": [holder, membership_id(people, "buyer_deal_lead")]}, "holderIds"),
        ({"holder_ids": [membership_id(people, "other_holder")]}, "holderIds"),
        ({"holder_ids": [membership_id(people, "seller_engineer")]}, "holderIds"),
        ({"holder_ids": ["none"]}, "holderIds"),
    ):
        given: dict[str, Any] = {"files": [choice], "holder_ids": [holder]} | changes
        error = refused(
            InvalidInputError,
            partial(
                item_grant,
                actor=people.actor("seller_owner"),
                item=item,
                revision=1,
                view_only=True,
                now=NOW,
                **given,
            ),
        )
        assert error.field == field, changes


def acts(
    people: People, who: str, request: TechnicalDataRequest, deposit: Deposit, revision: int
) -> list[Callable[[], object]]:
    """Return what can be done to the first item of a request."""
    actor, item = people.actor(who), item_of(request, 1)
    given: dict[str, Any] = {"actor": actor, "item": item, "revision": revision, "now": NOW}
    file = deposit.files.order_by("pk").first()
    assert file is not None
    return [
        lambda: item_grant(
            **given,
            files=[FileChoice(deposit_file_id=file.public_id)],
            view_only=True,
            holder_ids=[membership_id(people, "buyer_engineer")],
        ),
        lambda: item_refuse(**given, reason="too_broad", words=""),
        lambda: item_revoke(**given),
    ]


def test_only_the_sellers_leads_answer(people: People) -> None:
    request = request_made(people)
    deposit = deposit_made(people, key="extra", technology=request.room.technology)
    for who, error in (
        ("seller_engineer", NotAllowedError),
        ("buyer_deal_lead", NotAllowedError),
        ("buyer_engineer", NotAllowedError),
        ("case_coordinator", NotAllowedError),
        ("seller_member", NotFoundError),
        ("outsider_sme", NotFoundError),
    ):
        for act in acts(people, who, request, deposit, revision=2):
            refused(error, act)


def test_an_item_moves_along_its_table_alone(people: People) -> None:
    room = room_made(people)
    deposit = deposit_made(people, key="table", technology=room.technology)
    for state, revision, allowed in (
        ("draft", 1, set()),
        ("withdrawn", 1, set()),
        ("issued", 2, set()),
        ("granted", 2, {2}),
        ("revoked", 3, set()),
    ):
        request = request_made(people, state, room=room, deposit=deposit)
        for number, act in enumerate(
            acts(people, "seller_owner", request, deposit, revision=revision)
        ):
            if number not in allowed:
                refused(StaleStateError, act)


def test_the_last_decision_answers_the_request(people: People) -> None:
    request = request_made(people, "answered")
    assert request.state == "answered"
    assert request.answered_by_id == people.actor("seller_owner").membership_id
    assert kinds(request.room)[-2:] == ["request.item_refused", "request.answered"]
    item = item_of(request, 2)
    assert (item.refusal_reason, item.refusal_words) == ("too_early", "After the contract")
    refused_entry = entries(request.room)[-2]
    assert data_of(refused_entry)["reason"] == "too_early"
    assert "After" not in str(refused_entry.body)


def test_a_refusal_needs_its_reason(people: People) -> None:
    request = request_made(people, "issued")
    item = item_of(request, 1)
    for reason, words, field in (
        ("", "", "reason"),
        ("because", "", "reason"),
        ("other", " ", "words"),
        ("too_broad", "x" * 1001, "words"),
    ):
        error = refused(
            InvalidInputError,
            partial(
                item_refuse,
                actor=people.actor("seller_owner"),
                item=item,
                revision=1,
                reason=reason,
                words=words,
                now=NOW,
            ),
        )
        assert error.field == field


def test_a_revoked_grant_opens_nothing(people: People) -> None:
    request = request_made(people, "revoked")
    assert not opens(people, "buyer_engineer", file_of(request))
    assert stage_for(people.actor("buyer_engineer"), request.room.technology, NOW) is Stage.S3
    assert kinds(request.room)[-1] == "request.item_revoked"


@pytest.mark.parametrize("who", ["seller_owner", "buyer_deal_lead"])
def test_a_lead_of_either_firm_removes_a_holder(people: People, who: str) -> None:
    request = request_made(people)
    item, file = item_of(request, 1), file_of(request)
    holder = membership_id(people, "buyer_engineer")

    def remove(name: str, member: str = holder) -> RequestItem:
        return item_holder_remove(
            actor=people.actor(name), item=item, membership_id=member, now=LATER
        )

    refused(NotAllowedError, lambda: remove("seller_engineer"))
    refused(NotAllowedError, lambda: remove("case_coordinator"))
    refused(NotFoundError, lambda: remove(who, membership_id(people, "buyer_deal_lead")))
    remove(who)
    assert not opens(people, "buyer_engineer", file)
    assert stage_for(people.actor("buyer_engineer"), request.room.technology, LATER) is Stage.S3
    assert kinds(request.room)[-1] == "request.holder_removed"
    refused(StaleStateError, lambda: remove(who))


def test_a_paused_room_opens_nothing_and_lets_take_away(people: People) -> None:
    request = request_made(people)
    file = file_of(request)
    coordinator = people.actor("case_coordinator")
    room_pause(actor=coordinator, room=request.room, revision=1, words="Wait", now=NOW)
    with pytest.raises(RoomPausedError):
        granted_file_for(people.actor("buyer_engineer"), file.public_id, NOW)
    row = request_for(actor=people.actor("buyer_engineer"), public_id=request.public_id, now=NOW)
    assert not row.items[0].can_open
    seller = people.actor("seller_owner")
    second = GrantedFile.objects.select_related("deposit_file__deposit").latest("pk")
    refused(
        RoomPausedError,
        lambda: granted(people, item_of(request, 2), second.deposit_file.deposit),
    )
    item_revoke(actor=seller, item=item_of(request, 1), revision=2, now=NOW)


def test_many_requests_cost_no_more_queries_than_one(people: People) -> None:
    request = request_made(people)
    room = request.room
    deposit = file_of(request).deposit_file.deposit
    engineer = people.actor("buyer_engineer")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            requests_of(actor=engineer, room_id=room.public_id, now=NOW)
        counts.append(len(queries))
        request_made(people, "granted", room=room, deposit=deposit)
    assert counts[0] == counts[1] <= 12


def test_a_withdrawn_request_is_granted_nothing(people: People) -> None:
    request = request_made(people, "issued")
    deposit = deposit_made(people, key="late", technology=request.room.technology)
    stale = acts(people, "seller_owner", request, deposit, revision=1)
    lead = people.actor("buyer_deal_lead")
    request_withdraw(actor=lead, request=request, revision=2, now=NOW)
    for act in stale:
        refused(StaleStateError, act)
