"""Revising, reviewing, comparing and talking over GraphQL, from query text to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marketplace.config.graphql import engine
from marketplace.core.graphql.connections import encode_cursor
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology
from tests.factories.market import leaks_checked, technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from collections.abc import Mapping

CRITERIA = ("CLARITY", "BENEFIT", "PROOF", "CONFIDENTIALITY")
REVIEW = """mutation ($id: ID!, $revision: Int!, $decision: ReviewDecision!,
    $scores: [ReviewScoreInput!]!, $words: String) {
  it: reviewTechnology(id: $id, revision: $revision, decision: $decision, scores: $scores,
      words: $words) {
    technology { id state revisionState }
    review { id versionNumber decision words decidedAt scores { criterion score reason } }
    errors { code field params { name value } }
  }
}"""
SAVE = """mutation ($id: ID!, $revision: Int!, $input: TechnologyInput!) {
  it: saveTechnology(id: $id, revision: $revision, input: $input) {
    technology { revision } errors { code field message } } }"""
SUBMIT = """mutation ($id: ID!, $revision: Int!) {
  it: submitTechnology(id: $id, revision: $revision) {
    technology { revision state revisionState canEdit } errors { code field } } }"""
DRAFT = """query ($id: ID!) { it: technologyDraft(id: $id) {
    technologyId state revisionState revision versionNumber industry trl transferModes year
    ipStatus ipcCodes ksicCodes partnerTypes regions missing savedAt canEdit canSubmit canReview
    reviewBarredBecause texts { language title keywords withheld } } }"""
DIFF = """query ($id: ID!, $from: Int, $to: Int) {
  it: technologyDiff(id: $id, fromNumber: $from, toNumber: $to) {
    fromNumber toNumber changes { field language segments { op text } } } }"""
QUEUE = """query ($after: String) { it: reviewQueue(first: 1, after: $after) {
    nodes { submittedAt waitingDays isSecondReview isOverdue canReview
      technology { id versionNumber canComment ownerNameKo } }
    pageInfo { hasNextPage endCursor } } }"""
COMMENT = """mutation ($id: ID!, $text: String!) { it: commentOnReview(id: $id, text: $text) {
    comment { id side isOwn text createdAt } errors { code field } } }"""
THREAD = """query ($id: ID!, $first: Int, $after: String) {
  it: reviewComments(id: $id, first: $first, after: $after) {
    nodes { id side isOwn text createdAt } pageInfo { hasNextPage endCursor } } }"""
HISTORY = """query ($id: ID!) {
  versions: technologyVersions(id: $id) {
    number submittedAt sha256 isPublic decision decidedAt }
  reviews: technologyReviews(id: $id) {
    id versionNumber decision words scores { criterion score reason } } }"""

# a moment that in UTC would lie before the first year
EARLIEST = encode_cursor(("0001-01-01T00:00:00+14:00", "x"))


def answered(people: People, who: str, query: str, **variables: Any) -> Mapping[str, Any]:
    request = OperationRequest(query, variables=variables)
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    body: Mapping[str, Any] = engine.run(engine.operation(request), context).body
    return body


def asked(people: People, who: str, query: str, **variables: Any) -> Any:
    body = answered(people, who, query, **variables)
    assert "errors" not in body, body
    return body["data"]["it"]


def move(people: People, who: str, name: str, public_id: str) -> Any:
    query = "mutation ($id: ID!) { it: %s(id: $id) { technology { id state revision revisionState"
    query += " canRevise canDuplicate } errors { code } } }"
    return asked(people, who, query % name, id=public_id)


def full(**changes: int) -> list[dict[str, Any]]:
    return [{"criterion": name, "score": changes.get(name, 5)} for name in CRITERIA]


def test_a_wording_goes_from_its_first_review_to_the_next_version(people: People) -> None:
    made = technology_made(people, "published", mark="old")
    given = {"id": made.public_id}
    begun = move(people, "seller_owner", "reviseTechnology", made.public_id)
    assert begun["technology"]["revisionState"] == "DRAFT"
    draft = asked(people, "seller_owner", DRAFT, **given)
    assert (draft["versionNumber"], draft["canSubmit"], draft["missing"]) == (2, True, [])
    new = {
        "industry": "MOBILITY", "trl": 7, "transferModes": ["SUPPLY"], "ipStatus": "KNOW_HOW",
        "ipcCodes": ["h01m10/65"], "ksicCodes": ["28202"], "partnerTypes": ["INVESTOR"],
        "regions": ["KOREA", "ASIA"],
        "texts": [{
            "language": "EN", "area": "Insulation", "problem": "Heat spreads.",
            "title": "Thin barrier sheet new", "summary": "It slows heat.",
            "advantages": "Thinner.", "withheld": "Composition.", "keywords": ["sheet"],
        }],
    }  # fmt: skip
    saved = asked(people, "seller_owner", SAVE, **given, revision=draft["revision"], input=new)
    assert saved["errors"] == []
    revision = saved["technology"]["revision"]
    submitted = asked(people, "seller_owner", SUBMIT, **given, revision=revision)
    assert submitted["technology"]["revisionState"] == "IN_REVIEW"
    assert submitted["technology"]["canEdit"] is False
    waiting = asked(people, "reviewer", DRAFT, **given)
    assert waiting["canReview"] is True
    assert waiting["ipcCodes"] == ["H01M 10/65"]
    assert waiting["regions"] == ["KOREA", "ASIA"]
    compared = asked(people, "reviewer", DIFF, **given)
    titles = [one for one in compared["changes"] if one["field"] == "title"]
    assert titles[0]["language"] == "EN"
    assert {"op": "REMOVED", "text": "old"} in titles[0]["segments"]
    made.refresh_from_db()
    leaks_checked(made)
    done = asked(
        people, "reviewer", REVIEW, **given, revision=submitted["technology"]["revision"],
        decision="APPROVED", scores=full(),
    )  # fmt: skip
    assert done["errors"] == []
    assert done["technology"] == {
        "id": made.public_id, "state": "PUBLISHED", "revisionState": "NONE",
    }  # fmt: skip
    assert done["review"]["versionNumber"] == 2
    body = answered(people, "seller_member", HISTORY, **given)["data"]
    assert [one["isPublic"] for one in body["versions"]] == [True, False]
    assert [one["decision"] for one in body["reviews"]] == ["APPROVED", "APPROVED"]


def test_a_refused_decision_names_what_to_mend_and_leaves_no_trace(people: People) -> None:
    made = technology_made(people, "in_review")
    given = {"id": made.public_id, "revision": made.revision, "decision": "APPROVED"}
    entries = Entry.objects.count()
    for scores, code, field in (
        ([], "incomplete", "scores"),
        (full(PROOF=1), "reason_needed", "scores.PROOF"),
        (full(PROOF=9), "out_of_range", "scores.PROOF"),
        ([{**one, "score": 0, "reason": "None."} for one in full()], "zero_score", "scores"),
    ):
        refused = asked(people, "reviewer", REVIEW, **given, scores=scores)
        assert [(one["code"], one["field"]) for one in refused["errors"]] == [(code, field)]
        assert refused["technology"] is refused["review"] is None
    barred = asked(people, "checking_reviewer", REVIEW, **given, scores=full())
    assert [one["code"] for one in barred["errors"]] == ["review_barred"]
    shown = asked(people, "checking_reviewer", DRAFT, id=made.public_id)
    assert (shown["canReview"], shown["reviewBarredBecause"]) == (False, "CHECKED_THE_FIRM")
    assert Entry.objects.count() == entries
    made.refresh_from_db()
    assert made.state == "in_review"


def test_a_returned_first_wording_is_out_of_the_reviewers_sight(people: People) -> None:
    made = technology_made(people, "in_review")
    done = asked(
        people, "reviewer", REVIEW, id=made.public_id, revision=made.revision,
        decision="RETURNED", scores=full(), words="Shorter.",
    )  # fmt: skip
    assert done["technology"] is None
    assert done["review"]["words"] == "Shorter."
    assert asked(people, "reviewer", DRAFT, id=made.public_id) is None
    assert asked(people, "seller_owner", DRAFT, id=made.public_id)["versionNumber"] == 2


def test_the_queue_and_the_thread_come_in_pages(people: People) -> None:
    made = [technology_made(people, "in_review", key=str(n)) for n in range(2)]
    first = asked(people, "reviewer", QUEUE)
    second = asked(people, "reviewer", QUEUE, after=first["pageInfo"]["endCursor"])
    nodes = [*first["nodes"], *second["nodes"]]
    assert {node["technology"]["id"] for node in nodes} == {one.public_id for one in made}
    assert all(node["canReview"] and node["technology"]["canComment"] for node in nodes)
    assert all(node["technology"]["ownerNameKo"] is None for node in nodes)
    for who, text in (("reviewer", "Which proof?"), ("seller_owner", "A report.")):
        told = asked(people, who, COMMENT, id=made[0].public_id, text=text)
        assert told["errors"] == []
        assert told["comment"]["isOwn"] is True
    page = asked(people, "seller_member", THREAD, id=made[0].public_id, first=1)
    assert [(one["side"], one["isOwn"]) for one in page["nodes"]] == [("REVIEWER", False)]
    after = page["pageInfo"]["endCursor"]
    rest = asked(people, "seller_member", THREAD, id=made[0].public_id, after=after)
    assert [one["side"] for one in rest["nodes"]] == ["FIRM"]
    assert asked(people, "buyer_scout", THREAD, id=made[0].public_id)["nodes"] == []


def test_a_copy_is_started_once_and_a_wording_given_up(people: People) -> None:
    made = technology_made(people, "published")
    copy = """mutation ($id: ID!, $key: ID!) { it: duplicateTechnology(id: $id, requestId: $key) {
        technology { id state } errors { code } } }"""
    given = {"id": made.public_id, "key": "k"}
    one = asked(people, "seller_deal_lead", copy, **given)
    assert one == asked(people, "seller_owner", copy, **given)
    assert one["technology"]["state"] == "DRAFT"
    move(people, "seller_owner", "reviseTechnology", made.public_id)
    stale = move(people, "seller_owner", "reviseTechnology", made.public_id)
    assert stale["errors"] == [{"code": "stale_state"}]
    gone = move(people, "seller_owner", "discardRevision", made.public_id)
    assert gone["technology"]["canRevise"] is True


@pytest.mark.parametrize("hostile", ["", "x", "\u0000", "' OR 1=1 --", "가" * 50])
def test_an_id_that_nobody_gave_finds_nothing(people: People, hostile: str) -> None:
    for query in (DRAFT, DIFF):
        assert asked(people, "seller_owner", query, id=hostile) is None
    assert asked(people, "seller_owner", THREAD, id=hostile)["nodes"] == []
    body = answered(people, "seller_owner", HISTORY, id=hostile)["data"]
    assert body == {"versions": [], "reviews": []}
    for name in ("reviseTechnology", "discardRevision", "pauseTechnology"):
        assert move(people, "seller_owner", name, hostile)["errors"] == [{"code": "not_found"}]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"ipcCodes": ["X"]}, "ipc_form", "ipcCodes"),
        ({"ipcCodes": ["G06F"] * 6}, "too_many", "ipcCodes"),
        ({"ksicCodes": ["\u0000"]}, "ksic_form", "ksicCodes"),
        ({"texts": [{"language": "KO", "title": "a\u202eb"}]}, "hidden_characters", "ko.title"),
    ],
)
def test_a_wrong_field_is_named_and_the_draft_stays(
    people: People, wrong: dict[str, Any], code: str, field: str
) -> None:
    made = technology_made(people)
    refused = asked(people, "seller_owner", SAVE, id=made.public_id, revision=1, input=wrong)
    assert [(one["code"], one["field"]) for one in refused["errors"]] == [(code, field)]
    assert Technology.objects.get().revision == 1


@pytest.mark.parametrize("after", ["x", "W10", "WyIyMDI2IiwieCJd", "W251bGwsbnVsbF0", EARLIEST])
def test_a_cursor_that_nobody_gave_is_refused(people: People, after: str) -> None:
    technology_made(people, "in_review")
    body = answered(people, "reviewer", QUEUE, after=after)
    assert [one["extensions"]["code"] for one in body["errors"]] == ["invalid"]


@pytest.mark.parametrize("query", [REVIEW, COMMENT, QUEUE, DRAFT, HISTORY, THREAD, DIFF])
def test_a_token_for_other_things_neither_reviews_nor_reads_drafts(
    people: People, query: str
) -> None:
    made = technology_made(people, "in_review")
    entries = Entry.objects.count()
    body = answered(
        people, "narrow_token", query, id=made.public_id, revision=2, decision="APPROVED",
        scores=full(), text="x",
    )  # fmt: skip
    refused = body.get("errors") or (body["data"]["it"] or {}).get("errors")
    assert refused, body
    assert Entry.objects.count() == entries
