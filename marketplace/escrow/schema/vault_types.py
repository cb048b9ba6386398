"""What the API says of a person's place in the vault, and of who was handed a deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.escrow.schema.release_types import ReleaseStateEnum

if TYPE_CHECKING:
    from marketplace.escrow.models import Release


class VaultType(graphene.ObjectType):
    """What the reader may do with deposits, and what a new one begins with."""

    class Meta:
        name = "Vault"

    can_write = graphene.Boolean(
        required=True, description="Whether the reader may put deposits together and seal them."
    )
    can_read = graphene.Boolean(
        required=True, description="Whether the reader may read deposits of their firm."
    )
    can_receive = graphene.Boolean(
        required=True, description="Whether the reader may read what was released to their firm."
    )
    can_hold_keys = graphene.Boolean(
        required=True, description="Whether the reader may have an age key."
    )
    active_keys = graphene.Int(
        required=True, description="How many keys new files of the firm are encrypted to."
    )
    depositor_name = graphene.String(
        required=True, description="The depositor as last written, or the firm's name."
    )
    depositor_address = graphene.String(
        required=True, description="The depositor's address as last written, or empty."
    )


class DepositReleaseType(graphene.ObjectType):
    """A deposit of the reader's firm that was handed to another firm."""

    class Meta:
        name = "DepositRelease"

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(ReleaseStateEnum, required=True, description="Where it is.")
    firm_name_ko = graphene.String(
        required=True, description="The firm's Korean name; may be empty."
    )
    firm_name_en = graphene.String(required=True, description="Its English name; may be empty.")
    entry_id = graphene.ID(required=True, description="The record of the release in the log.")
    released_at = graphene.DateTime(required=True, description="When it was released.")
    ready_at = graphene.DateTime(description="When its files were encrypted; null before.")
    withdrawn_at = graphene.DateTime(description="When it was taken back, or null.")

    @staticmethod
    def resolve_id(release: Release, _info: Any) -> str:
        """Return the opaque id."""
        return release.public_id

    @staticmethod
    def resolve_firm_name_ko(release: Release, _info: Any) -> str:
        """Return the firm's Korean name."""
        return release.organisation.name_ko

    @staticmethod
    def resolve_firm_name_en(release: Release, _info: Any) -> str:
        """Return the firm's English name."""
        return release.organisation.name_en

    @staticmethod
    def resolve_entry_id(release: Release, _info: Any) -> str:
        """Return the record's opaque id."""
        return release.entry.uid
