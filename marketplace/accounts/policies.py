"""Who may do what with organisations, their members and their checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.choices import ApiScope
from marketplace.accounts.models import Membership
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import FirmCheckState, Verification

if TYPE_CHECKING:
    from marketplace.accounts.models import FirmCheck, Organisation
    from marketplace.core.actor import Actor

FOUNDED_BY_ANYONE = (OrganisationKind.SME, OrganisationKind.LARGE_FIRM)
"""The kinds a signed-in person may register; an institution comes into being otherwise."""

RECIPIENT_ROLES = {
    OrganisationKind.SME: frozenset({Role.OWNER, Role.DEAL_LEAD}),
    OrganisationKind.LARGE_FIRM: frozenset({Role.OWNER, Role.DEAL_LEAD, Role.NAMED_ENGINEER}),
}
"""Who holds sealed files of a firm, and so may have a key that they are encrypted to."""


def acts_in_person(actor: Actor) -> bool:
    """Allow whoever is signed in at a page; a program with a token decides about nobody."""
    return actor.is_signed_in and actor.token_id is None


def can_register_organisation(actor: Actor) -> bool:
    """Allow a signed-in person who acts for no organisation."""
    return acts_in_person(actor) and not actor.is_member


def is_member(actor: Actor) -> bool:
    """Allow whoever acts for an organisation."""
    return actor.is_member


def is_owner(actor: Actor) -> bool:
    """Allow the owner of any organisation, for what is theirs."""
    return acts_in_person(actor) and actor.is_member and actor.has_role(Role.OWNER)


def can_manage_members(actor: Actor, organisation: Organisation) -> bool:
    """Allow the owner of the organisation."""
    return is_owner(actor) and actor.organisation_id == organisation.pk


def is_firm_member(actor: Actor) -> bool:
    """Allow members of firms, not of institutions."""
    return actor.is_member and actor.organisation_kind in FOUNDED_BY_ANYONE


def can_keep_firms_out(actor: Actor) -> bool:
    """Allow the owner of a firm; an institution serves everybody."""
    return is_owner(actor) and is_firm_member(actor)


def can_use_recipients(actor: Actor) -> bool:
    """Allow those of a firm who hold sealed files."""
    roles = (
        RECIPIENT_ROLES.get(OrganisationKind(actor.organisation_kind)) if actor.is_member else None
    )
    return roles is not None and acts_in_person(actor) and actor.has_role(*roles)


def can_relax_duties(actor: Actor) -> bool:
    """Allow the owner of a coordinator institution."""
    return is_owner(actor) and actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION


def can_change_firm(actor: Actor, organisation: Organisation) -> bool:
    """Allow the owner while nobody checks the firm and nobody confirmed it."""
    return can_manage_members(actor, organisation) and organisation.verification in {
        Verification.UNVERIFIED,
        Verification.REJECTED,
    }


def can_verify_organisations(actor: Actor) -> bool:
    """Allow a verifier of a verified coordinator institution."""
    return acts_in_person(actor) and _serves_as(actor, Role.VERIFIER)


def can_verify_organisation(actor: Actor, organisation: Organisation) -> bool:
    """Allow a verifier who neither is nor ever was a member of that organisation."""
    return can_verify_organisations(actor) and not (
        Membership.objects.filter(Q(user_id=actor.user_id), organisation=organisation).exists()
    )


def can_decide_check(actor: Actor, check: FirmCheck) -> bool:
    """Allow such a verifier while the round waits for one."""
    return check.state == FirmCheckState.PENDING and can_verify_organisation(
        actor, check.organisation
    )


def can_use_checks(actor: Actor) -> bool:
    """Allow verifiers, who see every round, and members, who see their own firm's."""
    return actor.is_member


def readable_checks(actor: Actor) -> Q:
    """Select the rounds the actor may read: one's own firm's, and to verifiers all handed in."""
    own = Q(organisation_id=actor.organisation_id) if is_owner(actor) else Q(pk__in=[])
    if can_verify_organisations(actor):
        return own | ~Q(state=FirmCheckState.DRAFT)
    return own


def readable_documents(actor: Actor) -> Q:
    """Select the documents whose content the actor may read.

    The firm's owner may always, a verifier only while the round is open, and never of a firm the
    verifier was a member of.
    """
    own = Q(check_round__organisation_id=actor.organisation_id) if is_owner(actor) else Q(pk__in=[])
    if not can_verify_organisations(actor):
        return own
    former = Membership.objects.filter(Q(user_id=actor.user_id)).values("organisation_id")
    to_check = Q(check_round__state=FirmCheckState.PENDING) & ~Q(
        check_round__organisation_id__in=former
    )
    return own | to_check


def viewer_acts(actor: Actor) -> frozenset[str]:
    """Return which pages and acts are open to the actor; pages hide the rest.

    What an act needs beyond its role, its own policy asks; these only spare a click.
    """
    leads = actor.has_role(Role.OWNER, Role.DEAL_LEAD)
    kind, in_person = actor.organisation_kind, acts_in_person(actor)
    open_acts = {
        "manage_members": is_owner(actor),
        "verify_firms": can_verify_organisations(actor),
        "review_technologies": in_person and _serves_as(actor, Role.REVIEWER),
        "write_technologies": kind == OrganisationKind.SME
        and leads
        and actor.may(ApiScope.TECHNOLOGIES_WRITE),
        "write_demands": kind == OrganisationKind.LARGE_FIRM
        and actor.has_role(Role.SCOUT, Role.DEAL_LEAD)
        and actor.may(ApiScope.DEMANDS_WRITE),
        "lead_deals": in_person and is_firm_member(actor) and leads,
        "run_cases": in_person and _serves_as(actor, Role.CASE_COORDINATOR),
        "assign_cases": in_person and _serves_as(actor, Role.OWNER),
        "read_records": bool(actor.roles - {Role.OPERATOR}) and actor.may(ApiScope.RECORDS_READ),
        "operate": in_person and _serves_as(actor, Role.OPERATOR),
    }
    return frozenset(act for act, is_open in open_acts.items() if is_open)


def _serves_as(actor: Actor, role: Role) -> bool:
    return (
        actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
        and actor.has_role(role)
    )
