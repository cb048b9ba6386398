"""A schema that forgot a policy or a description cannot be built."""

from __future__ import annotations

from typing import Any

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.schema import build_schema, operation_policies
from marketplace.core.policies import anyone
from tests.api.kit.toy import engine


def _query(**fields: Any) -> type[graphene.ObjectType]:
    return type("Query", (graphene.ObjectType,), {"__doc__": "Questions.", **fields})


GUARDED = guarded_field(graphene.String, policy=anyone, description="Fine.")


def test_a_query_without_policy_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no policy: Query\.openDoor"):
        build_schema(query=_query(open_door=graphene.String(description="Open."), fine=GUARDED))


def test_a_mutation_of_another_base_is_refused() -> None:
    class Bare(graphene.Mutation):
        """Do."""

        ok = graphene.Boolean(description="Done.")

        @staticmethod
        def mutate(_root: Any, _info: Any) -> None:
            return None

    mutation = type("Mutation", (graphene.ObjectType,), {"__doc__": "D.", "bare": Bare.Field()})
    with pytest.raises(ImproperlyConfigured, match=r"no policy: Mutation\.bare"):
        build_schema(query=_query(fine=GUARDED), mutation=mutation)


def test_a_domain_mutation_without_policy_cannot_be_declared() -> None:
    with pytest.raises(ImproperlyConfigured, match="Forgotten has no policy"):

        class Forgotten(DomainMutation):
            """Do."""


def test_a_plain_field_is_no_subscription() -> None:
    subscription = type("Subscription", (graphene.ObjectType,), {"__doc__": "N.", "x": GUARDED})
    with pytest.raises(ImproperlyConfigured, match=r"no policy: Subscription\.x"):
        build_schema(query=_query(fine=GUARDED), subscription=subscription)


def test_what_has_no_description_is_refused_by_name() -> None:
    silent = guarded_field(graphene.String, policy=anyone, description="", word=graphene.String())
    with pytest.raises(ImproperlyConfigured, match=r"Query\.silent, Query\.silent\(word\)"):
        build_schema(query=_query(silent=silent))


def test_every_operation_names_its_policy() -> None:
    policies = operation_policies(engine.graphene_schema)
    hello = policies["Query.hello"]
    assert hello is not None
    assert hello.policy is anyone
    assert {"Mutation.makeTimer", "Subscription.ticks", "Subscription.mine"} <= set(policies)
