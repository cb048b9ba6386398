"""What of payments the API tells by choice: their kinds, states, acts and accounts."""

from __future__ import annotations

from contracts.payments.states import (
    AccessState,
    AccountKind,
    DeliveryAcceptance,
    DeskWait,
    InstallmentKind,
    InstallmentState,
    MoneyKeeper,
    Movement,
    PaymentAct,
    Provider,
    ReleaseStop,
    Trouble,
)
from marketplace.core.graphql.types import choices_enum

PaymentProviderEnum = choices_enum(
    Provider, name="PaymentProvider", description="How money travels."
)
PaymentKindEnum = choices_enum(
    InstallmentKind, name="PaymentKind", description="What a payment is for."
)
PaymentStateEnum = choices_enum(
    InstallmentState, name="PaymentState", description="How far a payment is."
)
PaymentActEnum = choices_enum(PaymentAct, description="What somebody may do to a payment.")
PaymentTroubleEnum = choices_enum(
    Trouble, name="PaymentTrouble", description="What somebody has to look at."
)
DeliveryAcceptanceEnum = choices_enum(DeliveryAcceptance, description="Who accepted a delivery.")
DepositAccessEnum = choices_enum(
    AccessState, name="DepositAccess", description="How far the release of the deposit is."
)
LedgerAccountEnum = choices_enum(
    AccountKind, name="LedgerAccount", description="Where money of a contract lies."
)
MoneyKeeperEnum = choices_enum(
    MoneyKeeper, description="With whom money lies until it is the seller's."
)
DeskWaitEnum = choices_enum(DeskWait, description="What a payment on the desk waits for.")
ReleaseStopEnum = choices_enum(ReleaseStop, description="What keeps the sealed deposit closed.")
MovementEnum = choices_enum(Movement, name="MoneyMovement", description="Why money moves.")
