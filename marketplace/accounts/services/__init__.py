"""The only writers of people and organisations."""

from __future__ import annotations

from marketplace.accounts.services.registering import (
    NewPerson,
    institution_bootstrap,
    membership_add,
    organisation_import_key,
    organisation_register,
    organisation_verify,
    organisations_import,
    people_enrol,
)

__all__ = [
    "NewPerson",
    "institution_bootstrap",
    "membership_add",
    "organisation_import_key",
    "organisation_register",
    "organisation_verify",
    "organisations_import",
    "people_enrol",
]
