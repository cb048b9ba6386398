"""A removal and an act of the same member: one comes first, and what comes second obeys it."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import graphene
import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from marketplace.accounts.actors import actor_confirmed, actor_for_user
from marketplace.accounts.models import ApiToken, Membership, MembershipRole
from marketplace.core.actor import Actor
from marketplace.core.errors import NotAllowedError
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import Engine, OperationRequest
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.schema import build_schema
from marketplace.core.languages import Language
from marketplace.core.models import Timer
from marketplace.core.policies import anyone
from tests.factories.people import NOW, People, people_made

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 40
DURING: list[Callable[[], None]] = []


def _deal_lead(actor: Actor) -> bool:
    return actor.has_role("deal_lead")


class Act(DomainMutation):
    """Write a row."""

    class Meta:
        policy = _deal_lead

    done = graphene.Boolean(description="Whether it was written.")

    @staticmethod
    def perform(context: RequestContext) -> Mapping[str, Any]:
        for act in DURING:
            act()
        Timer.objects.create(kind="act", subject=secrets.token_hex(8), due_at=context.now)
        return {"done": True}


class Query(graphene.ObjectType):
    """Questions."""

    nothing = guarded_field(graphene.String, policy=anyone, description="Nothing.")


class Mutation(graphene.ObjectType):
    """Deeds."""

    act = Act.Field()


engine = Engine(build_schema(query=Query, mutation=Mutation), confirmed=actor_confirmed)
OPERATION = engine.operation(OperationRequest("mutation { act { done errors { code } } }"))


@pytest.fixture
def cast() -> People:
    DURING.clear()
    return people_made()


def acted(actor: Actor) -> str:
    """Return `done`, or the code of the refusal."""
    context = RequestContext(actor=actor, now=NOW, language=Language.EN, request_id="test")
    body = engine.run(OPERATION, context).body
    answer = body["data"]["act"]
    return "done" if answer["done"] else str(answer["errors"][0]["code"])


def acts() -> QuerySet[Timer]:
    """Return what the mutation wrote."""
    return Timer.objects.filter(kind="act")


def key(number: int | None) -> int:
    """Return a key that is there."""
    assert number is not None
    return number


def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    finally:
        connection.close()


def end_membership(actor: Actor) -> None:
    with transaction.atomic():
        ended = Membership.objects.filter(pk=key(actor.membership_id), ended_at=None)
        assert ended.update(ended_at=NOW) == 1


def test_whoever_was_removed_is_refused_and_writes_nothing(cast: People) -> None:
    actor = cast.actor("seller_deal_lead")
    end_membership(actor)
    assert acted(actor) == "not_allowed"
    assert not acts().exists()


def test_a_lost_role_counts_although_the_actor_still_shows_it(cast: People) -> None:
    actor = cast.actor("seller_deal_lead")
    MembershipRole.objects.filter(membership_id=key(actor.membership_id)).delete()
    assert acted(actor) == "not_allowed"
    assert not acts().exists()


def test_a_lost_verification_and_an_ended_account_are_seen(cast: People) -> None:
    actor = cast.actor("seller_deal_lead")
    cast.organisations["seller"].verification = "unverified"
    cast.organisations["seller"].save()
    with transaction.atomic():
        assert not actor_confirmed(actor).organisation_verified
    user = cast.users["seller_deal_lead"]
    user.is_active = False
    user.save()
    with transaction.atomic(), pytest.raises(NotAllowedError):
        actor_confirmed(actor)


def test_a_token_revoked_meanwhile_writes_nothing(cast: People) -> None:
    actor = cast.actor("seller_deal_lead")
    token = ApiToken.objects.create(
        user_id=key(actor.user_id),
        membership_id=key(actor.membership_id),
        token_sha256="0" * 64,
        created_at=NOW,
        expires_at=NOW,
        revoked_at=NOW,
    )
    by_token = Actor(user_id=actor.user_id, membership_id=actor.membership_id, token_id=token.pk)
    with transaction.atomic(), pytest.raises(NotAllowedError):
        actor_confirmed(by_token)


def test_a_removal_waits_for_the_act_that_came_first(cast: People) -> None:
    actor = cast.actor("seller_deal_lead")
    inside, ended = threading.Event(), threading.Event()

    def linger() -> None:
        inside.set()
        assert not ended.wait(0.5)

    DURING.append(linger)

    def remove() -> None:
        inside.wait(5)
        end_membership(actor)
        ended.set()

    with ThreadPoolExecutor(2) as pool:
        act = pool.submit(in_thread, acted, actor)
        removal = pool.submit(in_thread, remove)
        assert act.result(30) == "done"
        removal.result(30)
    assert acts().count() == 1
    assert acted(actor) == "not_allowed"


def test_nothing_is_written_after_a_removal_in_any_order(cast: People) -> None:
    outcomes: set[str] = set()
    user = cast.users["seller_deal_lead"]
    with ThreadPoolExecutor(4) as pool:
        for round_ in range(ROUNDS):
            actor = actor_for_user(user)
            assert actor.is_member

            # at once, and ever later, so that on any machine it comes before and after an act
            def remove(actor: Actor = actor, wait: float = (round_ % 8) ** 2 / 500) -> int:
                time.sleep(wait)
                end_membership(actor)
                return acts().count()

            running = [pool.submit(in_thread, acted, actor) for _ in range(3)]
            written_before = pool.submit(in_thread, remove).result(30)
            outcomes |= {act.result(30) for act in running}
            assert acts().count() == written_before
            Membership.objects.filter(pk=key(actor.membership_id)).update(ended_at=None)
    assert outcomes == {"done", "not_allowed"}
