"""Deposits over GraphQL, from query text to JSON; what is sealed is not even in the schema."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.config.graphql import engine
from marketplace.config.schema import schema
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.escrow.models import DepositFile
from marketplace.files.models import Transfer
from marketplace.files.services import transfer_part_write
from tests.factories.deposits import deposit_made
from tests.factories.keys import age_key_made
from tests.factories.people import NOW
from tests.services.escrow.acting import everything

if TYPE_CHECKING:
    from tests.factories.people import People

OURS = ("Deposit", "DepositFile", "Contributor", "DepositCertificate", "Release", "ReleasedFile")
SEALED = ("salt", "storedfile", "wrapped", "identity", "kek", "recipient", "audience", "sealedby")
WORDS = {
    "title": "Barrier",
    "kind": "PROCESS",
    "madeOn": "2026-02-28",
    "outline": "Layers",
    "depositorName": "한빛정밀",
    "depositorAddress": "서울",
    "contributors": [{"name": "Kim"}],
}
CREATE = """mutation ($input: DepositInput!) { it: createDeposit(requestId: "r", input: $input)
  { errors { code field } deposit { id revision state kind canSeal canAttach } } }"""
ADD = """mutation ($id: ID!) { it: addDepositFile(depositId: $id, revision: 1, name: "a.pdf",
  mediaType: "application/pdf", size: "6") { errors { code field } fileId
  deposit { revision } transfer { id url partBytes parts size received state } } }"""
SEAL = """mutation ($id: ID!) { it: sealDeposit(depositId: $id, revision: 2) { errors { code }
  deposit { number state commitment entryId termUntil canEdit canAttach
    contributors { name part } files { name size parts state sha256 commitment } } } }"""
FETCH = """mutation ($id: ID!) { it: openDepositFile(fileId: $id)
  { errors { code } transfer { url parts } } }"""
LIST = """query ($after: String) { it: deposits(first: 1, after: $after) {
  nodes { id title } pageInfo { hasNextPage endCursor } } }"""


def asked(people: People, query: str, who: str = "seller_owner", **variables: Any) -> Any:
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    request = OperationRequest(query, variables=variables)
    body = engine.run(engine.operation(request), context).body
    assert body.get("errors") is None, body
    return body["data"]["it"]


def test_a_deposit_goes_from_its_first_words_to_its_seal(people: People) -> None:
    age_key_made(people, "seller_owner")
    created = asked(people, CREATE, input=WORDS)
    assert created["errors"] == []
    deposit = created["deposit"]
    assert (deposit["kind"], deposit["canSeal"], deposit["canAttach"]) == ("PROCESS", True, False)
    added = asked(people, ADD, id=deposit["id"])
    way = added["transfer"]
    assert (added["errors"], way["parts"], way["size"], way["received"]) == ([], 1, "6", [])
    assert way["url"].startswith(f"/transfers/{way['id']}/")
    assert [each["code"] for each in asked(people, SEAL, id=deposit["id"])["errors"]] == [
        "files_arriving"
    ]
    transfer_part_write(
        actor=people.actor("seller_owner"),
        transfer=Transfer.objects.get(public_id=way["id"]),
        number=0,
        source=io.BytesIO(b"layers"),
        now=NOW,
    )
    sealed = asked(people, SEAL, id=deposit["id"])
    assert sealed["errors"] == []
    told = sealed["deposit"]
    assert (told["number"], told["state"], told["canEdit"]) == (
        f"SB-{NOW.year}-000001",
        "SEALED",
        False,
    )
    assert told["contributors"] == [{"name": "Kim", "part": ""}]
    [file] = told["files"]
    assert (file["name"], file["size"], file["parts"], file["state"]) == ("a.pdf", "6", 1, "STORED")
    assert asked(people, FETCH, id=added["fileId"])["transfer"]["parts"] == 1


def test_a_refusal_names_the_field_and_writes_nothing(people: People) -> None:
    deposit = deposit_made(people, "draft", files={})
    before = everything()
    wrong = asked(people, CREATE, input=WORDS | {"madeOn": f"{NOW.date() + timedelta(days=40)}"})
    assert wrong["errors"] == [{"code": "not_a_past_day", "field": "madeOn"}]
    stale = asked(people, SEAL, id=deposit.public_id)
    assert [each["code"] for each in stale["errors"]] == ["stale_state"]
    foreign = asked(people, SEAL, who="outsider_sme", id=deposit.public_id)
    assert [each["code"] for each in foreign["errors"]] == ["not_found"]
    assert everything() == before


def test_pages_follow_each_other_newest_first(people: People) -> None:
    made = [deposit_made(people, "draft", key=key, files={}) for key in "ab"]
    deposit_made(people, "discarded", files={})
    first = asked(people, LIST, who="seller_engineer")
    assert [row["id"] for row in first["nodes"]] == [made[1].public_id]
    last = asked(people, LIST, who="seller_engineer", after=first["pageInfo"]["endCursor"])
    assert [row["id"] for row in last["nodes"]] == [made[0].public_id]
    assert last["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize("name", OURS)
def test_no_sealed_column_is_a_field(name: str) -> None:
    found = re.search(rf"^type {name} \{{.*?^\}}", str(schema), re.DOTALL | re.MULTILINE)
    assert found is not None
    fields = re.findall(r"^  (\w+)[(:]", found[0], re.MULTILINE)
    assert fields
    assert [each for each in fields if any(word in each.lower() for word in SEALED)] == []


def test_nobody_else_has_a_way_to_a_file_of_a_deposit(people: People) -> None:
    file = DepositFile.objects.filter(deposit=deposit_made(people, "attached"))[0]
    for who in ("seller_engineer", "outsider_sme", "buyer_deal_lead", "case_coordinator"):
        before = everything()
        answer = asked(people, FETCH, who=who, id=file.public_id)
        known = who == "seller_engineer"
        assert [each["code"] for each in answer["errors"]] == [
            "not_allowed" if known else "not_found"
        ]
        assert answer["transfer"] is None
        assert everything() == before
