"""What the log says of demands, readable by their firm alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.models import User
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.evidence.models import Entry


def demand_record(
    kind: str,
    actor: Actor,
    demand: Demand,
    now: datetime,
    *,
    deposit_id: str | None = None,
    **data: str,
) -> Entry:
    """Record a fact about a demand.

    Args:
        kind: Dotted past tense.
        actor: Who did it.
        demand: What it is about.
        now: The caller's time.
        deposit_id: Public id of a deposit that it is about too, or None.
        data: Codes and hashes; neither names nor words.
    """
    person = User.objects.values_list("public_id", flat=True).get(pk=actor.user_id or 0)
    subjects = [("demand", demand.public_id)]
    if deposit_id is not None:
        subjects.append(("deposit", deposit_id))
    return entry_record(
        kind=kind,
        subjects=subjects,
        audience=[demand.owner_id],
        body={"person": person, **data},
        now=now,
    )
