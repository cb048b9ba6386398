"""What people ask of deposits and releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.policies import anyone, signed_in
from marketplace.demands.schema.types import DemandType
from marketplace.escrow.policies import can_read_deposits, can_read_releases
from marketplace.escrow.schema.release_types import ReleaseConnection
from marketplace.escrow.schema.seal_types import TechnologySealType
from marketplace.escrow.schema.types import DepositConnection, DepositType
from marketplace.escrow.schema.vault_types import DepositReleaseType, VaultType
from marketplace.escrow.selectors import (
    demands_of_deposit,
    deposit_for,
    deposits_for,
    deposits_tied_to,
    releases_for,
    releases_of_deposit,
    technology_seals,
    vault_for,
)

if TYPE_CHECKING:
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext
    from marketplace.demands.rows import DemandRow
    from marketplace.escrow.models import Deposit, Release
    from marketplace.escrow.selectors import SealRead, VaultRead


def _deposit(_root: Any, info: Any, *, id: str) -> Deposit | None:
    context: RequestContext = info.context
    try:
        return deposit_for(actor=context.actor, public_id=id)
    except NotFoundError:
        return None


def _deposits(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
    context, size = info.context, page_size(first)
    key: Any = decode_cursor(after, kinds=(int,))
    rows = deposits_for(actor=context.actor, after=key, limit=size + 1)
    return page_of(rows, size=size, key=lambda row: (row.pk,))


def _releases(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
    context, size = info.context, page_size(first)
    key: Any = decode_cursor(after, kinds=(int,))
    rows = releases_for(actor=context.actor, after=key, limit=size + 1, now=context.now)
    return page_of(rows, size=size, key=lambda row: (row.release.pk,))


def _vault(_root: Any, info: Any) -> VaultRead:
    return vault_for(actor=info.context.actor)


def _tied_to(_root: Any, info: Any, *, technology_id: str) -> list[Deposit]:
    return deposits_tied_to(actor=info.context.actor, technology_id=technology_id)


def _seals(_root: Any, info: Any, *, technology_id: str) -> list[SealRead]:
    context: RequestContext = info.context
    return technology_seals(actor=context.actor, technology_id=technology_id, now=context.now)


def _releases_of(_root: Any, info: Any, *, deposit_id: str) -> list[Release]:
    return releases_of_deposit(actor=info.context.actor, public_id=deposit_id)


def _demands_of(_root: Any, info: Any, *, deposit_id: str) -> list[DemandRow]:
    return demands_of_deposit(actor=info.context.actor, public_id=deposit_id)


class EscrowQuery:
    """What people ask of deposits and releases."""

    vault = guarded_field(
        graphene.NonNull(VaultType),
        policy=signed_in,
        description="What the reader may do with deposits, and what a new one begins with.",
        resolver=_vault,
    )
    technology_deposits = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(DepositType))),
        policy=can_read_deposits,
        description="The reader's own firm's deposits that are tied to a technology, oldest first.",
        resolver=_tied_to,
        technology_id=graphene.ID(required=True, description="The technology's id."),
    )
    technology_seals = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(TechnologySealType))),
        policy=anyone,
        scope="market:read",
        description="What lies sealed behind a technology, oldest first, for its own firm and for "
        "whoever knows the counterpart; empty for everybody else.",
        resolver=_seals,
        technology_id=graphene.ID(required=True, description="The technology's id."),
    )
    deposit_releases = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(DepositReleaseType))),
        policy=can_read_deposits,
        description="To whom a deposit of the reader's own firm was handed, newest first.",
        resolver=_releases_of,
        deposit_id=graphene.ID(required=True, description="The deposit's id."),
    )

    deposit_demands = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(DemandType))),
        policy=can_read_deposits,
        description="Demands of the reader's own firm that are sealed with a deposit, newest "
        "first.",
        resolver=_demands_of,
        deposit_id=graphene.ID(required=True, description="The deposit's id."),
    )
    deposits = connection_field(
        DepositConnection,
        policy=can_read_deposits,
        description="Deposits of the reader's own firm, newest first, without those given up.",
        resolver=_deposits,
    )
    deposit = guarded_field(
        DepositType,
        policy=can_read_deposits,
        description="One deposit of the reader's own firm, or null.",
        resolver=_deposit,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    releases = connection_field(
        ReleaseConnection,
        policy=can_read_releases,
        description="What was released to the reader's own large firm, newest first.",
        resolver=_releases,
    )
