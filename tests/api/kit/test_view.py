"""GraphQL over HTTP: types, statuses, masking, and who may send what from where."""

from __future__ import annotations

import logging
from typing import Any

import orjson
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.view import GRAPHQL_JSON, JSON, GraphQLView
from marketplace.core.models import Timer
from tests.api.kit.toy import MEMBER, SECRET, engine

factory = RequestFactory()


def _asked(
    query: Any, *, actor: Actor = ANONYMOUS, accept: str = GRAPHQL_JSON, **extra: Any
) -> HttpResponse:
    headers = {"Accept": accept, **extra.pop("headers", {})}
    body = {"query": query, **extra} if query is not None else extra
    request = factory.post("/graphql", data=orjson.dumps(body), content_type=JSON, headers=headers)
    return _view(actor)(request)


def _view(actor: Actor = ANONYMOUS) -> GraphQLView:
    def actor_for(_request: HttpRequest) -> Actor:
        return actor

    return GraphQLView(engine, actor_for=actor_for)


def _json(response: HttpResponse) -> Any:
    return orjson.loads(response.content)


def test_an_answer() -> None:
    response = _asked(
        "query Q($n: String) { hello(name: $n) }", variables={"n": "노을"}, operationName="Q"
    )
    assert response.status_code == 200
    assert response["Content-Type"] == f"{GRAPHQL_JSON}; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert _json(response) == {"data": {"hello": "Hello 노을"}}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        (f"{JSON};q=0.5, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f"{JSON}, {GRAPHQL_JSON};q=0.9", JSON),
        (f"{GRAPHQL_JSON}; charset=utf-8", GRAPHQL_JSON),
    ],
)
def test_the_media_type_is_negotiated(accept: str | None, expected: str) -> None:
    headers = {"Accept": accept} if accept else {}
    request = factory.get("/graphql", {"query": "{ hello }"}, headers=headers)
    assert _view()(request)["Content-Type"].startswith(expected)


@pytest.mark.parametrize("accept", ["text/html", f"{JSON};q=0", f"{JSON};q=x", "image/*"])
def test_another_media_type_is_not_acceptable(accept: str) -> None:
    assert _asked("{ hello }", accept=accept).status_code == 406


def test_only_json_is_accepted() -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        request = factory.post("/graphql", data=b"query={hello}", content_type=content_type)
        assert _view()(request).status_code == 415
    request = factory.post(
        "/graphql", data=b'{"query":"{ hello }"}', content_type=f"{JSON}; charset=utf-16"
    )
    assert _view()(request).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"[]",
        b'[{"query":"{ hello }"}]',
        b'"{ hello }"',
        b"{}",
        b'{"query":7}',
        b'{"query":""}',
        b'{"query":"{ hello }","variables":"x"}',
        b'{"query":"{ hello }","variables":[]}',
        b'{"query":"{ hello }","operationName":7}',
        b'{"query":"{ hello }","extensions":0}',
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
def test_a_malformed_request_is_a_bad_request(body: bytes, accept: str) -> None:
    request = factory.post("/graphql", data=body, content_type=JSON, headers={"Accept": accept})
    response = _view()(request)
    assert response.status_code == 400
    assert "data" not in _json(response)


@pytest.mark.parametrize(
    "request_body",
    [
        {"query": "{ hello"},
        {"query": "{ unknown }"},
        {"query": "query ($n: Int!) { hello }", "variables": {"n": "x"}},
        {"query": "query A { hello } query B { hello }"},
        {"query": "{ hello }", "operationName": "Other"},
    ],
)
def test_a_refused_document_has_a_status_by_media_type(request_body: dict[str, Any]) -> None:
    body = dict(request_body)
    query = body.pop("query")
    assert _asked(query, **body).status_code == 400
    response = _asked(query, accept=JSON, **body)
    assert response.status_code == 200
    assert "data" not in _json(response)
    assert _json(response)["errors"]


def test_other_methods_and_mutations_by_get() -> None:
    response = _view()(factory.put("/graphql", headers={"Accept": JSON}))
    assert (response.status_code, response["Allow"]) == (405, "GET, POST")
    query = 'mutation { makeTimer(subject: "a") { subject } }'
    response = _view(MEMBER)(factory.get("/graphql", {"query": query}))
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_a_subscription_is_sent_to_the_socket() -> None:
    response = _asked("subscription { ticks }")
    assert response.status_code == 400
    assert "socket" in _json(response)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://testserver", 200),
        ("https://testserver", 200),
        ("http://evil.example", 403),
        ("http://testserver.evil.example", 403),
        ("http://evil.example/testserver", 403),
        ("null", 403),
        ("file://testserver", 403),
        ("http://[", 403),
    ],
)
def test_pages_of_other_sites_are_refused(origin: str | None, status: int) -> None:
    headers = {"Origin": origin} if origin else {}
    assert _asked("{ hello }", headers=headers).status_code == status


