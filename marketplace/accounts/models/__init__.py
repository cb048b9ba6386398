"""People, organisations, who acts for whom, and what they keep about each other."""

from __future__ import annotations

from marketplace.accounts.models.barriers import Affiliate, Barrier
from marketplace.accounts.models.checks import DutyRelaxation, FirmCheck, FirmDocument
from marketplace.accounts.models.joining import Invitation
from marketplace.accounts.models.people import (
    Membership,
    MembershipRole,
    Organisation,
    User,
    UserManager,
)
from marketplace.accounts.models.recipients import AgeRecipient
from marketplace.accounts.models.tokens import ApiToken

__all__ = [
    "Affiliate",
    "AgeRecipient",
    "ApiToken",
    "Barrier",
    "DutyRelaxation",
    "FirmCheck",
    "FirmDocument",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Organisation",
    "User",
    "UserManager",
]
