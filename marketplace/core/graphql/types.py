"""Scalars and enums shared by every schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import graphene
from graphql import GraphQLError, IntValueNode, StringValueNode

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from graphql import ValueNode

_DIGITS = re.compile(r"-?(0|[1-9][0-9]{0,18})\Z")
_LARGEST = 2**63 - 1


class BigInt(graphene.Scalar):
    """A whole number of up to 63 bits, written as a string of digits."""

    @staticmethod
    def serialize(value: int) -> str:
        """Return the number as digits."""
        return str(int(value))

    @staticmethod
    def parse_value(value: Any) -> int:
        """Return the number in the text.

        Raises:
            GraphQLError: It is not a whole number, or too large.
        """
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not _DIGITS.match(text) or abs(int(text)) > _LARGEST:
            message = "BigInt must be a whole number of up to 63 bits, written as digits."
            raise GraphQLError(message)
        return int(text)

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> int:
        """Return the number in the document.

        Raises:
            GraphQLError: It is not a whole number, or too large.
        """
        if not isinstance(node, StringValueNode | IntValueNode):
            message = "BigInt must be a whole number of up to 63 bits, written as digits."
            raise GraphQLError(message, node)
        return cls.parse_value(node.value)


def choices_enum(
    choices: type[TextChoices], *, description: str, name: str | None = None
) -> type[graphene.Enum]:
    """Return the GraphQL enum of Django choices; each label is its value's description.

    Values read from the database (`"sme"`) and members both resolve; arguments arrive as members.
    """

    def describe(member: Any) -> str:
        return description if member is None else str(member.label)

    enum: type[graphene.Enum] = graphene.Enum.from_enum(
        choices, name=name or choices.__name__, description=describe
    )
    return enum