def test_policies_refuse_with_a_code() -> None:
    error = _json(_asked("{ hidden hello }"))["errors"][0]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert _json(_asked("{ hidden }", actor=MEMBER)) == {"data": {"hidden": "seen"}}


def test_a_failure_is_masked_and_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for field in ("boom", "leaking"):
        caplog.clear()
        with caplog.at_level(logging.INFO):
            response = _asked(f"{{ {field} hello }}")
        error = _json(response)["errors"][0]
        reference = error["extensions"]["reference"]
        assert SECRET.encode() not in response.content
        assert error["message"].endswith(f"Reference: {reference}")
        assert _json(response)["data"] == {field: None, "hello": "Hello you"}
        record = next(r for r in caplog.records if reference in str(r.msg))
        assert SECRET not in str(record.msg["error_at"]) + str(record.msg["error_type"])  # type: ignore[index]


def test_a_marketplace_error_of_a_query_keeps_its_code() -> None:
    body = _json(_asked("{ missing rows(first: 51) { nodes { number } } }"))
    codes = {error["extensions"]["code"] for error in body["errors"]}
    assert codes == {"not_found", "out_of_range"}
    fields = [error["extensions"].get("field") for error in body["errors"]]
    assert "first" in fields


def test_the_language_of_the_request() -> None:
    for header, expected in (("en-GB,en;q=0.9", "EN"), ("de,ko;q=0.5", "KO"), ("fr", "KO")):
        response = _asked("{ language }", headers={"Accept-Language": header})
        assert _json(response)["data"]["language"] == expected


MAKE = (
    "mutation ($s: String!, $a: BigInt) { makeTimer(subject: $s, amount: $a) "
    "{ subject errors { code field message params { name value } } } }"
)


@pytest.mark.django_db
def test_a_mutation_writes() -> None:
    body = _json(_asked(MAKE, actor=MEMBER, variables={"s": "one", "a": "9007199254740993"}))
    assert body == {"data": {"makeTimer": {"subject": "one 9007199254740993", "errors": []}}}
    assert Timer.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_mutation_writes_nothing() -> None:
    body = _json(_asked(MAKE, variables={"s": "one"}))["data"]["makeTimer"]
    assert body["subject"] is None
    assert body["errors"][0]["code"] == "unauthenticated"
    assert not Timer.objects.exists()


@pytest.mark.django_db
def test_a_wrong_input_is_named_and_rolled_back() -> None:
    body = _json(_asked(MAKE, actor=MEMBER, variables={"s": "wrong"}))["data"]["makeTimer"]
    assert body == {
        "subject": None,
        "errors": [
            {
                "code": "too_long",
                "field": "subject",
                "message": "Shorten this.",
                "params": [{"name": "max", "value": "4"}],
            }
        ],
    }
    assert not Timer.objects.exists()


@pytest.mark.django_db
def test_a_failing_mutation_is_masked_and_rolled_back() -> None:
    response = _asked(MAKE, actor=MEMBER, variables={"s": "boom"})
    assert SECRET.encode() not in response.content
    assert _json(response)["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert not Timer.objects.exists()


@pytest.mark.parametrize("amount", [1.5, True, "1e3", "", " 1", "01", "9" * 20, 2**63, "٣"])
def test_a_wrong_big_number_is_refused(amount: Any) -> None:
    response = _asked(MAKE, actor=MEMBER, variables={"s": "one", "a": amount})
    assert response.status_code == 400
    assert "BigInt" in _json(response)["errors"][0]["message"]


def test_big_numbers_and_enums_are_written_out() -> None:
    row = _json(_asked("{ row { number amount language } }"))["data"]["row"]
    assert row == {"number": 1, "amount": str(2**62), "language": "KO"}


def test_an_answer_names_the_person_it_is_for() -> None:
    names = [
        _asked("{ hello }", actor=actor)["X-Signed-In"]
        for actor in (ANONYMOUS, MEMBER, MEMBER, Actor(user_id=8))
    ]
    assert names[0] == "no"
    assert names[1] == names[2]
    assert len(set(names)) == 3


@pytest.mark.django_db
def test_a_page_of_one_person_does_nothing_as_another() -> None:
    deed = 'mutation { makeTimer(subject: "day") { subject } }'
    mine = _asked("{ hello }", actor=MEMBER)["X-Signed-In"]
    other = _asked(deed, actor=Actor(user_id=8), headers={"X-Signed-In": mine})
    assert _json(other)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in _json(other)
    assert other["X-Signed-In"] not in {mine, "no"}
    assert not Timer.objects.exists()
    _asked(deed, actor=MEMBER, headers={"X-Signed-In": mine})
    assert Timer.objects.exists()


def test_a_page_whose_session_ended_is_told_so() -> None:
    mine = _asked("{ hello }", actor=MEMBER)["X-Signed-In"]
    gone = _asked("{ hello }", headers={"X-Signed-In": mine})
    assert _json(gone) == {"data": {"hello": "Hello you"}}
    assert gone["X-Signed-In"] == "no"
