"""Who may do what with organisations and members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.roles import OrganisationKind, Role

if TYPE_CHECKING:
    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor


def can_manage_members(actor: Actor, organisation: Organisation) -> bool:
    """Allow the owner of the organisation."""
    return actor.organisation_id == organisation.pk and actor.has_role(Role.OWNER)


def can_verify_organisations(actor: Actor) -> bool:
    """Allow a verifier of a verified coordinator institution."""
    return (
        actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
        and actor.has_role(Role.VERIFIER)
    )
