"""What the log says of deposits, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.accounts.models import User
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.escrow.models import Deposit, Release
    from marketplace.evidence.models import Entry


def deposit_record(
    kind: str, deposit: Deposit, now: datetime, *, actor: Actor | None = None, **data: Any
) -> Entry:
    """Record a fact about a deposit, readable by its firm alone.

    Args:
        kind: Dotted past tense.
        deposit: What it is about.
        now: The caller's time.
        actor: Who did it, or None where nobody did.
        data: Numbers, codes and hashes; neither names nor words.
    """
    subjects = [("deposit", deposit.public_id)]
    if deposit.technology is not None:
        subjects.append(("technology", deposit.technology.public_id))
    return entry_record(
        kind=kind,
        subjects=subjects,
        audience=[deposit.organisation_id],
        body=_by(actor) | data,
        now=now,
    )


def release_record(
    kind: str, release: Release, now: datetime, *, actor: Actor | None = None, **data: Any
) -> Entry:
    """Record a fact about a release, readable by whom its releaser named."""
    return entry_record(
        kind=kind,
        subjects=[(str(type_), str(ref)) for type_, ref in release.subjects],
        audience=release.audience,
        body=_by(actor) | data,
        now=now,
    )


def _by(actor: Actor | None) -> dict[str, str]:
    if actor is None or actor.user_id is None:
        return {}
    return {"person": User.objects.values_list("public_id", flat=True).get(pk=actor.user_id)}
