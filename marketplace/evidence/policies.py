"""Who may read which entries, and who of them what stands in the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from marketplace.evidence.models import Entry, EntryAudience

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

AUDITOR = "auditor"
# These see that things run and happened, never what they were about.
_WITHOUT_CONTENT = frozenset({AUDITOR, "operator"})


def is_auditor(actor: Actor) -> bool:
    """Return whether the actor sees every entry, without its content."""
    return actor.is_member and actor.has_role(AUDITOR)


def is_party(actor: Actor) -> bool:
    """Return whether the actor reads the entries addressed to its organisation."""
    return actor.is_member and bool(actor.roles - _WITHOUT_CONTENT)


def can_read_entries(actor: Actor) -> bool:
    """Return whether there may be entries for the actor at all."""
    return is_party(actor) or is_auditor(actor)


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """Return the entries the actor may know of."""
    return Entry.objects.all() if is_auditor(actor) else readable_entries(actor)


def readable_entries(actor: Actor) -> QuerySet[Entry]:
    """Return the entries whose content the actor may read."""
    organisation_id = actor.organisation_id
    if organisation_id is None or not is_party(actor):
        return Entry.objects.none()
    addressed = EntryAudience.objects.filter(entry=OuterRef("pk"), organisation_id=organisation_id)
    return Entry.objects.filter(Exists(addressed))
