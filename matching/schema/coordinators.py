"""People who coordinate cases in the API, and what they have before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

if TYPE_CHECKING:
    from marketplace.accounts.models import Membership


class Coordinator(graphene.Interface):
    """Somebody who coordinates cases in the reader's institution."""

    membership_id = graphene.ID(required=True, description="The membership's opaque id.")
    name = graphene.String(required=True, description="The person's name.")

    @staticmethod
    def resolve_membership_id(of: Any, _info: Any) -> str:
        """Return the membership's opaque id."""
        return member_of(of).public_id

    @staticmethod
    def resolve_name(of: Any, _info: Any) -> str:
        """Return the person's name."""
        return member_of(of).user.name


class CaseWeight(graphene.Interface):
    """Open cases and what they weigh."""

    open_cases = graphene.Int(required=True, description="How many cases.")
    weight = graphene.Int(
        required=True,
        description="The same weighed by stage: introduction 1, NDA and contract 2, "
        "disclosure and terms 3; of what is open now, one more for each that is overdue and for "
        "each that was opened more than 90 days ago.",
    )


def member_of(of: Any) -> Membership:
    """Return the membership that a row of the desk is about, or that it is itself."""
    member: Membership = getattr(of, "member", of)
    return member
