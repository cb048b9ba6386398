"""What speaks against a coordinator, what that person declares, and what the owner decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.types import choices_enum
from matching.states import ConflictFinding, InterestState

if TYPE_CHECKING:
    from matching.selectors.cases import CaseRow

InterestStateEnum = choices_enum(
    InterestState, description="What is known of a coordinator's own interest in a case."
)
ConflictFindingEnum = choices_enum(
    ConflictFinding, description="What speaks against a person's coordinating a case."
)


def _of_held(name: str) -> Any:
    """Return a resolver that reads an attribute of the assignment; empty becomes null."""

    def resolve(row: CaseRow, _info: Any) -> Any:
        value = getattr(row.held, name)
        return None if value == "" else value

    return resolve


class CaseInterestType(graphene.ObjectType):
    """What is known of an interest of a case's coordinator; neither firm reads it."""

    class Meta:
        name = "CaseInterest"

    state = graphene.Field(
        InterestStateEnum,
        required=True,
        description="How far it is.",
        resolver=_of_held("interest_state"),
    )
    findings = graphene.List(
        graphene.NonNull(ConflictFindingEnum),
        required=True,
        description="What the product found.",
        resolver=_of_held("findings"),
    )
    words = graphene.String(
        description="The interest that was declared, or null.", resolver=_of_held("interest_words")
    )
    declared_at = graphene.DateTime(
        description="When it was declared last, or null.", resolver=_of_held("declared_at")
    )
    decision = graphene.String(
        description="Why the owner lets the coordinator keep the case, or null.",
        resolver=_of_held("decision_words"),
    )
    decided_at = graphene.DateTime(
        description="When the owner decided, or null.", resolver=_of_held("decided_at")
    )
    can_declare = graphene.Boolean(required=True, description="Whether the reader may declare now.")
    can_decide = graphene.Boolean(required=True, description="Whether the reader decides now.")
