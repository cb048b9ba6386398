"""Kinds of organisations and the roles their members may hold."""

from __future__ import annotations

from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation does here."""

    SME = "sme", "Small firm that lists technologies"
    LARGE_FIRM = "large_firm", "Large firm that looks for technologies"
    COORDINATOR_INSTITUTION = "coordinator_institution", "Institution that checks and mediates"


class Role(models.TextChoices):
    """What a member may do for the organisation."""

    OWNER = "owner", "Owner of the account"
    DEAL_LEAD = "deal_lead", "Leads deals"
    ENGINEER = "engineer", "Engineer of the small firm"
    SCOUT = "scout", "Looks for technologies"
    NAMED_ENGINEER = "named_engineer", "Named reader of documents"
    VERIFIER = "verifier", "Checks firms"
    REVIEWER = "reviewer", "Reviews technologies before they are published"
    CASE_COORDINATOR = "case_coordinator", "Mediates deals"
    TREASURER = "treasurer", "Confirms payments"
    AUDITOR = "auditor", "Reads records, never content"
    OPERATOR = "operator", "Runs the system, never reads content"


ROLES_OF_KIND: dict[str, frozenset[str]] = {
    OrganisationKind.SME: frozenset({Role.OWNER, Role.DEAL_LEAD, Role.ENGINEER}),
    OrganisationKind.LARGE_FIRM: frozenset(
        {Role.OWNER, Role.SCOUT, Role.DEAL_LEAD, Role.NAMED_ENGINEER}
    ),
    OrganisationKind.COORDINATOR_INSTITUTION: frozenset(
        {
            Role.OWNER,
            Role.VERIFIER,
            Role.REVIEWER,
            Role.CASE_COORDINATOR,
            Role.TREASURER,
            Role.AUDITOR,
            Role.OPERATOR,
        }
    ),
}
