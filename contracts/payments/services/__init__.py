"""The only writers of payments, one function per use case."""

from contracts.payments.services.accounts import account_name
from contracts.payments.services.delivering import (
    delivery_accept,
    delivery_record,
    release_order,
)
from contracts.payments.services.inbox import provider_event_keep
from contracts.payments.services.opening import (
    OBJECTION_TIMER,
    objection_lift,
    release_due,
    release_object,
)
from contracts.payments.services.paying import (
    instruction_withdraw,
    payment_confirm,
    payment_instruct,
    payment_refresh,
    providers_offered,
    receipt_confirm,
)
from contracts.payments.services.planning import plans_make
from contracts.payments.services.refunding import (
    refund_agree,
    refund_confirm,
    refund_order,
    refund_refuse,
    refund_request,
    refund_retry,
    refund_withdraw,
)
from contracts.payments.services.settling import truth_apply
from contracts.payments.services.working import provider_jobs_run

__all__ = [
    "OBJECTION_TIMER",
    "account_name",
    "delivery_accept",
    "delivery_record",
    "instruction_withdraw",
    "objection_lift",
    "payment_confirm",
    "payment_instruct",
    "payment_refresh",
    "plans_make",
    "provider_event_keep",
    "provider_jobs_run",
    "providers_offered",
    "receipt_confirm",
    "refund_agree",
    "refund_confirm",
    "refund_order",
    "refund_refuse",
    "refund_request",
    "refund_retry",
    "refund_withdraw",
    "release_due",
    "release_object",
    "release_order",
    "truth_apply",
]
