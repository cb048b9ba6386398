"""The log in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.fields import SKIP
from marketplace.core.graphql.schema import build_schema
from marketplace.core.languages import Language
from marketplace.evidence.leaf import commitment_of
from marketplace.evidence.models import Checkpoint, Entry
from marketplace.evidence.proofs import proof_text
from marketplace.evidence.schema import EvidenceQuery, EvidenceSubscription
from marketplace.evidence.sequencer import sequence_once
from tests.services.evidence.conftest import NOON
from tests.services.evidence.test_reading import AUDITOR, OPERATOR_OF_A_PARTY, OUTSIDER, PARTY

if TYPE_CHECKING:
    from marketplace.evidence.keys import LogKey
    from tests.services.evidence.conftest import Recorder

ENTRY = """query($id: ID!) { entry(id: $id) {
    id kind subjects { type id } recordedAt integratedAt index leaf commitment salt body proof
} }"""


schema = build_schema(query=EvidenceQuery, subscription=EvidenceSubscription)


def context(actor: Actor) -> RequestContext:
    return RequestContext(actor=actor, now=NOON, language=Language.EN, request_id="test")


def ask(actor: Actor, document: str, **variables: Any) -> Any:
    answer = schema.execute(document, variables=variables, context=context(actor))
    assert answer.errors is None, answer.errors
    return answer.data


def code_of(actor: Actor, document: str, **variables: Any) -> str:
    answer = schema.execute(document, variables=variables, context=context(actor))
    assert answer.errors is not None
    error = answer.errors[0]
    code = (error.extensions or {}).get("code") or getattr(error.original_error, "code", "")
    return str(code)


@pytest.fixture
def entry(log_key: LogKey, record: Recorder) -> Entry:
    """Return the last of five entries in the log."""
    made = record(5)[-1]
    sequence_once(NOON)
    made.refresh_from_db()
    return made


def test_a_party_can_check_an_entry_from_the_answer_alone(entry: Entry) -> None:
    read = ask(PARTY, ENTRY, id=entry.uid)["entry"]
    commitment = commitment_of(salt=bytes.fromhex(read["salt"]), body=read["body"])
    assert commitment.hex() == read["commitment"]
    assert read["leaf"] == f'{{"v":1,"c":"{read["commitment"]}"}}'
    assert read["proof"] == proof_text(4)
    assert (read["id"], read["kind"], read["index"]) == (entry.uid, "technology.published", "4")
    assert read["subjects"][0] == {"type": "technology", "id": "t4"}
    assert read["recordedAt"] == read["integratedAt"] == NOON.isoformat()


def test_an_auditor_checks_without_reading(entry: Entry) -> None:
    read = ask(AUDITOR, ENTRY, id=entry.uid)["entry"]
    assert (read["body"], read["salt"]) == (None, None)
    assert read["proof"] == proof_text(4)


def test_an_entry_that_waits_has_neither_place_nor_proof(entry: Entry, record: Recorder) -> None:
    read = ask(PARTY, ENTRY, id=record()[0].uid)["entry"]
    assert (read["index"], read["integratedAt"], read["proof"]) == (None, None, None)


def test_others_get_null_or_a_refusal(entry: Entry) -> None:
    assert ask(OUTSIDER, ENTRY, id=entry.uid) == ask(OUTSIDER, ENTRY, id="x") == {"entry": None}
    assert code_of(ANONYMOUS, ENTRY, id=entry.uid) == "UNAUTHENTICATED"
    assert code_of(OPERATOR_OF_A_PARTY, ENTRY, id=entry.uid) == "FORBIDDEN"


LIST = """query($id: ID, $type: String, $first: Int, $after: String) {
    entries(subjectType: $type, subjectId: $id, first: $first, after: $after) {
        nodes { index } pageInfo { hasNextPage endCursor }
    }
}"""


def test_pages_follow_each_other(entry: Entry) -> None:
    seen: list[str] = []
    after, more = None, True
    while more:
        page = ask(PARTY, LIST, first=2, after=after)["entries"]
        seen += [node["index"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == ["4", "3", "2", "1", "0"]
    about = ask(PARTY, LIST, type="technology", id="t2", first=5)["entries"]
    assert about["nodes"] == [{"index": "2"}]


@pytest.mark.parametrize(
    "wrong", [{"first": 0}, {"first": 51}, {"after": "x"}, {"after": "WyJhIl0"}]
)
def test_wrong_pages_are_refused(entry: Entry, wrong: dict[str, Any]) -> None:
    assert code_of(PARTY, LIST, **({"first": 5} | wrong)) in {"invalid", "out_of_range"}


def test_everyone_reads_the_checkpoint(log_key: LogKey) -> None:
    document = "{ logCheckpoint { origin size rootHash signedAt note } }"
    assert ask(ANONYMOUS, document) == {"logCheckpoint": None}
    sequence_once(NOON)
    read = ask(ANONYMOUS, document)["logCheckpoint"]
    assert read["note"].startswith(f"{read['origin']}\n{read['size']}\n{read['rootHash']}\n\n")
    assert (read["origin"], read["size"]) == (log_key.origin, "0")
    assert read["signedAt"] == NOON.isoformat()


def test_followers_get_the_newest_checkpoint_after_the_one_they_know(entry: Entry) -> None:
    field = EvidenceSubscription._meta.fields["log_checkpoint"]
    assert field.groups(ANONYMOUS, {}) == ["log.checkpoint"]

    def first(**arguments: Any) -> Any:
        return field.resolve_event(context(ANONYMOUS), arguments, None)

    newest = Checkpoint.objects.get()
    assert first() == first(after=None) == first(after=4) == newest
    assert first(after=5) is SKIP
    Checkpoint.objects.all().delete()
    assert first() is SKIP
