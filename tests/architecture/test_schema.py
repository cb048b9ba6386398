"""The schema that is served: as committed, guarded and described throughout.

That an unguarded or undescribed schema is refused at all is proved in `tests/api/kit`.
"""

from __future__ import annotations

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.config.schema import schema
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.schema import build_schema, operation_policies
from marketplace.core.policies import anyone
from tests.architecture.sources import ROOT


def test_committed_text_is_the_schema() -> None:
    committed = (ROOT / "frontend" / "schema.graphql").read_text(encoding="utf-8")
    assert str(schema).strip() == committed.strip(), "run `manage.py graphql_schema --write`"


def test_every_operation_has_a_policy() -> None:
    rules = operation_policies(schema)
    assert len(rules) > 20
    assert [name for name, rule in rules.items() if not (rule and callable(rule.policy))] == []


class _Silent(graphene.ObjectType):
    """A thing."""

    name = graphene.String()


class _Wordless(graphene.ObjectType):
    name = graphene.String(description="Its name.")


class _Colour(graphene.Enum):
    RED = "red"


class _Form(graphene.InputObjectType):
    """What to make."""

    name = graphene.String()


@pytest.mark.parametrize(
    ("type_", "arguments", "silent"),
    [
        (_Silent, {}, r"_Silent\.name"),
        (_Wordless, {}, r"_Wordless"),
        (_Colour, {}, r"_Colour\.RED"),
        (graphene.String, {"form": _Form(description="How.")}, r"_Form\.name"),
        (graphene.String, {"size": graphene.Int()}, r"Query\.thing\(size\)"),
    ],
)
def test_no_part_of_a_schema_stays_undescribed(
    type_: type, arguments: dict[str, graphene.types.unmountedtype.UnmountedType], silent: str
) -> None:
    thing = guarded_field(type_, policy=anyone, description="One.", **arguments)
    query = type("Query", (graphene.ObjectType,), {"__doc__": "What is asked.", "thing": thing})
    with pytest.raises(ImproperlyConfigured, match=silent):
        build_schema(query=query)
