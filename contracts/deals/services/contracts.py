"""Draft a contract of agreed terms, settle its clauses, fix its words, and let both sides sign."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F

from contracts.deals.clauses import clause_set_effective
from contracts.deals.models import Contract, ContractClause
from contracts.deals.selectors.contracts import DOCUMENT_TYPE
from contracts.deals.selectors.parts import clause_of, contract_parts
from contracts.deals.services.conditions import contract_act_checked, sheet_act_checked
from contracts.deals.services.recording import (
    contract_record,
    contract_subjects,
    deal_audience,
)
from contracts.deals.services.terms import last_version
from contracts.deals.states import CONTRACT_MOVES, ContractState, RefusalReason
from contracts.deals.wording import contract_text, text_sha256
from contracts.nda.signing import signature_write
from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.languages import Language
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.notifications.korea import KOREA
from matching.states import MatchSide

if TYPE_CHECKING:
    from typing import Any

    from contracts.deals.models import TermSheet
    from marketplace.core.actor import Actor


EXPIRY_TIMER: Final = "deals.contract_expiry"
SIGNING_DAYS: Final = 14
_REASON_MAX, _WORDS_MAX = 500, 1000


@transaction.atomic
def contract_draft(
    *, actor: Actor, sheet: TermSheet, revision: int, language: str, now: dt.datetime
) -> Contract:
    """Begin the contract of agreed terms, with every clause of the newest set that counts.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The terms are not agreed, or a contract stands already.
        InvalidInputError: There is no such language.
    """
    side = sheet_act_checked(actor, sheet, "draft")
    chosen = choice_checked(language, allowed=Language.values, field="language")
    if not chosen:
        raise InvalidInputError("Choose a language.", field="language", code="required")
    if sheet.revision != revision:
        raise StaleStateError
    clauses = clause_set_effective(now.astimezone(KOREA).date())
    contract = Contract.objects.create(
        sheet=sheet,
        version=last_version(sheet),
        match=sheet.match,
        seller_id=sheet.seller_id,
        buyer_id=sheet.buyer_id,
        institution_id=sheet.institution_id,
        language=chosen,
        clause_set=clauses.code,
        clause_set_version=clauses.version,
        drafted_by=side,
        drafted_at=now,
        state_since=now,
    )
    contract_record(
        "contract.drafted",
        contract,
        now,
        side=str(side),
        clause_set=clauses.code,
        clause_set_version=clauses.version,
        terms_sha256=contract.version.content_sha256,
    )
    return contract


@transaction.atomic
def contract_clause_set(
    *,
    actor: Actor,
    contract: Contract,
    revision: int,
    code: str,
    included: bool,
    reason: str,
    now: dt.datetime,
) -> Contract:
    """Take a clause out of a draft, with a reason where it protects the small firm, or put it back.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The contract is no draft any more, or changed meanwhile.
        InvalidInputError: There is no such clause, it has to stay, or the reason is missing.
    """
    side = contract_act_checked(actor, contract, "clause")
    clause = clause_of(contract, code)
    if clause is None:
        raise InvalidInputError("There is no such clause.", field="code", code="not_a_choice")
    if not included and not clause.removable:
        raise InvalidInputError("This clause has to stay.", field="code", code="clause_has_to_stay")
    words = text_cleaned(reason, field="reason", max_length=_REASON_MAX, multiline=False)
    if not included and clause.protective and not words:
        raise InvalidInputError(
            "Say why this protective clause is left out; the coordinator hears of it.",
            field="reason",
            code="required",
        )
    _counted(contract, revision, to=ContractState.DRAFT)
    row, _ = ContractClause.objects.update_or_create(
        contract=contract,
        code=clause.code,
        defaults={
            "is_included": included,
            "reason": "" if included else words,
            "side": side,
            "changed_by_id": actor.membership_id or 0,
            "changed_at": now,
        },
    )
    contract_record(
        "contract.clause_restored" if included else "contract.clause_removed",
        contract,
        now,
        coordinator=clause.protective and not included,
        side=str(side),
        clause=row.code,
        protective="yes" if clause.protective else "no",
    )
    return contract


@transaction.atomic
def contract_offer(
    *, actor: Actor, contract: Contract, revision: int, now: dt.datetime
) -> Contract:
    """Fix the words of a draft, so that both sides can sign them within two weeks.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: It is no draft any more, or changed meanwhile.
    """
    side = contract_act_checked(actor, contract, "offer")
    text = contract_text(contract_parts(contract, now))
    expires_at = now + dt.timedelta(days=SIGNING_DAYS)
    _counted(
        contract,
        revision,
        to=ContractState.OFFERED,
        state_since=now,
        offered_by=side,
        offered_at=now,
        expires_at=expires_at,
        text=text,
        document_sha256=text_sha256(text),
    )
    timer_set(kind=EXPIRY_TIMER, subject=contract.public_id, due_at=expires_at)
    contract_record(
        "contract.offered",
        contract,
        now,
        side=str(side),
        document_sha256=contract.document_sha256,
    )
    return contract


@transaction.atomic
def contract_sign(
    *, actor: Actor, contract: Contract, revision: int, title: str, now: dt.datetime
) -> Contract:
    """Sign for the actor's side; with the second signature the contract is made.

    Raises:
        NotAllowedError: The actor may not sign for the firm.
        MarketplaceError: `reauthenticate`.
        StaleStateError: It is not offered, the side signed already, or it changed meanwhile.
        InvalidInputError: The title is missing or cannot be written.
    """
    side = contract_act_checked(actor, contract, "sign")
    other = contract.buyer_signed_at if side == MatchSide.SELLER else contract.seller_signed_at
    columns: dict[str, Any] = {f"{side}_signed_at": now}
    if other is not None:
        columns |= {"signed_at": now, "state_since": now, "expires_at": None}
    _counted(
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
    _counted(
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
    _counted(contract, revision, to=ContractState.WITHDRAWN, state_since=now, expires_at=None)
    timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
    contract_record("contract.withdrawn", contract, now, side=str(side))
    return contract


def contract_lapsed(contract: Contract, now: dt.datetime, *, cause: str) -> None:
    """Let a contract that not both signed lapse, in the caller's transaction.

    Raises:
        StaleStateError: It changed meanwhile.
    """
    _counted(
        contract,
        contract.revision,
        to=ContractState.LAPSED,
        state_since=now,
        expires_at=None,
    )
    timer_cancel(kind=EXPIRY_TIMER, subject=contract.public_id)
    contract_record("contract.lapsed", contract, now, cause=cause)


def _counted(contract: Contract, revision: int, *, to: str, **columns: Any) -> None:
    contract.revision = revision
    advance(
        contract,
        moves=CONTRACT_MOVES,
        to=to,
        unchanged=("revision",),
        revision=F("revision") + 1,
        **columns,
    )
