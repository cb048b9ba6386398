"""Read contracts as their parties and the case's coordinator may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.deals.models import Contract
from contracts.deals.policies import (
    contract_acts_of_role,
    contract_acts_of_state,
    deal_side,
    visible_deals,
)
from contracts.deals.selectors.conditions import match_stands
from contracts.deals.selectors.parts import contract_parts
from contracts.deals.states import ContractState
from contracts.deals.wording import clause_words, contract_text
from contracts.nda.signing import signatures_of
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from contracts.deals.wording import ContractParts
    from contracts.nda.models import Signature
    from marketplace.core.actor import Actor
    from matching.states import MatchSide

DOCUMENT_TYPE = "contract"
"""Under this type the signatures of contracts are kept."""

CONTRACT_DOCUMENT = "contract.document"
"""The kind of transfer that hands the signed document out."""

_WITH = ("sheet", "version", "match__technology", "seller", "buyer", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """One clause of a contract, in it or left out."""

    code: str
    title: str
    text: str
    protective: bool
    removable: bool
    included: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """One contract for one reader.

    Attributes:
        text: As it is fixed; of a draft, as it would be now.
    """

    contract: Contract
    side: MatchSide | None
    text: str
    clauses: Sequence[ClauseRow]
    signatures: Sequence[Signature]
    acts: frozenset[str]


def contract_model_for(*, actor: Actor, public_id: str) -> Contract:
    """Return the stored contract for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    rows = Contract.objects.filter(visible_deals(actor), public_id=public_id)
    found = rows.select_related(*_WITH).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def contract_for(*, actor: Actor, public_id: str, now: datetime) -> ContractRow:
    """Return one contract as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    found = None
    if is_opaque_id(public_id):
        found = _read(actor, Contract.objects.filter(public_id=public_id), now)
    if found is None:
        raise NotFoundError
    return found


def contract_of(*, actor: Actor, match_id: str, now: datetime) -> ContractRow | None:
    """Return the newest contract of a match that the actor may read, or None.

    Args:
        actor: Who reads.
        match_id: The match's public id.
        now: The moment of reading.
    """
    if not is_opaque_id(match_id):
        return None
    return _read(actor, Contract.objects.filter(match__public_id=match_id), now)


def _read(actor: Actor, rows: QuerySet[Contract], now: datetime) -> ContractRow | None:
    visible = rows.filter(visible_deals(actor)).select_related(*_WITH)
    contract = visible.order_by("-pk").first()
    if contract is None:
        return None
    side = deal_side(actor, contract)
    parts = contract_parts(contract, now)
    possible = contract_acts_of_state(contract, side=side, goes_on=match_stands(contract.match))
    is_draft = contract.state == ContractState.DRAFT
    return ContractRow(
        contract=contract,
        side=side,
        text=contract_text(parts) if is_draft else contract.text,
        clauses=_clauses(parts),
        signatures=signatures_of(DOCUMENT_TYPE, contract.public_id),
        acts=contract_acts_of_role(actor) & possible,
    )


def _clauses(parts: ContractParts) -> list[ClauseRow]:
    reasons = {each.clause.code: each.reason for each in parts.left_out}
    return [
        ClauseRow(
            code=clause.code,
            title=clause.title[parts.language],
            text=clause_words(parts, clause),
            protective=clause.protective,
            removable=clause.removable,
            included=clause.code not in reasons,
            reason=reasons.get(clause.code, ""),
        )
        for clause in parts.clause_set.clauses
        if clause.belongs(parts.terms.exclusivity)
    ]
