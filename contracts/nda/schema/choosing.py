"""What may be chosen for an agreement, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import RoleEnum

if TYPE_CHECKING:
    from contracts.nda.candidates import HolderCandidate
    from marketplace.escrow.models import DepositFile


class NdaHolderCandidate(graphene.ObjectType):
    """A member of the large firm who may be put on the list of holders."""

    membership_id = graphene.ID(required=True, description="The member.")
    name = graphene.String(required=True, description="The member's name.")
    email = graphene.String(required=True, description="The member's mail address.")
    roles = graphene.List(
        graphene.NonNull(RoleEnum), required=True, description="What the member does."
    )

    @staticmethod
    def resolve_membership_id(candidate: HolderCandidate, _info: Any) -> str:
        """Return the membership's public id."""
        return candidate.membership.public_id

    @staticmethod
    def resolve_name(candidate: HolderCandidate, _info: Any) -> str:
        """Return the name as it is now."""
        return candidate.membership.user.name

    @staticmethod
    def resolve_email(candidate: HolderCandidate, _info: Any) -> str:
        """Return the address as it is now."""
        return candidate.membership.user.email


class NdaChoosableFile(graphene.ObjectType):
    """A sealed file of the technology that the annex may name."""

    id = graphene.ID(required=True, description="The sealed file.")
    name = graphene.String(required=True, description="Its name.")
    deposit_number = graphene.String(description="The number of its deposit.")
    deposit_title = graphene.String(required=True, description="What its deposit is called.")

    @staticmethod
    def resolve_id(file: DepositFile, _info: Any) -> str:
        """Return the file's public id."""
        return file.public_id

    @staticmethod
    def resolve_deposit_number(file: DepositFile, _info: Any) -> str | None:
        """Return the number."""
        return file.deposit.number

    @staticmethod
    def resolve_deposit_title(file: DepositFile, _info: Any) -> str:
        """Return the title."""
        return file.deposit.title


class NdaChoicesType(graphene.ObjectType):
    """What one reader may choose for the agreement of a match."""

    class Meta:
        name = "NdaChoices"

    can_draft = graphene.Boolean(
        required=True, description="Whether the reader may begin an agreement now."
    )
    candidates = graphene.List(
        graphene.NonNull(NdaHolderCandidate),
        required=True,
        description="Who of the own firm may be named; for the large firm's leads alone.",
    )
    files = graphene.List(
        graphene.NonNull(NdaChoosableFile),
        required=True,
        description="Sealed files of the technology; for the small firm's leads alone.",
    )
