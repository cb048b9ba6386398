"""The only writers of agreements, one function per use case."""

from __future__ import annotations

from contracts.nda.services.agreeing import (
    EXPIRY_TIMER,
    nda_lapse_due,
    nda_offer,
    nda_refuse,
    nda_sign,
    nda_signature_prepare,
)
from contracts.nda.services.conditions import NdaContent
from contracts.nda.services.document import NDA_DOCUMENT, nda_document_make, nda_document_open
from contracts.nda.services.drafting import LAPSE_TIMER, nda_draft, nda_save, nda_withdraw
from contracts.nda.services.endings import (
    nda_end,
    nda_expire_due,
    ndas_of_ended_matches_close,
)
from contracts.nda.services.holding import (
    nda_holder_add,
    nda_holder_remove,
    nda_holders_recheck,
    nda_holders_set,
)

__all__ = (
    "EXPIRY_TIMER",
    "LAPSE_TIMER",
    "NDA_DOCUMENT",
    "NdaContent",
    "nda_document_make",
    "nda_document_open",
    "nda_draft",
    "nda_end",
    "nda_expire_due",
    "nda_holder_add",
    "nda_holder_remove",
    "nda_holders_recheck",
    "nda_holders_set",
    "nda_lapse_due",
    "nda_offer",
    "nda_refuse",
    "nda_save",
    "nda_sign",
    "nda_signature_prepare",
    "nda_withdraw",
    "ndas_of_ended_matches_close",
)
