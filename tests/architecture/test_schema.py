"""The schema that is served: as committed, described throughout, every operation guarded."""

from __future__ import annotations

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.config.schema import schema
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.schema import build_schema, operation_policies
from marketplace.core.policies import anyone
from tests.architecture.sources import ROOT


def test_committed_text_is_the_schema() -> None:
    committed = (ROOT / "frontend" / "schema.graphql").read_text(encoding="utf-8")
    assert str(schema).strip() == committed.strip(), "run `python manage.py graphql_schema --write`"


def test_every_operation_has_a_policy() -> None:
    policies = operation_policies(schema)
    assert len(policies) > 20
    assert [name for name, policy in policies.items() if not callable(policy)] == []


def _query(**fields: object) -> type[graphene.ObjectType]:
    return type("Query", (graphene.ObjectType,), {"__doc__": "What may be asked.", **fields})


def _guarded() -> graphene.Field:
    return guarded_field(graphene.String, policy=anyone, description="A word.")


def test_a_described_and_guarded_schema_is_built() -> None:
    assert "word: String" in str(build_schema(query=_query(word=_guarded())))


def test_an_operation_without_a_policy_is_refused() -> None:
    query = _query(word=graphene.String(description="A word."))
    with pytest.raises(ImproperlyConfigured, match=r"no policy: Query\.word"):
        build_schema(query=query)


def test_a_mutation_without_a_policy_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="no policy"):
        type("Sign", (DomainMutation,), {"__doc__": "Sign.", "perform": staticmethod(dict)})


class _Silent(graphene.ObjectType):
    """A thing."""

    name = graphene.String()


class _Colour(graphene.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("field", "silent"),
    [
        (guarded_field(graphene.String, policy=anyone, description=""), "Query.thing"),
        (guarded_field(_Silent, policy=anyone, description="One."), "_Silent.name"),
        (guarded_field(_Colour, policy=anyone, description="One."), "_Colour.RED"),
        (
            guarded_field(graphene.String, policy=anyone, description="One.", size=graphene.Int()),
            r"Query.thing\(size\)",
        ),
    ],
)
def test_an_undescribed_part_is_refused(field: graphene.Field, silent: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=silent):
        build_schema(query=_query(thing=field))
