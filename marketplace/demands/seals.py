"""What a firm knew before it asked: the seal on a deposit, as a demand carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.demands.models import Demand
from marketplace.evidence.selectors import entries_without_content

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from marketplace.evidence.selectors import EntryRead


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSeal:
    """The deposit that a demand is sealed with.

    Attributes:
        deposit_id: Public id of the deposit.
        number: Its number, for example SB-2026-000012.
        commitment: SHA-256 over its salt and its manifest, in hexadecimal.
        sealed_at: When it was sealed.
        entry_id: Row key of the record of its sealing.
    """

    deposit_id: str
    number: str
    commitment: str
    sealed_at: dt.datetime
    entry_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSealRead:
    """A seal as one reader may know of it; the deposit is named to its own firm alone.

    Attributes:
        sealed_at: When the deposit was sealed.
        commitment: SHA-256 over its salt and its manifest, in hexadecimal.
        record: The record of its sealing, without content.
        deposit_id: Public id of the deposit, or None.
        deposit_number: Its number, or None.
    """

    sealed_at: dt.datetime
    commitment: str
    record: EntryRead
    deposit_id: str | None
    deposit_number: str | None


def demand_seals(*, demand_ids: Collection[int], to_own_firm: bool) -> dict[int, DemandSealRead]:
    """Return the seals of those of these demands that have one.

    The caller has established that the actor knows the firm behind each.

    Args:
        demand_ids: Row keys of demands.
        to_own_firm: Whether the deposits are named.
    """
    sealed = list(Demand.objects.filter(pk__in=demand_ids, sealed_at__isnull=False))
    records = entries_without_content([each.seal_entry_id for each in sealed if each.seal_entry_id])
    return {
        each.pk: DemandSealRead(
            sealed_at=each.sealed_at,
            commitment=each.seal_commitment,
            record=records[each.seal_entry_id],
            deposit_id=each.seal_deposit if to_own_firm else None,
            deposit_number=each.seal_number if to_own_firm else None,
        )
        for each in sealed
        if each.sealed_at is not None and each.seal_entry_id is not None
    }
