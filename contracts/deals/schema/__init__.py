"""Terms and contracts in the API."""

from contracts.deals.schema.contract_operations import ContractMutation, ContractQuery
from contracts.deals.schema.term_operations import TermsMutation, TermsQuery


class DealsQuery(TermsQuery, ContractQuery):
    """What people ask of terms and contracts."""


class DealsMutation(TermsMutation, ContractMutation):
    """What people do to terms and contracts."""


__all__ = ["DealsMutation", "DealsQuery"]
