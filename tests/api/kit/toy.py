"""A small schema that uses every part of the kit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import Engine
from marketplace.core.graphql.fields import SKIP, guarded_field, guarded_subscription
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.schema import build_schema
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.core.languages import Language
from marketplace.core.models import Timer
from marketplace.core.policies import anyone, signed_in

if TYPE_CHECKING:
    from marketplace.core.graphql.connections import Page

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MEMBER = Actor(user_id=7, session_key="s" * 64)
SECRET = "the-secret-number-81723"

LanguageEnum = choices_enum(Language, description="A language.")


def owner_only(actor: Actor) -> bool:
    """Allow one person."""
    return actor.user_id == 7


class Row(graphene.ObjectType):
    """One row."""

    number = graphene.Int(required=True, description="Its number.")
    amount = BigInt(description="A large number.")
    tags = graphene.List(graphene.String, description="Words.")
    language = LanguageEnum(description="Its language.")
    inner = graphene.List(graphene.NonNull(lambda: Row), description="Rows below.")


RowConnection = connection_type(Row, "Row")


def _rows(_root: Any, _info: Any, *, first: int | None = None, after: str | None = None) -> Page:
    size = page_size(first)
    key = decode_cursor(after, kinds=(int,))
    start = int(key[0]) if key else 0
    rows = [{"number": number} for number in range(start + 1, min(start + size + 2, 61))]
    return page_of(rows, size=size, key=lambda row: (int(row["number"]),))


def _boom(_root: Any, _info: Any) -> None:
    raise RuntimeError(SECRET)


def _missing(_root: Any, _info: Any) -> None:
    raise NotFoundError


class Query(graphene.ObjectType):
    """Questions."""

    hello = guarded_field(
        graphene.String,
        policy=anyone,
        description="A greeting.",
        resolver=lambda _root, _info, name="you": f"Hello {name}",
        name=graphene.String(description="Whom to greet."),
    )
    language = guarded_field(
        LanguageEnum,
        policy=anyone,
        description="The language of the request.",
        resolver=lambda _root, info: info.context.language,
    )
    hidden = guarded_field(
        graphene.String,
        policy=signed_in,
        description="For the signed-in.",
        resolver=lambda _root, _info: "seen",
    )
    row = guarded_field(
        Row,
        policy=anyone,
        description="One row.",
        resolver=lambda _root, _info: {"number": 1, "amount": 2**62, "language": "ko"},
    )
    rows = connection_field(RowConnection, policy=anyone, description="Rows.", resolver=_rows)
    boom = guarded_field(graphene.String, policy=anyone, description="Fails.", resolver=_boom)
    leaking = guarded_field(
        graphene.Int, policy=anyone, description="Fails late.", resolver=lambda *_a: SECRET
    )
    missing = guarded_field(
        graphene.String, policy=anyone, description="Is not there.", resolver=_missing
    )


class MakeTimer(DomainMutation):
    """Write a row."""

    class Meta:
        policy = signed_in

    class Arguments:
        subject = graphene.String(required=True, description="Its subject.")
        amount = BigInt(description="A large number.")

    subject = graphene.String(description="What was written.")

    @staticmethod
    def perform(
        context: RequestContext, *, subject: str, amount: int | None = None
    ) -> Mapping[str, Any]:
        Timer.objects.create(kind="toy", subject=subject, due_at=context.now)
        if subject == "wrong":
            raise InvalidInputError(
                "Shorten this.", field="subject", code="too_long", params={"max": "4"}
            )
        if subject == "boom":
            raise RuntimeError(SECRET)
        return {"subject": f"{subject} {amount}"}


class Mutation(graphene.ObjectType):
    """Deeds."""

    make_timer = MakeTimer.Field()


def _tick(
    context: RequestContext, arguments: Mapping[str, Any], event: Mapping[str, Any] | None
) -> Any:
    RESOLVED.append(context.actor.user_id)
    if event is None:
        return -1
    if event["number"] == arguments.get("skipping"):
        return SKIP
    return event["number"]


def _mine(
    context: RequestContext, _arguments: Mapping[str, Any], event: Mapping[str, Any] | None
) -> Any:
    if event is not None and event.get("gone"):
        raise NotFoundError
    if event is not None and event.get("boom"):
        raise RuntimeError(SECRET)
    return f"{context.actor.user_id} {event['number'] if event else 'first'}"


RESOLVED: list[int | None] = []


class Subscription(graphene.ObjectType):
    """News."""

    ticks = guarded_subscription(
        graphene.NonNull(graphene.Int),
        policy=anyone,
        groups=lambda _actor, _arguments: ["toy.ticks"],
        resolve=_tick,
        shared=True,
        description="Numbers.",
        skipping=graphene.Int(description="A number not wanted."),
    )
    mine = guarded_subscription(
        graphene.String,
        policy=owner_only,
        groups=lambda actor, _arguments: [f"toy.user{actor.user_id}"],
        resolve=_mine,
        shared=False,
        description="One's own.",
    )


engine = Engine(build_schema(query=Query, mutation=Mutation, subscription=Subscription))


def context_of(actor: Actor = ANONYMOUS) -> RequestContext:
    """Return a context."""
    return RequestContext(actor=actor, now=NOW, language=Language.EN, request_id="request-1")
