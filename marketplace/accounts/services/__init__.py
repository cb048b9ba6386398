"""The only writers of people and organisations, one function per use case."""

from __future__ import annotations

from marketplace.accounts.services.checking import (
    firm_check_decide,
    firm_check_revoke,
    firm_check_submit,
    organisation_verify,
)
from marketplace.accounts.services.documents import (
    LARGEST_DOCUMENT,
    documents_reseal,
    documents_wipe,
    firm_document_add,
    firm_document_remove,
)
from marketplace.accounts.services.duties import duty_separation_set
from marketplace.accounts.services.importing import organisation_import_key, organisations_import
from marketplace.accounts.services.inviting import (
    invitation_accept,
    invitation_decline,
    invitation_expire,
    invitation_revoke,
    invitation_send,
)
from marketplace.accounts.services.keeping_out import (
    affiliate_declare,
    affiliate_remove,
    barrier_declare,
    barrier_lift,
)
from marketplace.accounts.services.members import (
    membership_owner_name,
    membership_remove,
    membership_roles_set,
    membership_signing_set,
    organisation_leave,
)
from marketplace.accounts.services.recipients import (
    age_recipient_add,
    age_recipient_confirm,
    age_recipient_retire,
)
from marketplace.accounts.services.registering import (
    NewPerson,
    institution_bootstrap,
    membership_add,
    organisation_found,
    organisation_register,
    organisation_rename,
    people_enrol,
    profile_update,
)
from marketplace.accounts.services.tokens import token_create, token_revoke, token_used

__all__ = [
    "LARGEST_DOCUMENT",
    "NewPerson",
    "affiliate_declare",
    "affiliate_remove",
    "age_recipient_add",
    "age_recipient_confirm",
    "age_recipient_retire",
    "barrier_declare",
    "barrier_lift",
    "documents_reseal",
    "documents_wipe",
    "duty_separation_set",
    "firm_check_decide",
    "firm_check_revoke",
    "firm_check_submit",
    "firm_document_add",
    "firm_document_remove",
    "institution_bootstrap",
    "invitation_accept",
    "invitation_decline",
    "invitation_expire",
    "invitation_revoke",
    "invitation_send",
    "membership_add",
    "membership_owner_name",
    "membership_remove",
    "membership_roles_set",
    "membership_signing_set",
    "organisation_found",
    "organisation_import_key",
    "organisation_leave",
    "organisation_register",
    "organisation_rename",
    "organisation_verify",
    "organisations_import",
    "people_enrol",
    "profile_update",
    "token_create",
    "token_revoke",
    "token_used",
]
