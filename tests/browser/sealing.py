"""A firm seals what it offers, through the API in its own browser, as programs may."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import pyrage

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

_NOTE = b"Tests of the coating, by bath and by day.\n" + "도금 시험 기록\n".encode()
_DEPOSIT = {
    "title": "Test records",
    "kind": "TEST_DATA",
    "madeOn": "2026-03-02",
    "outline": "What was measured, and how.",
    "depositorName": "한빛정밀 주식회사",
    "depositorAddress": "서울특별시 금천구 가산로 1",
    "contributors": [{"name": "김연구", "part": "Tests"}],
}


def seal(visitor: Visitor, technology_id: str) -> None:
    """Deposit a file to an own age key, tie it to the technology, wait for the comparison."""
    key = pyrage.x25519.Identity.generate()
    added = _done(
        visitor,
        """mutation($it: String!) { it: addAgeRecipient(label: "Safe", recipient: $it) {
            ageRecipient { id } challenge errors { code } } }""",
        it=str(key.to_public()),
    )
    _done(
        visitor,
        """mutation($id: ID!, $answer: String!) {
            it: confirmAgeRecipient(id: $id, answer: $answer) { errors { code } } }""",
        id=added["ageRecipient"]["id"],
        answer=pyrage.decrypt(added["challenge"].encode(), [key]).decode(),
    )
    made = _done(
        visitor,
        """mutation($key: ID!, $input: DepositInput!) {
            it: createDeposit(requestId: $key, input: $input) {
                deposit { id revision } errors { code } } }""",
        key=secrets.token_hex(8),
        input=_DEPOSIT,
    )["deposit"]
    file = _done(
        visitor,
        """mutation($id: ID!, $revision: Int!, $size: BigInt!) {
            it: addDepositFile(depositId: $id, revision: $revision, name: "records.txt",
                mediaType: "text/plain", size: $size) {
                deposit { revision } transfer { url } errors { code } } }""",
        **made,
        size=str(len(_NOTE)),
    )
    answer = visitor.page.request.put(
        f"{visitor.base_url}{file['transfer']['url']}/parts/0",
        data=_NOTE,
        headers={"Origin": visitor.base_url, "Content-Type": "application/octet-stream"},
    )
    assert answer.ok, answer.text()
    sealed = """query($id: ID!) { it: deposit(id: $id) { revision } }"""
    _done(
        visitor,
        """mutation($id: ID!, $revision: Int!) {
            it: sealDeposit(depositId: $id, revision: $revision) { errors { code } } }""",
        id=made["id"],
        revision=_asked(visitor, sealed, id=made["id"])["revision"],
    )
    _done(
        visitor,
        """mutation($id: ID!, $technology: ID!) {
            it: attachDeposit(depositId: $id, technologyId: $technology) { errors { code } } }""",
        id=made["id"],
        technology=technology_id,
    )
    report = "query($id: ID!) { it: leakReport(technologyId: $id) { state } }"
    for _ in range(60):
        if (_asked(visitor, report, id=technology_id) or {}).get("state") == "PASSED":
            return
        visitor.page.wait_for_timeout(500)
    message = "The words were not compared with the deposit."
    raise AssertionError(message)


def _done(visitor: Visitor, mutation: str, **variables: Any) -> Any:
    it = _asked(visitor, mutation, **variables)
    assert it["errors"] == [], it
    return it


def _asked(visitor: Visitor, query: str, **variables: Any) -> Any:
    answer = visitor.page.request.post(
        f"{visitor.base_url}/graphql",
        data={"query": query, "variables": variables},
        headers={"Origin": visitor.base_url},
    )
    body = answer.json()
    assert "errors" not in body, body
    return body["data"]["it"]
