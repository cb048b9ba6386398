"""What a depositor sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.escrow.schema.types import DepositKindEnum
from marketplace.escrow.wording import CONTRIBUTORS_MAX, ContributorWords, DepositWords

if TYPE_CHECKING:
    from collections.abc import Mapping


class ContributorInput(graphene.InputObjectType):
    """Somebody who made part of what is deposited."""

    name = graphene.String(required=True, description="The name, 80 characters.")
    part = graphene.String(description="Which part, 200 characters.")


class DepositInput(graphene.InputObjectType):
    """All words of a deposit; what is left out is stored as empty."""

    title = graphene.String(description="Its title, 200 characters.")
    kind = graphene.InputField(DepositKindEnum, description="What lies in it.")
    made_on = graphene.Date(description="The day on which it was finished.")
    outline = graphene.String(description="What it is, in outline, 4,000 characters.")
    depositor_name = graphene.String(description="The depositor's real name, 120 characters.")
    depositor_address = graphene.String(description="The depositor's address, 300 characters.")
    contributors = graphene.List(
        graphene.NonNull(ContributorInput),
        description=f"Who made which part, up to {CONTRIBUTORS_MAX}.",
    )


def words_given(given: Mapping[str, Any]) -> DepositWords:
    """Return the input as one value."""
    kind = given.get("kind")
    return DepositWords(
        title=given.get("title") or "",
        kind=str(getattr(kind, "value", kind) or ""),
        made_on=given.get("made_on"),
        outline=given.get("outline") or "",
        depositor_name=given.get("depositor_name") or "",
        depositor_address=given.get("depositor_address") or "",
        contributors=tuple(
            ContributorWords(name=one["name"], part=one.get("part") or "")
            for one in given.get("contributors") or ()
        ),
    )
