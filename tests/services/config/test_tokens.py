"""A token does what its scopes name and nothing else; a wrong one is never taken for a visitor."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_leaf_type,
)

from marketplace.accounts.choices import ApiScope
from marketplace.accounts.models import ApiToken
from marketplace.accounts.services import membership_remove, token_create, token_revoke
from marketplace.config.graphql import engine
from marketplace.config.schema import schema
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.errors import ClientError
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.graphql.schema import operation_policies
from marketplace.core.graphql.subscriptions import subscription_of
from marketplace.core.languages import Language
from tests.factories.people import NOW, People, people_made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.core.actor import Actor

pytestmark = pytest.mark.django_db

RULES = operation_policies(schema)
ALL = frozenset(ApiScope.values)
REFUSED = {"FORBIDDEN", "not_allowed"}
SCALARS = {
    "Int": "1",
    "Boolean": "true",
    "Float": "1",
    "Date": f'"{NOW:%Y-%m-%d}"',
    "BigInt": '"1"',
}


@pytest.fixture
def cast() -> People:
    return people_made()


def _literal(type_: Any) -> str:
    if isinstance(type_, GraphQLNonNull):
        return _literal(type_.of_type)
    if isinstance(type_, GraphQLList):
        return "[]"
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return "{" + " ".join(_arguments(type_.fields)) + "}"
    return SCALARS.get(type_.name, '"x"')


def _arguments(fields: Any) -> Iterator[str]:
    for name, field in fields.items():
        if isinstance(field.type, GraphQLNonNull):
            yield f"{name}: {_literal(field.type)}"


def _text(name: str) -> str:
    kind, field_name = name.split(".")
    field = getattr(schema.graphql_schema, f"{kind.lower()}_type").fields[field_name]
    arguments = ", ".join(_arguments(field.args))
    inner = "{ errors { code } }" if kind == "Mutation" else "{ __typename }"
    selection = "" if is_leaf_type(get_named_type(field.type)) else inner
    call = f"{field_name}({arguments})" if arguments else field_name
    return f"{kind.lower()} {{ {call} {selection} }}"


def _code(name: str, actor: Actor) -> str:
    """Return the code of the first error of an operation with its smallest arguments, or none."""
    operation = engine.operation(OperationRequest(_text(name)))
    if name.startswith("Subscription."):
        try:
            subscription_of(engine, operation).check(actor)
        except ClientError as error:
            return str((error.extensions or {})["code"])
        return ""
    context = RequestContext(actor=actor, now=NOW, language=Language.EN, request_id="test")
    body = engine.run(operation, context).body
    errors = body.get("errors") or []
    if name.startswith("Mutation.") and body.get("data"):
        errors = [{"extensions": e} for e in next(iter(body["data"].values()))["errors"]]
    return str(errors[0]["extensions"]["code"]) if errors else ""


def test_every_scope_is_one_that_a_token_can_have() -> None:
    named = {rule.scope for rule in RULES.values() if rule and rule.scope}
    assert named <= ALL
    assert {"market:read", "technologies:read", "technologies:write"} <= named


def test_a_token_without_the_scope_is_refused_everywhere(cast: People) -> None:
    wrong = []
    for person in ("seller_owner", "buyer_deal_lead", "institution_owner"):
        actor = cast.actor(person)
        assert actor.user_id is not None
        assert actor.membership_id is not None
        token = ApiToken.objects.create(
            user_id=actor.user_id,
            membership_id=actor.membership_id,
            token_sha256=f"{person:0<64}",
            created_at=NOW,
            expires_at=NOW + timedelta(days=1),
        )
        by_token = replace(actor, token_id=token.pk)
        for name, rule in RULES.items():
            assert rule is not None
            wrong += [
                (name, person, sorted(scopes))
                for scopes in (frozenset[str](), ALL - {rule.scope})
                if _code(name, replace(by_token, scopes=scopes)) not in REFUSED
            ]
    assert wrong == []


def test_a_token_with_the_scope_gets_what_its_person_gets(cast: People) -> None:
    different = []
    for person in ("seller_owner", "buyer_deal_lead"):
        actor = cast.actor(person)
        assert actor.user_id is not None
        assert actor.membership_id is not None
        token = ApiToken.objects.create(
            user_id=actor.user_id,
            membership_id=actor.membership_id,
            token_sha256=f"{person:0<64}",
            created_at=NOW,
            expires_at=NOW + timedelta(days=1),
        )
        for name, rule in RULES.items():
            # what is written by one asking may be there already at the second
            if rule is None or rule.scope is None or name.startswith("Mutation."):
                continue
            by_token = replace(actor, token_id=token.pk, scopes=frozenset({rule.scope}))
            if _code(name, actor) != _code(name, by_token):
                different.append((name, person))
    assert different == []


@pytest.mark.parametrize("word", ["Member", "Firm", "Token", "Barrier", "Affiliate", "Review"])
def test_no_token_manages_people_checks_or_reviews(word: str) -> None:
    concerned = [name for name in RULES if name.startswith("Mutation.") and word in name]
    assert concerned
    assert [name for name in concerned if RULES[name].scope] == []  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["acceptMatch", "declineMatch", "handOverCases", "moveCase"])
def test_no_token_answers_a_match_or_runs_a_case(name: str) -> None:
    rule = RULES.get(f"Mutation.{name}")
    assert rule is not None
    assert rule.scope is None


# --- over HTTP -------------------------------------------------------------------------------


def _token(cast: People, person: str = "seller_owner", *scopes: str) -> tuple[ApiToken, str]:
    return token_create(
        actor=cast.actor(person),
        name="A program",
        scopes=scopes or ("market:read",),
        expires_in_days=30,
        now=timezone.now(),
    )


def _asked(header: str, query: str = "{ viewer { email } }", **options: Any) -> Any:
    client = options.pop("client", None) or Client()
    return client.post(
        "/graphql",
        {"query": query},
        content_type="application/json",
        headers={"Authorization": header},
    )


def test_a_token_acts_for_its_person_and_notes_its_use(cast: People) -> None:
    token, text = _token(cast)
    assert _asked(f"Bearer {text}").json()["data"]["viewer"]["email"] == (
        cast.users["seller_owner"].email
    )
    answer = Client().get(
        "/graphql", {"query": "{ viewer { email } }"}, headers={"Authorization": f"bearer {text}"}
    )
    assert answer.json()["data"]["viewer"]
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_with_a_token_no_cookie_counts(cast: People) -> None:
    client = Client()
    client.force_login(cast.users["buyer_owner"])
    _, text = _token(cast)
    answer = _asked(f"Bearer {text}", client=client).json()
    assert answer["data"]["viewer"]["email"] == cast.users["seller_owner"].email
    assert _asked("Bearer sbt_wrong", client=client).status_code == 401


def _wrong(text: str) -> list[str]:
    return [
        "Bearer",
        "Bearer ",
        "Bearer x",
        f"Basic {text}",
        text,
        f"Bearer {text}x",
        f"Bearer {text[:-1]}",
        f"Bearer {text.upper()}",
        f"Bearer {text} {text}",
        "Bearer sbt_" + "x" * 4000,
        "Bearer sbt_é" + "x" * 39,
    ]


def test_a_wrong_token_is_refused_and_never_a_visitor(cast: People) -> None:
    _, text = _token(cast)
    for header in _wrong(text):
        answer = _asked(header, "{ __typename }")
        assert answer.status_code == 401, header
        assert answer.json()["errors"][0]["extensions"]["code"] == "INVALID_TOKEN"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert "data" not in answer.json()


def test_a_token_ends_by_its_time_by_revocation_and_with_its_member(cast: People) -> None:
    token, text = _token(cast, "seller_deal_lead")
    assert _asked(f"Bearer {text}").status_code == 200
    ApiToken.objects.update(expires_at=timezone.now())
    assert _asked(f"Bearer {text}").status_code == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert _asked(f"Bearer {text}").status_code == 200
    revoked, other = _token(cast, "seller_deal_lead")
    token_revoke(
        actor=cast.actor("seller_deal_lead"), public_id=revoked.public_id, now=timezone.now()
    )
    assert _asked(f"Bearer {other}").status_code == 401
    membership_remove(
        actor=cast.actor("seller_owner"),
        public_id=token.membership.public_id,
        now=timezone.now(),
    )
    assert _asked(f"Bearer {text}").status_code == 401


def test_a_token_opens_no_other_address(cast: People) -> None:
    client = Client()
    client.force_login(cast.users["seller_owner"])
    _, text = _token(cast)
    for path in ("/records/x.tlog-proof", "/firm-check/documents/x"):
        answer = client.get(path, headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code == 401


def test_no_token_is_ever_logged(cast: People, caplog: pytest.LogCaptureFixture) -> None:
    _, text = _token(cast)
    with caplog.at_level(logging.DEBUG):
        _asked(f"Bearer {text}")
        _asked(f"Bearer {text}x")
        _asked(f"Bearer {text}", "{ nonsense }")
    assert caplog.text
    assert text[8:] not in caplog.text
