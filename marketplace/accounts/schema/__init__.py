"""People and organisations in the API."""

from __future__ import annotations

from marketplace.accounts.schema.viewing import (
    AccountsQuery,
    LanguageEnum,
    OrganisationKindEnum,
    OrganisationType,
    RoleEnum,
)

__all__ = [
    "AccountsQuery",
    "LanguageEnum",
    "OrganisationKindEnum",
    "OrganisationType",
    "RoleEnum",
]
