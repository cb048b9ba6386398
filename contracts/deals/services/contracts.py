"""Draft a contract of agreed terms, settle its clauses, and fix its words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import transaction

from contracts.deals.clauses import clause_set_effective
from contracts.deals.models import Contract, ContractClause
from contracts.deals.selectors.parts import clause_of, contract_parts
from contracts.deals.services.conditions import (
    contract_act_checked,
    contract_advance,
    sheet_act_checked,
)
from contracts.deals.services.recording import (
    contract_record,
)
from contracts.deals.services.terms import last_version
from contracts.deals.states import ContractState
from contracts.deals.wording import contract_text, text_sha256
from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.languages import Language
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.timers import timer_set
from marketplace.notifications.korea import KOREA

if TYPE_CHECKING:
    from contracts.deals.models import TermSheet
    from marketplace.core.actor import Actor


EXPIRY_TIMER: Final = "deals.contract_expiry"
SIGNING_DAYS: Final = 14
_REASON_MAX: Final = 500


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
    contract_advance(contract, revision, to=ContractState.DRAFT)
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
    contract_advance(
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
