"""Sign a contract, refuse it, take it back, or let it lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from contracts.deals.selectors.contracts import DOCUMENT_TYPE
from contracts.deals.services.conditions import contract_act_checked, contract_advance
from contracts.deals.services.contracts import EXPIRY_TIMER
from contracts.deals.services.recording import (
    contract_record,
    contract_subjects,
    deal_audience,
)
from contracts.deals.states import ContractState, RefusalReason
from contracts.nda.signing import signature_prepare, signature_write
from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.timers import timer_cancel
from matching.states import MatchSide

if TYPE_CHECKING:
    import datetime as dt
    from typing import Any

    from contracts.deals.models import Contract
    from contracts.nda.signing import PreparedSignature, SignedPreparation
    from marketplace.core.actor import Actor

_WORDS_MAX: Final = 1000


@transaction.atomic
def contract_signature_prepare(
    *, actor: Actor, contract: Contract, revision: int, title: str, now: dt.datetime
) -> PreparedSignature:
    """Write the statement that the actor's passkey is to sign.

    Raises:
        NotAllowedError: The actor may not sign for the firm.
        MarketplaceError: `no_passkey`.
        StaleStateError: It is not offered, the side signed already, or it changed meanwhile.
        InvalidInputError: The title is missing or cannot be written.
    """
    side = contract_act_checked(actor, contract, "sign")
    if contract.revision != revision:
        raise StaleStateError
    return signature_prepare(
        actor=actor,
        document_type=DOCUMENT_TYPE,
        document_ref=contract.public_id,
        document_sha256=contract.document_sha256,
        side=side,
        title=title,
        now=now,
    )


@transaction.atomic
def contract_sign(
    *,
    actor: Actor,
    contract: Contract,
    revision: int,
    title: str,
    now: dt.datetime,
    signed: SignedPreparation | None = None,
) -> Contract:
    """Sign for the actor's side; with the second signature the contract is made.

    Args:
        actor: Who signs.
        contract: The contract.
        revision: What the signer saw.
        title: The signer's position.
        now: The moment of signing.
        signed: What a passkey signed; without it a fresh code stands for it.

    Raises:
        NotAllowedError: The actor may not sign for the firm.
        MarketplaceError: `reauthenticate`, `preparation_over` or `passkey_refused`.
        StaleStateError: It is not offered, the side signed already, or it changed meanwhile.
        InvalidInputError: The title is missing or cannot be written.
    """
    side = contract_act_checked(actor, contract, "sign")
    other = contract.buyer_signed_at if side == MatchSide.SELLER else contract.seller_signed_at
    columns: dict[str, Any] = {f"{side}_signed_at": now}
    if other is not None:
        columns |= {"signed_at": now, "state_since": now, "expires_at": None}
    contract_advance(
        contract,
        revision,
        to=ContractState.OFFERED if other is None else ContractState.SIGNED,
        **columns,
    )
    signature_write(
        actor=actor,
        document_type=DOCUMENT_TYPE,
        document_ref=contract.public_id,
        document_sha256=contract.document_sha256,
        side=side,
        title=title,
        audience=deal_audience(contract),
        subjects=contract_subjects(contract),
        now=now,
        signed=signed,
    )
    if contract.state == ContractState.SIGNED:
        timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
        contract_record("contract.signed", contract, now, document_sha256=contract.document_sha256)
    return contract


@transaction.atomic
def contract_refuse(
    *,
    actor: Actor,
    contract: Contract,
    revision: int,
    reason: str,
    words: str,
    now: dt.datetime,
) -> Contract:
    """Refuse to sign for the actor's side, with a reason that the other side reads.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It is not offered, the own side signed it, or it changed meanwhile.
        InvalidInputError: There is no reason, or "other" without words.
    """
    side = contract_act_checked(actor, contract, "refuse")
    code = choice_checked(reason, allowed=RefusalReason.values, field="reason")
    said = text_cleaned(words, field="words", max_length=_WORDS_MAX)
    if not code:
        raise InvalidInputError("Choose a reason.", field="reason", code="required")
    if code == RefusalReason.OTHER and not said:
        raise InvalidInputError("Say which other reason.", field="words", code="required")
    contract_advance(
        contract,
        revision,
        to=ContractState.REFUSED,
        state_since=now,
        expires_at=None,
        refused_by=side,
        refusal_reason=code,
        refusal_words=said,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
    contract_record("contract.refused", contract, now, side=str(side), reason=code)
    return contract


@transaction.atomic
def contract_withdraw(
    *, actor: Actor, contract: Contract, revision: int, now: dt.datetime
) -> Contract:
    """Take back a draft, or an offer that nobody has signed.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: A side has signed it, the other side offered it, or it changed meanwhile.
    """
    side = contract_act_checked(actor, contract, "withdraw")
    contract_advance(
        contract, revision, to=ContractState.WITHDRAWN, state_since=now, expires_at=None
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
    contract_record("contract.withdrawn", contract, now, side=str(side))
    return contract


def contract_lapsed(contract: Contract, now: dt.datetime, *, cause: str) -> None:
    """Let a contract that not both signed lapse, in the caller's transaction.

    Raises:
        StaleStateError: It changed meanwhile.
    """
    contract_advance(
        contract,
        contract.revision,
        to=ContractState.LAPSED,
        state_since=now,
        expires_at=None,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
    contract_record("contract.lapsed", contract, now, cause=cause)
