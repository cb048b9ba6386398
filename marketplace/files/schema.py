"""Transfers in the API: everybody sees and gives up their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.core.policies import signed_in
from marketplace.files.models import Transfer
from marketplace.files.selectors import transfer_for, transfer_numbers
from marketplace.files.services import OpenedTransfer, transfer_abort
from marketplace.files.states import TransferState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.core.graphql.context import RequestContext

TransferStateEnum = choices_enum(TransferState, description="How far a file's way has come.")


class TransferType(graphene.ObjectType):
    """Leave to move one file in or out, part by part, in this session and for a time.

    Send each part with PUT to `url/parts/<number>`, or fetch it from there with GET; numbers
    begin at 0. GET of `url` tells which parts have travelled, so that a broken transfer goes on.
    Resolves from a `Transfer` or an `OpenedTransfer`.
    """

    class Meta:
        name = "Transfer"

    id = graphene.ID(required=True, description="The transfer's opaque id.")
    url = graphene.String(
        description="Its address on this server; told once, by what opened the transfer."
    )
    part_bytes = graphene.Int(
        description="How many bytes each part has but the last; null where parts differ."
    )
    parts = graphene.Int(required=True, description="How many parts there are.")
    size = graphene.Field(BigInt, required=True, description="Of the whole file, in bytes.")
    received = graphene.List(
        graphene.NonNull(graphene.Int),
        required=True,
        description="Numbers of the parts that have travelled whole.",
    )
    state = graphene.Field(TransferStateEnum, required=True, description="How far it has come.")
    expires_at = graphene.DateTime(required=True, description="Until when parts may travel.")

    @staticmethod
    def resolve_id(root: Transfer | OpenedTransfer, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return _row(root).public_id

    @staticmethod
    def resolve_url(root: Transfer | OpenedTransfer, _info: Any) -> str | None:
        """Return the address, where the transfer was just opened."""
        return root.url if isinstance(root, OpenedTransfer) else None

    @staticmethod
    def resolve_part_bytes(root: Transfer | OpenedTransfer, _info: Any) -> int | None:
        """Return the size of a part of a stored file."""
        stored_file = _row(root).stored_file
        return stored_file.part_bytes if stored_file else None

    @staticmethod
    def resolve_parts(root: Transfer | OpenedTransfer, _info: Any) -> int:
        """Return how many parts there are."""
        return _row(root).parts

    @staticmethod
    def resolve_size(root: Transfer | OpenedTransfer, _info: Any) -> int:
        """Return the size of the whole."""
        return _row(root).size

    @staticmethod
    def resolve_received(root: Transfer | OpenedTransfer, _info: Any) -> list[int]:
        """Return the parts that have travelled."""
        return transfer_numbers(_row(root))

    @staticmethod
    def resolve_state(root: Transfer | OpenedTransfer, _info: Any) -> str:
        """Return the state."""
        return _row(root).state

    @staticmethod
    def resolve_expires_at(root: Transfer | OpenedTransfer, _info: Any) -> datetime:
        """Return the end."""
        return _row(root).expires_at


def _row(root: Transfer | OpenedTransfer) -> Transfer:
    return root.transfer if isinstance(root, OpenedTransfer) else root


class AbortTransfer(DomainMutation):
    """Give up a transfer of one's own, with what arrived of its file."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = graphene.ID(required=True, description="The transfer.")

    transfer = graphene.Field(TransferType, description="As it is now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Give it up."""
        transfer = transfer_for(actor=context.actor, public_id=id)
        return {"transfer": transfer_abort(actor=context.actor, transfer=transfer, now=context.now)}


def _transfer(_root: Any, info: Any, *, id: str) -> Transfer | None:
    try:
        return transfer_for(actor=info.context.actor, public_id=id)
    except NotFoundError:
        return None


class FilesQuery(graphene.ObjectType):
    """Reading transfers."""

    transfer = guarded_field(
        TransferType,
        policy=signed_in,
        resolver=_transfer,
        description="A transfer of one's own, or null.",
        id=graphene.ID(required=True, description="The transfer."),
    )


class FilesMutation(graphene.ObjectType):
    """Ending transfers."""

    abort_transfer = AbortTransfer.Field()
