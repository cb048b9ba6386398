"""People and organisations in the API."""

from __future__ import annotations

from marketplace.accounts.schema.checking import CheckingMutation, CheckingQuery
from marketplace.accounts.schema.enums import LanguageEnum, OrganisationKindEnum, RoleEnum
from marketplace.accounts.schema.joining import JoiningMutation, JoiningQuery
from marketplace.accounts.schema.keeping_out import KeepingOutMutation, KeepingOutQuery
from marketplace.accounts.schema.recipients import RecipientsMutation, RecipientsQuery
from marketplace.accounts.schema.tokens import TokensMutation, TokensQuery
from marketplace.accounts.schema.types import OrganisationType
from marketplace.accounts.schema.viewing import ViewingMutation, ViewingQuery


class AccountsQuery(
    ViewingQuery, CheckingQuery, JoiningQuery, KeepingOutQuery, RecipientsQuery, TokensQuery
):
    """What people ask about themselves and their organisation."""


class AccountsMutation(
    ViewingMutation,
    CheckingMutation,
    JoiningMutation,
    KeepingOutMutation,
    RecipientsMutation,
    TokensMutation,
):
    """What people do about themselves and their organisation."""


__all__ = [
    "AccountsMutation",
    "AccountsQuery",
    "LanguageEnum",
    "OrganisationKindEnum",
    "OrganisationType",
    "RoleEnum",
]
