"""Firms, checks, members, barriers and tokens over GraphQL, from query text to JSON."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier as Meeting
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import FirmCheck
from marketplace.accounts.services import membership_owner_name
from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from tests.factories.people import NOW, NUMBERS, people_made

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.people import People

ERRORS = "errors { code field params { name value } }"
FLAGS = """canManageMembers canVerifyFirms canReviewTechnologies canWriteTechnologies
    canWriteDemands canLeadDeals canRunCases canAssignCases canReadRecords canOperate"""
VIEWER = f"""viewer {{ id name language signingAuthority roles {FLAGS}
    organisation {{ id nameEn kind verification registrationNumber createdAt }}
    invitations {{ id email organisationNameEn organisationKind roles state expiresAt }} }}"""
CHECK = """id state note submittedAt waitingDays decidedAt reasons reasonText canDecide
    organisation { nameEn registrationNumber }
    documents { id kind fileName contentType sizeBytes sha256 uploadedAt }"""
MEMBER = "id name email roles signingAuthority joinedAt revision isSelf canChange canRemove"


def asked(people: People, who: str, text: str, **variables: Any) -> Any:
    """Return the whole answer."""
    request = OperationRequest(text, variables=variables)
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    return engine.run(engine.operation(request), context).body


def done(people: People, who: str, mutation: str, fields: str) -> Any:
    """Return a mutation's payload."""
    body = asked(people, who, f"mutation {{ {mutation} {{ {fields} {ERRORS} }} }}")
    assert "errors" not in body, body
    (payload,) = body["data"].values()
    return payload


def test_a_person_founds_a_firm_invites_and_parts(people: People) -> None:
    firm = 'kind: SME, nameKo: "", nameEn: "Newcomer", registrationNumber: "123-45-67891"'
    founded = done(people, "no_firm", f"registerOrganisation(input: {{{firm}}})", VIEWER)
    viewer = founded["viewer"]
    assert viewer["organisation"]["registrationNumber"] == "1234567891"
    assert (viewer["roles"], viewer["canManageMembers"]) == (["OWNER"], True)
    again = done(people, "former_member", f"registerOrganisation(input: {{{firm}}})", VIEWER)
    assert again["viewer"] is None
    assert again["errors"] == [{"code": "taken", "field": "registrationNumber", "params": []}]
    email = people.users["former_member"].email
    sent = done(
        people,
        "no_firm",
        f'inviteMember(email: "{email}", roles: [DEAL_LEAD])',
        "invitation { id state }",
    )["invitation"]
    waiting = asked(people, "former_member", f"{{ {VIEWER} }}")["data"]["viewer"]["invitations"]
    assert [(row["id"], row["organisationNameEn"]) for row in waiting] == [(sent["id"], "Newcomer")]
    joined = done(people, "former_member", f'acceptInvitation(id: "{sent["id"]}")', VIEWER)
    assert joined["viewer"]["organisation"]["nameEn"] == "Newcomer"
    members = asked(people, "no_firm", f"{{ members {{ {MEMBER} }} }}")["data"]["members"]
    other = next(row for row in members if not row["isSelf"])
    changed = done(
        people,
        "no_firm",
        f'setMemberRoles(id: "{other["id"]}", revision: {other["revision"]}, roles: [ENGINEER], '
        "signingAuthority: false)",
        f"member {{ {MEMBER} }}",
    )
    assert (changed["member"]["roles"], changed["member"]["revision"]) == (["ENGINEER"], 2)
    done(people, "no_firm", f'nameOwner(id: "{other["id"]}")', f"member {{ {MEMBER} }}")
    left = done(people, "no_firm", "leaveOrganisation", VIEWER)
    assert (left["errors"], left["viewer"]["organisation"]) == ([], None)
    refused = done(people, "former_member", "leaveOrganisation", VIEWER)
    assert [error["code"] for error in refused["errors"]] == ["last_owner"]


