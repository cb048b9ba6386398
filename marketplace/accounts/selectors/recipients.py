"""Keys of one's own organisation, and those that new files are encrypted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from marketplace.accounts.models import AgeRecipient
from marketplace.accounts.policies import (
    RECIPIENT_ROLES,
    can_use_recipients,
    is_owner,
)
from marketplace.accounts.states import RecipientState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

_MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class RecipientRead:
    """A key as a colleague sees it."""

    key: AgeRecipient
    is_own: bool
    can_retire: bool


def age_recipients_for(*, actor: Actor) -> list[RecipientRead]:
    """Return the keys of the actor's organisation, the newest 100."""
    if not can_use_recipients(actor):
        return []
    rows = AgeRecipient.objects.filter(Q(organisation_id=actor.organisation_id))
    rows = rows.select_related("membership__user").order_by("-id")[:_MOST_SHOWN]
    return [_read(actor, row) for row in rows]


def age_recipient_for(*, actor: Actor, public_id: str) -> RecipientRead | None:
    """Return one of them, or None."""
    if not can_use_recipients(actor):
        return None
    rows = AgeRecipient.objects.filter(Q(organisation_id=actor.organisation_id))
    row = rows.select_related("membership__user").filter(public_id=public_id).first()
    return None if row is None else _read(actor, row)


def active_age_recipients(organisation_id: int) -> list[str]:
    """Return the keys that new files of an organisation are encrypted to.

    Those of whoever left, or lost the role that needs one, are not among them.
    """
    rows = AgeRecipient.objects.filter(
        organisation_id=organisation_id,
        state=RecipientState.ACTIVE,
        membership__ended_at=None,
        membership__user__is_active=True,
    )
    kinds = Q(pk__in=[])
    for kind, roles in RECIPIENT_ROLES.items():
        kinds |= Q(organisation__kind=kind, membership__roles__role__in=roles)
    # a member may have two of the roles
    keys = rows.filter(kinds).order_by("id").values_list("recipient", flat=True)
    return list(dict.fromkeys(keys))


def former_age_recipients(organisation_id: int) -> frozenset[str]:
    """Return the keys an organisation once had and no longer encrypts to."""
    known = AgeRecipient.objects.filter(organisation_id=organisation_id)
    active = active_age_recipients(organisation_id)
    return frozenset(known.values_list("recipient", flat=True)).difference(active)


def _read(actor: Actor, row: AgeRecipient) -> RecipientRead:
    is_own = row.membership_id == actor.membership_id
    stands = row.state != RecipientState.RETIRED
    return RecipientRead(row, is_own=is_own, can_retire=stands and (is_own or is_owner(actor)))
