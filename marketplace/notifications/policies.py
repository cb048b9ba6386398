"""Notices are each person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.notifications.models import Notification

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor


def can_read_notices(actor: Actor) -> bool:
    """Allow whoever is signed in."""
    return actor.is_signed_in


def visible_notices(actor: Actor) -> QuerySet[Notification]:
    """Return the person's own notices, of the firm they act for now and of no earlier one."""
    if actor.user_id is None:
        return Notification.objects.none()
    own = Notification.objects.filter(user_id=actor.user_id)
    return own.filter(
        Q(organisation_id=None) | Q(organisation_id=actor.organisation_id)
        if actor.organisation_id is not None
        else Q(organisation_id=None)
    )