def test_a_firm_check_goes_through_the_queue(
    people: People, submitted: Callable[[], FirmCheck]
) -> None:
    submitted()
    queue = f"{{ firmChecks {{ nodes {{ {CHECK} }} pageInfo {{ hasNextPage }} }} }}"
    (check,) = asked(people, "verifier", queue)["data"]["firmChecks"]["nodes"]
    assert (check["state"], check["waitingDays"], check["canDecide"]) == ("PENDING", 0, True)
    assert asked(people, "seller_owner", queue)["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    one = f'{{ firmCheck(id: "{check["id"]}") {{ {CHECK} }} }}'
    assert asked(people, "seller_owner", one)["data"]["firmCheck"] is None
    declined = done(
        people,
        "verifier",
        f'decideFirmCheck(id: "{check["id"]}", confirmed: false, reasons: [NAME_MISMATCH], '
        'reasonText: "Other name")',
        f"firmCheck {{ {CHECK} }}",
    )
    assert declined["firmCheck"]["reasons"] == ["NAME_MISMATCH"]
    mine = asked(people, "unverified_sme", f"{{ myFirmCheck {{ {CHECK} }} firmCheckUsualDays }}")
    assert mine["data"]["myFirmCheck"]["reasonText"] == "Other name"
    assert mine["data"]["firmCheckUsualDays"] == 1


def test_the_queue_asks_the_database_the_same_for_one_and_for_many(people: People) -> None:
    text = f"{{ firmChecks(state: CONFIRMED, first: %d) {{ nodes {{ {CHECK} }} }} }}"
    counts = []
    for first in (1, 8):
        with CaptureQueriesContext(connection) as queries:
            body = asked(people, "verifier", text % first)
        assert len(body["data"]["firmChecks"]["nodes"]) == first
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_barriers_tokens_and_duties(people: People) -> None:
    number = NUMBERS["other_buyer"]
    declared = done(
        people,
        "outsider_sme",
        f'declareBarrier(kind: RIVAL, registrationNumber: "{number}", name: "Them")',
        "barrier { id kind registrationNumber name reason declaredAt }",
    )["barrier"]
    listed = asked(people, "outsider_sme", "{ barriers { id } affiliates { id } }")["data"]
    assert listed == {"barriers": [{"id": declared["id"]}], "affiliates": []}
    lifted = done(people, "outsider_sme", f'liftBarrier(id: "{declared["id"]}")', "barrier { id }")
    assert lifted["errors"] == []
    made = done(
        people,
        "buyer_scout",
        'createApiToken(name: "Sync", scopes: [DEMANDS_READ], expiresInDays: 30)',
        "plainToken apiToken { id prefix scopes isActive lastUsedAt }",
    )
    assert made["plainToken"].startswith(made["apiToken"]["prefix"])
    revoked = done(
        people,
        "buyer_scout",
        f'revokeApiToken(id: "{made["apiToken"]["id"]}")',
        "apiToken { isActive revokedAt }",
    )
    assert revoked["apiToken"]["isActive"] is False
    tokens = asked(people, "buyer_scout", "{ apiTokens { id name isActive } }")["data"]
    assert [row["name"] for row in tokens["apiTokens"]] == ["Sync"]
    relaxed = done(
        people,
        "institution_owner",
        "relaxDutySeparation(relaxed: true)",
        "dutySeparation { reviewAfterCheckRelaxed relaxedAt }",
    )
    assert relaxed["dutySeparation"]["reviewAfterCheckRelaxed"] is True
    assert asked(people, "seller_owner", "{ dutySeparation { relaxedAt } }")["data"] == {
        "dutySeparation": None
    }


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_both_get_an_answer() -> None:
    """Each act holds its own member's row first, then wants the other's."""
    people = people_made()
    rows = {
        who: people.users[who].memberships.get(ended_at=None).public_id
        for who in ("buyer_owner", "buyer_scout")
    }
    membership_owner_name(actor=people.actor("buyer_owner"), public_id=rows["buyer_scout"], now=NOW)
    meeting = Meeting(2)

    def remove(who: str, whom: str) -> list[str]:
        meeting.wait()
        try:
            payload = done(people, who, f'removeMember(id: "{rows[whom]}")', "member { id }")
        finally:
            connection.close()
        return [error["code"] for error in payload["errors"]]

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(remove, rows, reversed(rows)))
    assert ends.count([]) == 1, ends
    (other,) = (codes for codes in ends if codes)
    assert other in (["stale_state"], ["not_allowed"])
    assert {len(people.actor(who).roles) > 0 for who in rows} == {True, False}


def test_a_program_sees_whose_it_is_and_nothing_of_members(people: People) -> None:
    viewer = asked(people, "narrow_token", f"{{ {VIEWER} }}")["data"]["viewer"]
    assert viewer["canManageMembers"] is False
    for field in (f"members {{ {MEMBER} }}", "apiTokens { id }", f"myFirmCheck {{ {CHECK} }}"):
        body = asked(people, "narrow_token", f"{{ {field} }}")
        assert body["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    refused = done(people, "narrow_token", "leaveOrganisation", "viewer { id }")
    assert [error["code"] for error in refused["errors"]] == ["not_allowed"]
