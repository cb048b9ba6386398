"""One writer at a time changes a deposit that is not sealed."""

from __future__ import annotations

from django.db.models import F

from marketplace.core.errors import StaleStateError
from marketplace.escrow.models import Deposit
from marketplace.escrow.states import DepositState


def draft_taken(deposit: Deposit, *, revision: int) -> None:
    """Claim an unsealed deposit for this writer by compare-and-set on its revision.

    Raises:
        StaleStateError: It is sealed or discarded, or somebody else changed it meanwhile.
    """
    claimed = Deposit.objects.filter(
        pk=deposit.pk, state=DepositState.DRAFT, revision=revision
    ).update(revision=F("revision") + 1)
    if claimed != 1:
        raise StaleStateError
    deposit.refresh_from_db()
