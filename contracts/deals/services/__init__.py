"""What is done to terms and contracts."""

from contracts.deals.services.closing import contract_expire_due, deals_of_ended_close
from contracts.deals.services.contracts import (
    EXPIRY_TIMER,
    contract_clause_set,
    contract_draft,
    contract_offer,
)
from contracts.deals.services.documents import contract_document_open, contract_documents_make
from contracts.deals.services.signing import (
    contract_refuse,
    contract_sign,
    contract_signature_prepare,
    contract_withdraw,
)
from contracts.deals.services.terms import (
    terms_accept,
    terms_counter,
    terms_offer,
    terms_withdraw,
)

__all__ = [
    "EXPIRY_TIMER",
    "contract_clause_set",
    "contract_document_open",
    "contract_documents_make",
    "contract_draft",
    "contract_expire_due",
    "contract_offer",
    "contract_refuse",
    "contract_sign",
    "contract_signature_prepare",
    "contract_withdraw",
    "deals_of_ended_close",
    "terms_accept",
    "terms_counter",
    "terms_offer",
    "terms_withdraw",
]
